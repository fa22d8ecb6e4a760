"""A deadline in words: as the letter puts it, and the exact last minute."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from cms import clock

BEFORE = "before"
MINUTE = timedelta(minutes=1)
# As letters write them, "thứ Hai": Django's own have a figure, "thứ 2".
WEEKDAYS = (
    pgettext_lazy("in a deadline", "Monday"),
    pgettext_lazy("in a deadline", "Tuesday"),
    pgettext_lazy("in a deadline", "Wednesday"),
    pgettext_lazy("in a deadline", "Thursday"),
    pgettext_lazy("in a deadline", "Friday"),
    pgettext_lazy("in a deadline", "Saturday"),
    pgettext_lazy("in a deadline", "Sunday"),
)


def deadline_words(deadline: datetime, wording: str) -> str:
    """“before 20/12/2026, so by 23:59 on Saturday 19/12/2026”; `deadline` is exclusive.

    A deadline that is no midnight, as none of ours is, is told by its own last minute.
    """
    last = timezone.localtime(deadline - MINUTE)
    moment = {
        "time": date_format(last, "H:i"),
        "weekday": WEEKDAYS[last.weekday()],
        "last": date_format(last, "d/m/Y"),
    }
    if wording != BEFORE:
        return _("by %(time)s on %(weekday)s %(last)s") % moment
    day = date_format(timezone.localtime(deadline), "d/m/Y")
    words = _("before %(day)s, so by %(time)s on %(weekday)s %(last)s")
    return words % {**moment, "day": day}


def deadline_on(day: date, wording: str) -> datetime:
    """The exclusive instant of a day in a letter."""
    return clock.before(day) if wording == BEFORE else clock.no_later_than(day)
