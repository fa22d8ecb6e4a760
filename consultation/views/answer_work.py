"""Beside an agency's answer: what it is asked in particular, who works on it, notes, what was sent.

Of all this the compiler sees what was sent, and what became of opinions returned.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from cms.models import Provision
from consultation import rules
from consultation.approving import Asked, letter_data, questions_of
from consultation.forms.agency_work import NoteForm, QuestionForm
from consultation.models import (
    Assignment,
    FocusQuestion,
    Note,
    Opinion,
    OpinionReturn,
    OpinionState,
    Receipt,
    SignedLetter,
    Submission,
)
from consultation.rendering.answer_letter import Signing, signings
from consultation.rules import AnyUser, Role


@dataclass(frozen=True)
class Question:
    """A focus question as it stands on the page of the answer, with its form while one writes."""

    asked: Asked
    form: QuestionForm | None

    @property
    def url(self) -> str:
        """The law, open at the provision that it is about."""
        question = self.asked.question
        provision = question.provision
        if provision is None:
            return f"{question.round.version.url}?tai=du-thao#margin"
        return f"{provision.section.url}?tai={provision.eid}#{provision.eid}"


def work_of_answer(
    user: AnyUser, submission: Submission, opinions: Sequence[Opinion]
) -> dict[str, Any]:
    """Questions for all who read the answer; notes and shares for its own people alone."""
    questions = _questions(user, submission, opinions)
    context: dict[str, Any] = {
        "questions": questions,
        "open_questions": sum(one.asked.answer is None for one in questions),
    }
    if not rules.can_see_agency_work(user, submission):
        return context
    notes = _notes(user, submission)
    given = Assignment.objects.filter(submission=submission).standing()
    return {
        **context,
        "notes": notes,
        "note_form": NoteForm(initial={"token": uuid4()}, auto_id="note-%s"),
        "sees_work": True,
        "assigned": len(given),
        "assigned_left": sum(one.finished_at is None for one in given),
        "shares_work": rules.can_share_work(user, submission),
    }


def notes_context(
    user: AnyUser, submission: Submission, *, form: NoteForm, place: Provision | None
) -> dict[str, Any]:
    """The notes of an agency by themselves; of one page of the law where a place is named."""
    return {
        "submission": submission,
        "round": submission.round,
        "place": place,
        "notes": _notes(user, submission, place),
        "note_form": form,
    }


def _notes(user: AnyUser, submission: Submission, place: Provision | None = None) -> list[Note]:
    told = Note.objects.filter(submission=submission)
    if place is not None:
        told = told.filter(provision__section=place.section)
    notes = list(told.in_order())
    for note in notes:
        note.submission = submission
        note.may_remove = rules.can_remove_note(user, note)  # type: ignore[attr-defined]
    return notes


def with_form(
    questions: Sequence[Question], asked: FocusQuestion, form: QuestionForm
) -> list[Question]:
    """The same, with a form that came back with what is wrong in it."""
    return [
        replace(one, form=form) if one.asked.question.pk == asked.pk else one for one in questions
    ]


def tellable_opinions(submission: Submission) -> list[Opinion]:
    """Those that may answer a question: they stand, and say something."""
    standing = submission.opinions.standing().exclude(text="", proposed_wording="", reason="")
    return list(standing.select_related("provision", "dossier_file").in_legal_order())


def sent_context(user: AnyUser, submission: Submission) -> dict[str, Any]:
    """Receipts, the letter's forms of signing, the signed file, opinions returned.

    Nothing is asked for an answer that was never sent.
    """
    if not submission.receipt_code:
        return {}
    receipts = list(
        Receipt.objects.filter(submission=submission)
        .light()
        .select_related("approved_by", "delegation")
        .newest_first()
    )
    current = next((receipt for receipt in receipts if receipt.ended_at is None), None)
    if current:
        current.submission = submission
    returned = OpinionReturn.objects.visible_to(user).filter(opinion__submission=submission)
    told = returned.select_related("opinion__provision", "opinion__dossier_file", "by")
    for given in (waiting := list(told.waiting().order_by("returned_at"))):
        given.opinion.submission, given.opinion.round = submission, submission.round
        given.may_reinstate = rules.can_reinstate_opinion(user, given.opinion)  # type: ignore[attr-defined]
    own = rules.standing_of(user).acts_for(submission.agency_id, *rules.WRITERS, Role.CLERK)
    return {
        "receipt": current,
        "offers_letter": current is not None and own,
        "earlier_receipts": [receipt for receipt in receipts if receipt.ended_at],
        "signings": _signings(current),
        "signed_letter": SignedLetter.objects.visible_to(user)
        .filter(submission=submission)
        .newest_first()
        .first(),
        "waiting_returns": waiting,
    }


def _signings(receipt: Receipt | None) -> list[Signing]:
    return signings(letter_data(receipt)["office"]) if receipt else []


def _questions(
    user: AnyUser, submission: Submission, opinions: Sequence[Opinion]
) -> list[Question]:
    asked = questions_of(submission)
    if not asked or not rules.can_write(user, submission):
        return [Question(one, None) for one in asked]
    said = [
        opinion
        for opinion in opinions
        if opinion.state != OpinionState.WITHDRAWN
        and (opinion.text or opinion.proposed_wording or opinion.reason)
    ]
    return [Question(one, _question_form(one, said)) for one in asked]


def _question_form(asked: Asked, said: Sequence[Opinion]) -> QuestionForm:
    """Those on its own provision first; what was answered stands in it."""
    place = asked.question.provision_id
    near = sorted(said, key=lambda opinion: opinion.provision_id != place)
    answer = asked.answer
    initial = {
        "opinion": str(answer.opinion.uid) if answer and answer.opinion else "",
        "declined": answer.declined_reason if answer else "",
    }
    return QuestionForm(initial=initial, opinions=near, auto_id=f"question-{asked.question.pk}-%s")
