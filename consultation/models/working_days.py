"""Working days: Monday to Friday, less the days off, plus the days worked in exchange."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from consultation.models.holiday import Holiday

ONE = timedelta(days=1)
SATURDAY = 5


class WorkCalendar:
    """Which days are worked. One that recurs and falls on a weekend moves to the next working day
    (Labour Code 2019, article 112, paragraph 3); others are entered where they really are."""

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        entered = list(holidays)
        self.recurring = {(each.day.month, each.day.day) for each in entered if each.recurs}
        self.off = {each.day for each in entered if not each.recurs and not each.is_worked}
        self.worked = {each.day for each in entered if each.is_worked}
        self._moved: dict[int, set[date]] = {}

    @classmethod
    def read(cls) -> WorkCalendar:
        """As it is entered now; one query."""
        return cls(Holiday.objects.all())

    def is_working(self, day: date) -> bool:
        if day in self.worked:
            return True
        return not self._is_off(day) and day not in self._moved_in(day.year)

    def days(self, first: date, last: date) -> list[date]:
        """The working days from one day to another, both included."""
        count = (last - first).days + 1
        each = (first + number * ONE for number in range(max(0, count)))
        return [day for day in each if self.is_working(day)]

    def _is_off(self, day: date) -> bool:
        is_weekend = day.weekday() >= SATURDAY and day not in self.worked
        return is_weekend or day in self.off or (day.month, day.day) in self.recurring

    def _moved_in(self, year: int) -> set[date]:
        """The days off in place of those on a weekend, also of the end of the year before."""
        if year not in self._moved:
            moved: set[date] = set()
            for day in sorted(_in_years(self.recurring, year - 1, year)):
                if day.weekday() >= SATURDAY:
                    while self._is_off(day) or day in moved:
                        day += ONE
                    moved.add(day)
            self._moved[year] = moved
        return self._moved[year]


def _in_years(days: Iterable[tuple[int, int]], first: int, last: int) -> Iterable[date]:
    for year in range(first, last + 1):
        for month, day in days:
            if (month, day) != (2, 29) or year % 4 == 0:
                yield date(year, month, day)
