"""An agency's opinions on the version before, beside what became of their provisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from cms.structure.difference import Change as Stretch
from consultation import rules
from consultation.commenting import Proposal, carry_over_opinions, propose_opinions
from consultation.forms.carrying import CarryForm
from consultation.models import Submission
from consultation.views.comparison_page import WORDS, marked_parts, tone_of
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
