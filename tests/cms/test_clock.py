"""A deadline is the first instant that is too late."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from cms import clock


def test_no_later_than_the_20th_ends_with_the_20th_in_vietnam():
    assert clock.no_later_than(date(2026, 12, 20)) == datetime(2026, 12, 20, 17, tzinfo=UTC)


def test_before_the_20th_ends_with_the_19th():
    assert clock.last_day(clock.before(date(2026, 12, 20))) == date(2026, 12, 19)


def test_the_last_day_of_no_later_than_is_the_day_written():
    assert clock.last_day(clock.no_later_than(date(2028, 2, 29))) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 12, 19, 16, 59, tzinfo=UTC), date(2026, 12, 19)),
        (datetime(2026, 12, 19, 17, 0, tzinfo=UTC), date(2026, 12, 20)),
    ],
)
def test_the_day_changes_at_midnight_in_vietnam(utc, day):
    with time_machine.travel(utc, tick=False):
        assert clock.today() == day


def test_the_clock_can_be_set_for_what_is_told_of_the_past_and_runs_on_after():
    past = datetime(2026, 1, 2, tzinfo=UTC)
    with clock.at(past):
        assert clock.now() == past

    assert clock.now() != past
