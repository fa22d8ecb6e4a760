"""Focus questions at the open place: what a round asks one's agencies, and what they said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from cms.models import Provision
from consultation.approving import covers
from consultation.models import FocusAnswer, FocusQuestion, Invitation
from consultation.views.place import Place


@dataclass(frozen=True)
class PutQuestion:
    """A question as it is put to one agency; `answer` is what holds, if anything does."""

    question: FocusQuestion
    seat: Invitation
    answer: FocusAnswer | None

    @property
    def key(self) -> str:
        return f"{self.question.uid}:{self.seat.agency.code}"

    @property
    def answered_by(self) -> UUID | None:
        """The token of the opinion that answers it."""
        return self.answer.opinion.token if self.answer and self.answer.opinion else None

    @property
    def submission_uid(self) -> UUID | None:
        return self.seat.answer_uid  # type: ignore[attr-defined]


def questions_at(place: Place, seats: Sequence[Invitation]) -> list[PutQuestion]:
    """Those on exactly this place, for seats read `with_questions`; no query where none asks."""
    asking = [seat for seat in seats if seat.has_questions]  # type: ignore[attr-defined]
    if not asking or place.file is not None:
        return []
    rounds = {seat.round_id for seat in asking}
    standing = FocusQuestion.objects.standing()
    return put_to(asking, standing.filter(provision=place.provision, round__in=rounds))


def questions_in(provisions: Sequence[Provision], seats: Sequence[Invitation]) -> list[PutQuestion]:
    """Those on any of these, for the end of an article; no query where no round asks."""
    asking = [seat for seat in seats if seat.has_questions and seat.takes_words]  # type: ignore[attr-defined]
    if not asking:
        return []
    rounds = {seat.round_id for seat in asking}
    standing = FocusQuestion.objects.standing()
    return put_to(asking, standing.filter(provision__in=provisions, round__in=rounds))


def put_to(seats: Sequence[Invitation], questions: Iterable[FocusQuestion]) -> list[PutQuestion]:
    """Each question with each agency that it is put to; one query more if there are any."""
    pairs = [
        (question, seat)
        for question in questions
        for seat in seats
        if question.round_id == seat.round_id and question.asks(seat.agency)
    ]
    if not pairs:
        return []
    given = FocusAnswer.objects.holding().filter(
        question__in={question.pk for question, _seat in pairs},
        submission__agency__in={seat.agency_id for _question, seat in pairs},
    )
    answers = {
        (answer.question_id, answer.submission.agency_id): answer
        for answer in given.select_related("submission", "opinion__provision")
        if covers(answer)
    }
    return [
        PutQuestion(question, seat, answers.get((question.pk, seat.agency_id)))
        for question, seat in pairs
    ]
