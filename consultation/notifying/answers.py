"""What an agency's people are told of its answer, and the compilers of what was changed after it.

No mail holds the words of an opinion: whoever may read them reads them here.
"""

from typing import Any

from django.urls import reverse

from cms.models import User
from consultation.models import (
    OpinionReturn,
    Return,
    ReturnKind,
    ReturnOutcome,
    Submission,
    SubmissionState,
)
from consultation.notifying.people import people_of
from consultation.notifying.storing import drop_messages, store_message
from consultation.rules import Role
from consultation.signals import opinion_return_recorded, submission_recorded

WRITES = (Role.OFFICER, Role.FOCAL, Role.HEAD)


def connect() -> None:
    submission_recorded.connect(on_submission, dispatch_uid="mail_answer")
    opinion_return_recorded.connect(on_opinion_return, dispatch_uid="mail_opinion_return")


def on_submission(sender: type, *, submission: Submission, by: User, **kwargs: Any) -> None:
    """Each state once: the key names the act that led there, so what is announced again is not."""
    if submission.state == SubmissionState.SENT_UP:
        _tell_heads(submission, by=by)
        return
    drop_messages(key_prefix=f"answer:{submission.uid}:up:")
    if submission.state == SubmissionState.RETURNED:
        _tell_return(submission, by=by)
    elif submission.state == SubmissionState.APPROVED:
        _tell_receipt(submission)


def on_opinion_return(sender: type, *, given: OpinionReturn, by: User, **kwargs: Any) -> None:
    """Returned: the head and the focal point of its agency. Come back: who returned it."""
    submission = given.opinion.submission
    if submission is None:
        return
    told: list[User] = [given.by]
    kind = "opinion_came_back"
    if not given.outcome:
        kind = "opinion_returned"
        told = people_of([submission.agency_id], Role.HEAD, Role.FOCAL)[submission.agency_id]
    _store(
        submission,
        kind,
        f"return:{given.uid}:{given.outcome or 'given'}",
        [person for person in told if person.pk != by.pk],
        place=given.opinion.citation,
        reason=given.reason,
        outcome=str(ReturnOutcome(given.outcome).label) if given.outcome else "",
        link=f"{_page(submission)}#y-kien-{given.opinion.uid}",
    )


def _tell_heads(submission: Submission, *, by: User) -> None:
    at = submission.sent_up_at.isoformat() if submission.sent_up_at else ""
    heads = people_of([submission.agency_id], Role.HEAD)[submission.agency_id]
    key = f"answer:{submission.uid}:up:{at}"
    others = [head for head in heads if head.pk != by.pk]
    _store(submission, "answer_sent_up", key, others, sender=str(by))


def _tell_return(submission: Submission, *, by: User) -> None:
    given = Return.objects.filter(submission=submission).order_by("at", "pk").last()
    if given is None:
        return
    people = people_of([submission.agency_id, submission.round.lead_id], *WRITES, Role.COMPILER)
    agency = [person for person in people[submission.agency_id] if person.pk != by.pk]
    writers = {submission.sent_up_by_id} | set(
        submission.opinions.standing().order_by().values_list("author_id", flat=True)
    )
    if given.kind != ReturnKind.BY_COMPILER:
        # A matter of the house: those who wrote it, not every officer of the agency.
        agency = [person for person in agency if person.pk in writers]
    key = f"answer:{submission.uid}:returned:{given.pk}"
    _store(submission, "answer_returned", key, agency, reason=given.reason)
    if given.kind == ReturnKind.TAKEN_BACK:
        compilers = people_of([submission.round.lead_id], Role.COMPILER)
        _store(
            submission,
            "answer_taken_back",
            f"{key}:lead",
            compilers[submission.round.lead_id],
            reason=given.reason,
            link=reverse("progress", args=[submission.round.uid]),
        )


def _tell_receipt(submission: Submission) -> None:
    """Whoever approved it, who sent it up, the heads and the focal point: a receipt each."""
    receipt = submission.receipts.current().light().first()
    if receipt is None:
        return
    people = people_of([submission.agency_id], Role.HEAD, Role.FOCAL)[submission.agency_id]
    more = [person for person in (submission.sent_up_by, receipt.approved_by) if person]
    told = {person.pk: person for person in [*people, *more]}
    _store(
        submission,
        "answer_receipt",
        f"answer:{submission.uid}:receipt:{receipt.code}",
        list(told.values()),
        receipt=receipt,
        approved_as=receipt.get_approved_as_display(),
        link=reverse("receipt", args=[receipt.code]),
    )


def _store(
    submission: Submission, kind: str, key: str, told: list[User], *, link: str = "", **more: Any
) -> None:
    context = {
        "agency": submission.agency,
        "round": submission.round,
        "draft": submission.round.draft.title,
        **more,
    }
    for person in told:
        store_message(
            kind=kind,
            key=f"{key}:{person.uid}",
            context=context,
            to=person,
            round_=submission.round,
            link=link or _page(submission),
        )


def _page(submission: Submission) -> str:
    return reverse("submission", args=[submission.uid])
