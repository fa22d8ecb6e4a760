"""What needs me: rounds to answer, answers to approve, rounds to compile."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from consultation import rules
from consultation.commenting import begin_submission
from consultation.models import (
    Assignment,
    Erratum,
    Invitation,
    OpinionReturn,
    Progress,
    Round,
    RoundState,
)
from consultation.views.signing_in import SignedRequest, signed_in

ENDED = (RoundState.ISSUED, RoundState.ANSWERED)
SENT_SHOWN = 20
ERRATA_SHOWN = 5
ARTICLES_SHOWN = 100


@signed_in
@require_safe
def my_tasks(request: SignedRequest) -> HttpResponse:
    asked = list(Invitation.objects.own_of(request.user).with_answers().with_written())
    heads = rules.standing_of(request.user).agencies(frozenset({rules.Role.HEAD}))
    current = [item for item in asked if item.round.state not in ENDED]
    _show_errata(current)
    waiting = [item for item in current if item.progress == Progress.WAITING]
    led = Round.objects.led_by(request.user).with_pages().with_counts().newest_first()
    context = {
        "to_answer": [item for item in current if item.takes_words],
        "to_approve": [item for item in waiting if item.agency_id in heads],
        "waiting": [item for item in waiting if item.agency_id not in heads],
        "sent": [item for item in reversed(asked) if item.progress == Progress.SENT][:SENT_SHOWN],
        "led": list(led),
        "own_articles": list(Assignment.objects.of_officer(request.user)[:ARTICLES_SHOWN]),
        "to_make_specific": list(
            OpinionReturn.objects.of_agencies(
                rules.standing_of(request.user).agencies(rules.WRITERS)
            )
        ),
        "acts_for_somebody": bool(rules.standing_of(request.user).by_role),
    }
    return render(request, "consultation/my_tasks.html", context)


def _show_errata(seats: list[Invitation]) -> None:
    """The newest changes of the text that each of them is asked about, as `errata`; one query."""
    told: dict[int, list[Erratum]] = {}
    for erratum in Erratum.objects.of_rounds({seat.round_id for seat in seats}):
        told.setdefault(erratum.round_id, []).append(erratum)
    for seat in seats:
        seat.errata = told.get(seat.round_id, [])[:ERRATA_SHOWN]  # type: ignore[attr-defined]


@signed_in
@require_POST
def begin_answer(request: SignedRequest, uid: UUID, code: str) -> HttpResponse:
    """To the agency's answer in a round, made at its first need."""
    asked = Invitation.objects.answerable_by(request.user)
    invitation = get_object_or_404(asked, round__uid=uid, agency__code=code)
    submission = begin_submission(invitation.round, agency=invitation.agency, by=request.user)
    return redirect("submission", uid=submission.uid)
