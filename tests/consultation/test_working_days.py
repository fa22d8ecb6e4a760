"""Which days offices work: weekends, days off of the sun's calendar, days that are entered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.models import Holiday
from consultation.models.working_days import WorkCalendar

FIXED = [
    Holiday(day=date(2026, 1, 1), recurs=True),
    Holiday(day=date(2026, 4, 30), recurs=True),
    Holiday(day=date(2026, 5, 1), recurs=True),
    Holiday(day=date(2026, 9, 2), recurs=True),
]


def off(day, **values):
    return Holiday(day=day, **values)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 12, 18), True),  # Friday
        (date(2026, 12, 19), False),
        (date(2026, 12, 20), False),
        (date(2027, 1, 1), False),  # recurs
        (date(2026, 9, 2), False),
        (date(2027, 5, 3), False),  # in place of Saturday 1 May
        (date(2028, 9, 2), False),  # Saturday
        (date(2028, 9, 4), False),  # … the Monday after it
        (date(2028, 9, 5), True),
    ],
)
def test_weekends_and_fixed_days_are_off_and_move_from_a_weekend(day, works):
    assert WorkCalendar(FIXED).is_working(day) == works


def test_two_fixed_days_on_one_weekend_move_to_two_days():
    # 30 April 2033 is a Saturday, 1 May a Sunday.
    calendar = WorkCalendar(FIXED)

    assert [calendar.is_working(date(2033, 5, day)) for day in (2, 3, 4)] == [False, False, True]


def test_days_of_the_moon_are_off_once_they_are_entered_and_do_not_move():
    tet = [off(date(2027, 2, day)) for day in (5, 6, 7, 8, 9, 10)]
    calendar = WorkCalendar([*FIXED, *tet])

    assert calendar.days(date(2027, 2, 4), date(2027, 2, 12)) == [
        date(2027, 2, 4),
        date(2027, 2, 11),
        date(2027, 2, 12),
    ]


def test_a_saturday_worked_in_exchange_counts():
    calendar = WorkCalendar([*FIXED, off(date(2026, 8, 22), is_worked=True)])

    assert calendar.is_working(date(2026, 8, 22))
    assert not calendar.is_working(date(2026, 8, 29))


@given(first=st.dates(date(2026, 1, 1), date(2040, 1, 1)), count=st.integers(-3, 60))
def test_every_week_has_at_most_five_working_days(first, count):
    days = WorkCalendar(FIXED).days(first, first + timedelta(days=count))

    assert len(days) <= max(0, count + 1)
    assert all(day.weekday() < 5 for day in days)
    assert days == sorted(set(days))


def test_the_fixed_days_are_there_from_the_start(db):
    days = set(Holiday.objects.filter(recurs=True).values_list("day__month", "day__day"))

    assert days == {(1, 1), (4, 30), (5, 1), (9, 2)}
