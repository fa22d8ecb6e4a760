"""What is short about a round's time: told to who plans it, who may still have reasons."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import clock
from consultation.models import Whose
from consultation.models.working_days import ONE, WorkCalendar

# A draft is posted for comments for at least so many days, holidays included: Law 87/2025/QH15,
# article 1, paragraph 10 (article 33, paragraph 3 of the law it amends).
POSTED = 20
# Five days in all are common; with less an agency has no time to ask its own people.
TO_WRITE = 5
# To compile, approve and sign between our deadline and the drafting agency's.
TO_COMPILE = 3


def short_times(
    *, whose: str, is_public: bool, deadline: datetime, drafter_deadline: datetime | None
) -> list[str]:
    """A sentence for each thing that is short, counted from today; none of them forbids."""
    return list(_short_times(whose, is_public, deadline, drafter_deadline))


def _short_times(
    whose: str, is_public: bool, deadline: datetime, drafter_deadline: datetime | None
) -> Iterator[str]:
    today, last = clock.today(), clock.last_day(deadline)
    calendar = WorkCalendar.read()
    posted = (last - today).days
    if whose == Whose.DRAFTING and is_public and posted < POSTED:
        yield _(
            "Our own draft would be open for %(days)d days; a draft is posted for comments for at"
            " least %(least)d days (Law 87/2025/QH15, article 1, paragraph 10)."
        ) % {"days": max(0, posted), "least": POSTED}
    writing = len(calendar.days(today + ONE, last))
    if writing < TO_WRITE:
        words = ngettext(
            "The agencies would have %(days)d working day to comment.",
            "The agencies would have %(days)d working days to comment.",
            writing,
        )
        yield words % {"days": writing}
    if drafter_deadline is not None:
        yield from _compiling(calendar, last, clock.last_day(drafter_deadline))


def _compiling(calendar: WorkCalendar, ours: date, theirs: date) -> Iterator[str]:
    left = len(calendar.days(ours + ONE, theirs))
    if left < TO_COMPILE:
        words = ngettext(
            "%(days)d working day would be left to compile, approve and sign our letter.",
            "%(days)d working days would be left to compile, approve and sign our letter.",
            left,
        )
        yield words % {"days": left}
