"""An agency's opinions on the version before, beside what became of their provisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from cms.models import Provision
from cms.structure.difference import Change as Stretch
from consultation import rules
from consultation.commenting import (
    Proposal,
    Target,
    carry_over_for_seat,
    carry_over_opinions,
    propose_opinions,
)
from consultation.forms.carrying import CarryForm
from consultation.models import Invitation, Submission
from consultation.views.comparison_page import WORDS, marked_parts, tone_of
from consultation.views.margin import open_of, seats_in
from consultation.views.signing_in import SignedRequest, signed_in


@dataclass(frozen=True)
class ShownProposal:
    """`parts`: the old wording and how it differs now; empty for the draft as a whole."""

    proposal: Proposal
    parts: Sequence[Stretch]
    ticked: frozenset[str]

    @property
    def word(self) -> str:
        change = self.proposal.change
        return str(WORDS[change.verdict]) if change else ""

    @property
    def tone(self) -> str:
        change = self.proposal.change
        return tone_of(change.verdict) if change else ""


@signed_in
def carry_over(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The list with a box beside each; nothing is carried that is not ticked and sent."""
    submissions = Submission.objects.visible_to(request.user).with_round()
    submission = get_object_or_404(submissions, uid=uid)
    if not rules.can_write(request.user, submission):
        raise PermissionDenied
    proposals = propose_opinions(submission)
    free = [target.key for one in proposals for target in one.targets if not target.is_carried]
    form = CarryForm(request.POST if request.method == "POST" else None, keys=free)
    if request.method == "POST" and form.is_valid():
        try:
            drafts = carry_over_opinions(submission, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _told(len(drafts)))
            return redirect("submission", uid=uid)
    context = {
        "submission": submission,
        "round": submission.round,
        "earlier": proposals[0].opinion.round if proposals else None,
        "proposals": _shown(proposals, ticked=request.POST.getlist("chosen")),
        "form": form,
        "can_carry": bool(free),
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/earlier_opinions.html", context, status=status)


@dataclass(frozen=True)
class Offer:
    """An earlier opinion for one seat, with those of its targets that stand on this page."""

    seat: Invitation
    shown: ShownProposal
    targets: Sequence[Target]


@signed_in
def earlier_here(request: SignedRequest, uid: UUID) -> HttpResponse:
    """What one's agencies said before of what stands on the page of a provision; taken over one
    by one, each by its own button."""
    place = get_object_or_404(
        Provision.objects.filter(retired_at=None).select_related("section", "version"), uid=uid
    )
    seats = open_of(seats_in(place.version, request.user))
    if not seats:
        raise Http404
    if request.method == "POST":
        return _take_over(request, place, seats)
    context = {
        "place": place,
        "page_url": place.section.get_url(),
        "offers": [offer for seat in seats for offer in _offers(seat, place)],
    }
    if request.headers.get("HX-Request"):
        return render(request, "consultation/_earlier_here.html", context)
    return render(request, "consultation/earlier_here.html", {**context, "is_alone": True})


def _take_over(request: SignedRequest, place: Provision, seats: list[Invitation]) -> HttpResponse:
    seat = next((one for one in seats if one.key == request.POST.get("seat")), None)
    if seat is None:
        raise PermissionDenied
    try:
        drafts = carry_over_for_seat(seat, by=request.user, chosen=request.POST.getlist("chosen"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("earlier_here", uid=place.uid)
    messages.success(request, _told(len(drafts)))
    opened = drafts[0].provision if drafts and drafts[0].provision else place
    return redirect(f"{place.section.get_url()}?tai={opened.eid}#{opened.eid}")


def _offers(seat: Invitation, place: Provision) -> list[Offer]:
    offers = []
    for proposal in propose_opinions(seat):
        here = [
            target
            for target in proposal.targets
            if target.provision is not None and target.provision.section_id == place.section_id
        ]
        if here:
            offers.append(Offer(seat, ShownProposal(proposal, (), frozenset()), here))
    return offers


def _shown(proposals: list[Proposal], *, ticked: Sequence[str]) -> list[ShownProposal]:
    return [ShownProposal(one, _parts(one), frozenset(ticked)) for one in proposals]


def _parts(proposal: Proposal) -> Sequence[Stretch]:
    """Where nothing is known of the provision any more, the text the opinion was written about."""
    if proposal.change is not None:
        return marked_parts(proposal.change)
    text = proposal.opinion.provision_text
    return [("same", text.text)] if text else []


def _told(count: int) -> str:
    return ngettext(
        "%(count)d opinion was carried over as a draft. Read it against the new text before"
        " sending it up.",
        "%(count)d opinions were carried over as drafts. Read them against the new text before"
        " sending them up.",
        count,
    ) % {"count": count}
