"""Who comes second waits here, and sees what the first has done."""

from consultation.models import Submission


def hold_answer(submission: Submission) -> None:
    """Lock its row until the act is over; `submission` has the state it is in now."""
    fresh = Submission.objects.select_for_update().get(pk=submission.pk)
    submission.state, submission.lock_version = fresh.state, fresh.lock_version
