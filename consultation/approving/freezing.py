"""Freezing an answer: its sum, its receipt with all that its letter is drawn from.

Whoever makes an answer stand comes here: the head who approves it, the head who sends one opinion
anew, the signed letter that is an approval.
"""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.db.models import F

from cms import clock
from cms.models import User
from consultation import rules
from consultation.canonical import canonical_json, sha256_hex
from consultation.models import (
    SUBMISSION_TRANSITIONS,
    ApprovedAs,
    Opinion,
    OpinionReturn,
    OpinionState,
    Receipt,
    ReceiptEnd,
    ReturnOutcome,
    Submission,
    SubmissionState,
    Visibility,
)
from consultation.models.attachment import read_files
from consultation.models.change import change, move
from consultation.rendering.answer_letter import SCHEMA, AnswerLetter, Declined, Place
from consultation.rendering.vocabulary import TYPE_LABELS

# No 0 O 1 I L: a code is read out over the telephone.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 4


def freeze_answer(
    submission: Submission, opinions: Sequence[Opinion], *, by: User | None, as_: str = ""
) -> Receipt:
    """Make the answer stand with these opinions and give its receipt; the rows are locked.

    `as_` is an `ApprovedAs`; without it, as head or by the power that was lent.
    """
    now = clock.now()
    is_late = now >= submission.round.deadline
    code = make_code(submission)
    sum_ = content_sha256(submission, opinions)
    move(
        submission,
        SUBMISSION_TRANSITIONS,
        SubmissionState.APPROVED,
        approved_by=by,
        approved_at=now,
        is_late=is_late,
        receipt_code=code,
        content_sha256=sum_,
    )
    approve_opinions(opinions)
    settle_returns(submission, opinions)
    return give_receipt(submission, opinions, by=by, as_=as_)


def approve_opinions(opinions: Sequence[Opinion]) -> None:
    """They stand, from now on, late where our deadline is past."""
    now = clock.now()
    for opinion in opinions:
        opinion.approved_at, opinion.state = now, OpinionState.APPROVED
        opinion.is_late = now >= opinion.round.deadline
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(
        state=OpinionState.APPROVED,
        visibility=Visibility.LEAD,
        approved_at=now,
        is_late=bool(opinions) and now >= opinions[0].round.deadline,
        lock_version=F("lock_version") + 1,
    )


def renew_receipt(submission: Submission, *, by: User | None, as_: str = "") -> Receipt:
    """One opinion of an answer that stands came back or went: the answer gets another receipt.

    The submission is locked; what it says now is what its approved opinions say.
    """
    opinions = list(
        submission.opinions.approved()
        .select_related("provision", "provision_text")
        .in_legal_order()
    )
    read_files(opinions)
    end_receipt(submission, why=ReceiptEnd.RENEWED)
    change(
        submission,
        receipt_code=make_code(submission),
        content_sha256=content_sha256(submission, opinions),
    )
    return give_receipt(submission, opinions, by=by, as_=as_)


def give_receipt(
    submission: Submission, opinions: Sequence[Opinion], *, by: User | None, as_: str = ""
) -> Receipt:
    capacity, delegation = _capacity(submission, by)
    now = clock.now()
    return Receipt.objects.create(
        submission=submission,
        code=submission.receipt_code,
        content_sha256=submission.content_sha256,
        data=frozen_data(submission, opinions),
        approved_by=by,
        approved_as=as_ or capacity,
        delegation_id=delegation,
        opinions=len(opinions),
        is_late=now >= submission.round.deadline,
        issued_at=now,
    )


def end_receipt(submission: Submission, *, why: str) -> None:
    submission.receipts.current().update(ended_at=clock.now(), ended_why=why)


def settle_returns(submission: Submission, opinions: Sequence[Opinion]) -> None:
    """What became of the opinions that the compiler had returned, now that the answer is sent."""
    said = {opinion.pk: opinion for opinion in opinions}
    for given in OpinionReturn.objects.waiting().filter(opinion__submission=submission):
        opinion = said.get(given.opinion_id)
        settle_return(given, outcome_of(opinion, given) if opinion else ReturnOutcome.WITHDRAWN)


def settle_return(given: OpinionReturn, outcome: str) -> None:
    given.outcome, given.ended_at = outcome, clock.now()
    given.save(update_fields=["outcome", "ended_at"])


def outcome_of(opinion: Opinion, given: OpinionReturn) -> ReturnOutcome:
    if opinion.content() == given.before:
        return ReturnOutcome.KEPT
    return ReturnOutcome.SPECIFIC if opinion.checks.is_specific else ReturnOutcome.CHANGED


def content_sha256(submission: Submission, opinions: Sequence[Opinion]) -> str:
    """The sum on the receipt: over the stance and the content of every opinion, in legal order."""
    return sha256_hex(canonical_json(frozen_content(submission, opinions)))


def frozen_content(submission: Submission, opinions: Sequence[Opinion]) -> dict[str, Any]:
    """What the sum covers. Words to focus questions are there only where there are any, so that
    sums made before hold."""
    words = _words_to_questions(submission)
    return {
        "round": str(submission.round.uid),
        "agency": submission.agency.code,
        "stance": submission.stance,
        "opinions": [{"uid": str(opinion.uid), **opinion.content()} for opinion in opinions],
        **({"questions": words} if words else {}),
    }


def frozen_data(submission: Submission, opinions: Sequence[Opinion]) -> AnswerLetter:
    """All that the letter says: `rendering.answer_letter.AnswerLetter`, and what the sum covers."""
    round_, agency = submission.round, submission.agency
    draft = round_.draft
    return {
        "schema": SCHEMA,
        "content": frozen_content(submission, opinions),
        "round": {
            "whose": round_.whose,
            "request_number": round_.request_number,
            "request_date": _day(round_.request_date),
            "lead": round_.lead.name,
        },
        "law": {
            "title": draft.title,
            "document_type": draft.document_type,
            "version": round_.version.title,
            "drafting_agency": draft.drafting_agency.name,
            "document_type_label": TYPE_LABELS.get(draft.document_type, "văn bản"),
        },
        "office": {
            "superior": agency.superior_name,
            "name": agency.name,
            "place": agency.place_name,
            "number_symbol": agency.letter_symbol,
            "signing_title": agency.signing_title,
            "signatory": "",
        },
        "places": [_place(opinion) for opinion in opinions],
        "questions": _questions(submission),
    }


def letter_data(receipt: Receipt) -> AnswerLetter:
    """What a receipt's letter is drawn from, also for one kept before letters were.

    Such an answer still says in its opinions what was approved, or the receipt has ended.
    """
    if receipt.data:
        return cast("AnswerLetter", receipt.data)
    submission = receipt.submission
    opinions = submission.opinions.approved().select_related("provision", "provision_text")
    return frozen_data(submission, [] if receipt.ended_at else list(opinions.in_legal_order()))


def _place(opinion: Opinion) -> Place:
    """Of one opinion, what its content does not say: where it stands, and the text there."""
    text = opinion.provision_text
    return {
        "label": opinion.citation,
        "current_text": text.text if text else "",
        "files": [file.name for file in opinion.attached],
    }


def _words_to_questions(submission: Submission) -> list[dict[str, str]]:
    answers = submission.focus_answers.holding().select_related("question", "opinion")
    return [
        {
            "question": str(answer.question.uid),
            "opinion": str(answer.opinion.uid) if answer.opinion else "",
            "declined": answer.declined_reason,
        }
        for answer in answers.order_by("question__position", "question")
    ]


def _questions(submission: Submission) -> list[Declined]:
    """The questions that were declined with a word: the letter says so."""
    answers = submission.focus_answers.filter(opinion=None).select_related("question__provision")
    return [
        {
            "label": answer.question.provision.citation if answer.question.provision else "",
            "question": answer.question.text,
            "declined": answer.declined_reason,
        }
        for answer in answers.order_by("question__position", "question")
    ]


def _capacity(submission: Submission, by: User | None) -> tuple[str, int | None]:
    """In whose power somebody acts, and the key of the delegation it stands on."""
    if by is None:
        return ApprovedAs.LETTER, None
    key = rules.standing_of(by).lent.get(submission.agency_id)
    if key is None:
        return ApprovedAs.HEAD, None
    kind = submission.agency.delegations.get(pk=key).kind
    return (ApprovedAs.ABSENCE if kind == "absence" else ApprovedAs.AUTHORISED), key


def make_code(submission: Submission) -> str:
    """Another one for each approval, so that an overtaken receipt stays checkable."""
    while True:
        check = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
        code = f"GY-{clock.today().year}-{submission.pk:06d}-{check}"
        if not Receipt.objects.filter(code=code).exists():
            return code


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
