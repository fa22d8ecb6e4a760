"""The clock at both deadlines: the last moment is in time, the next one is late."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cms import clock
from consultation.approving import approve_submission, send_up
from consultation.models import Round, Stance, SubmissionState
from tests.factories import open_consultation, written_opinion

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2026, 12, 20)
OPENED = datetime(2026, 12, 1, 8, tzinfo=HERE)
# "Chậm nhất ngày 20" ends with the 20th, "trước ngày 20" with the 19th.
WORDINGS = {
    "chậm nhất ngày": (clock.no_later_than(DAY), datetime(2026, 12, 21, tzinfo=HERE)),
    "trước ngày": (clock.before(DAY), datetime(2026, 12, 20, tzinfo=HERE)),
}
MOMENTS = {
    "a microsecond before": (timedelta(microseconds=-1), False),
    "at the instant": (timedelta(), True),
    "a second after": (timedelta(seconds=1), True),
}
LONG_AFTER = timedelta(days=30)


def round_with(which: str, deadline: datetime):
    """Our deadline, or the drafting agency's with ours ten days before it."""
    if which == "ours":
        return open_consultation(
            agencies=1, deadline=deadline, drafter_deadline=deadline + LONG_AFTER
        )
    ours = deadline - timedelta(days=10)
    return open_consultation(agencies=1, deadline=ours, drafter_deadline=deadline)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("which", ["ours", "the drafting agency's"])
def test_what_is_sent_is_late_from_the_instant_of_our_deadline_on(which, wording, moment):
    deadline, instant = WORDINGS[wording]
    step, is_past = MOMENTS[moment]
    with time_machine.travel(OPENED, tick=False):
        consultation = round_with(which, deadline)
        written_opinion(consultation)
    with time_machine.travel(instant + step, tick=False):
        submission = consultation.round.submissions.get()
        sent = send_up(submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)
        approved = approve_submission(sent, by=consultation.head(), lock_version=sent.lock_version)
        round_ = Round.objects.get()

        # Late is kept, marked and goes in until our letter is out; the drafter's day changes
        # nothing of what an agency is told, whose deadline is ours.
        assert approved.state == SubmissionState.APPROVED
        assert approved.is_late == (is_past if which == "ours" else True)
        assert round_.is_past_deadline == approved.is_late
        assert (clock.now() >= round_.drafter_deadline) == (is_past and which != "ours")
    assert round_.last_day == clock.last_day(round_.deadline)
    assert clock.last_day(deadline) == (DAY if "chậm" in wording else DAY - timedelta(days=1))
