"""The one clock, and what a deadline means.

A deadline is an exclusive instant: the first moment that is too late (design: 00:00 of the day
after). "Chậm nhất ngày 20/12" ends with the 20th, "trước ngày 20/12" with the 19th.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    return _set_to.get() or timezone.now()


def today() -> date:
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set the clock for what is told of the past: the demo's history, in this context only."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)


def no_later_than(day: date) -> datetime:
    """The exclusive instant of "chậm nhất ngày …": 00:00 of the day after, local time."""
    return _midnight(day + timedelta(days=1))


def before(day: date) -> datetime:
    """The exclusive instant of "trước ngày …": 00:00 of that day, local time."""
    return _midnight(day)


def last_day(deadline: datetime) -> date:
    """The last day on which one is still in time."""
    return timezone.localdate(deadline - timedelta(microseconds=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
