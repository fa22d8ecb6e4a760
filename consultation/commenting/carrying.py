"""Opinions on an earlier version, proposed again for the next one, provision by provision.

What became of a provision is told by the comparison; nothing is carried over unless somebody of the
agency confirms it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import DossierFile, Provision, User
from cms.structure.comparison import Change, Verdict
from cms.structure.difference import holds_wording
from consultation import audit, rules
from consultation.commenting.opinions import begin_submission, draft_opinion
from consultation.models import Invitation, Kind, Opinion, Submission
from consultation.models.compared import compare_versions
from consultation.models.opinion import OpinionQuerySet

# As many characters around a quotation as find its place again.
AROUND = 32
COPIED = ("kind", "text", "proposed_wording", "reason", "basis", "categories")


@dataclass(frozen=True)
class Target:
    """Where an opinion may be carried to: a provision, a file, or (neither) the whole draft."""

    key: str
    provision: Provision | None
    file: DossierFile | None
    token: UUID
    is_carried: bool

    @property
    def name(self) -> str:
        """As it is cited; empty for the draft as a whole."""
        place = self.provision or self.file
        return place.citation if place else ""


@dataclass(frozen=True)
class Proposal:
    """An earlier opinion and what became of what it speaks of; no target if that is gone.

    `is_met`: the new text has the proposed wording, which the old one had not, or what was to be
    taken out is out.
    """

    opinion: Opinion
    change: Change | None
    targets: tuple[Target, ...]

    @property
    def is_met(self) -> bool:
        if self.change is None:
            return False
        if self.opinion.kind == Kind.DELETE:
            return self.change.verdict is Verdict.DELETED
        wording = self.opinion.proposed_wording
        return holds_wording(self.change.new_wording, wording) and not holds_wording(
            self.change.old_wording, wording
        )


def earlier_opinions(answer: Submission | Invitation) -> OpinionQuerySet:
    """What the agency sent about the version before, from its newest round; no bare agreement."""
    round_ = answer.round
    sent = Opinion.objects.approved().filter(
        agency=answer.agency_id,
        round__draft=round_.draft_id,
        round__version__in_force=False,
        round__version__number__lt=round_.version.number,
    )
    newest = sent.order_by("-round__version__number").values("round__version")[:1]
    return sent.filter(round__version=newest).asking_for_change()


def propose_opinions(answer: Submission | Invitation) -> list[Proposal]:
    """In the order of the earlier version; a handful of queries, whatever their number.

    Of an invitation, where the agency has not begun its answer yet.
    """
    opinions = list(
        earlier_opinions(answer).with_subject().select_related("round__version").in_legal_order()
    )
    if not opinions:
        return []
    new = answer.round.version
    comparison = compare_versions(opinions[0].round.version, new).comparison
    became = {item.eid: change for change in comparison.changes for item in change.old}
    changes = [became.get(opinion.provision.eid) if opinion.provision else None
               for opinion in opinions]  # fmt: skip
    wanted = {item.eid for change in changes if change for item in change.new}
    standing = Provision.objects.of_version(new).filter(eid__in=wanted).select_related("section")
    provisions = {provision.eid: provision for provision in standing}
    begun = Opinion.objects.filter(
        submission__round=answer.round, submission__agency=answer.agency_id
    )
    carried = set(begun.values_list("token", flat=True))
    return [
        Proposal(opinion, change, _targets(answer, opinion, change, provisions, carried))
        for opinion, change in zip(opinions, changes, strict=True)
    ]


@transaction.atomic
def carry_over_opinions(
    submission: Submission, *, by: User, chosen: Collection[str]
) -> list[Opinion]:
    """Make drafts of the targets whose keys were confirmed; a second time changes nothing.

    Raises:
        ValidationError: something was confirmed that is not proposed (any more).
    """
    if not rules.can_write(by, submission):
        raise PermissionDenied
    # Two confirmations of one list wait for each other here.
    Submission.objects.select_for_update().get(pk=submission.pk)
    offered = {
        target.key: (proposal, target)
        for proposal in propose_opinions(submission)
        for target in proposal.targets
    }
    if not set(chosen) <= set(offered):
        raise ValidationError(_("The draft has changed meanwhile. Look at the list again."))
    fresh = [offered[key] for key in offered if key in chosen and not offered[key][1].is_carried]
    drafts = [_carry(submission, proposal.opinion, target, by=by) for proposal, target in fresh]
    if drafts:
        pairs = [
            [str(proposal.opinion.uid), str(draft.uid)]
            for (proposal, _target), draft in zip(fresh, drafts, strict=True)
        ]
        audit.record("submission.opinions_carried_over", submission, by=by, opinions=pairs)
    return drafts


@transaction.atomic
def carry_over_for_seat(seat: Invitation, *, by: User, chosen: Collection[str]) -> list[Opinion]:
    """The same for an agency that may not have begun its answer: it begins with them."""
    submission = begin_submission(seat.round, agency=seat.agency, by=by)
    return carry_over_opinions(submission, by=by, chosen=chosen)


def _targets(
    answer: Submission | Invitation,
    opinion: Opinion,
    change: Change | None,
    provisions: dict[str, Provision],
    carried: set[UUID],
) -> tuple[Target, ...]:
    places: list[Provision | DossierFile | None] = []
    if opinion.dossier_file is not None:
        file = DossierFile.objects.standing_for(opinion.dossier_file)
        places = [file] if file else []
    elif opinion.provision is None:
        places = [None]
    elif change is not None:
        places = [provisions[item.eid] for item in change.new if item.eid in provisions]
    targets = []
    for place in places:
        file = place if isinstance(place, DossierFile) else None
        provision = place if isinstance(place, Provision) else None
        address = file.address if file else provision.eid if provision else ""
        key = f"{opinion.uid}:{address}"
        token = uuid5(answer.round.uid, f"{answer.agency_id}:{key}")
        targets.append(Target(key, provision, file, token, token in carried))
    return tuple(targets)


def _carry(submission: Submission, opinion: Opinion, target: Target, *, by: User) -> Opinion:
    content = {name: getattr(opinion, name) for name in COPIED}
    return draft_opinion(
        submission,
        by=by,
        token=target.token,
        provision=target.provision,
        dossier_file=target.file,
        **content,
        **_quotation(opinion, target.provision),
    )


def _quotation(opinion: Opinion, provision: Provision | None) -> dict[str, Any]:
    """The words quoted, where the new text holds them once; else nothing is quoted."""
    exact = opinion.quote_exact
    text = provision.current_text.text if provision and provision.current_text else ""
    if not exact or text.count(exact) != 1:
        return {}
    start = text.index(exact)
    end = start + len(exact)
    return {
        "quote_exact": exact,
        "quote_prefix": text[max(0, start - AROUND) : start],
        "quote_suffix": text[end : end + AROUND],
        "quote_start": start,
        "quote_end": end,
    }
