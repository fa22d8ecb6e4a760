"""The provisions of published sections: texts appended where they changed, addresses retired."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from cms import clock
from cms.models import Provision, ProvisionText, SectionPage, User, VersionPage
from cms.publishing.body import own_nodes, section_node, text_fields
from cms.publishing.positions import Positions
from cms.signals import provisions_recorded
from cms.structure.outline import Node

Nodes = dict[str, tuple[SectionPage, Node]]


def record_section(section: SectionPage, *, by: User | None) -> list[ProvisionText]:
    """Append what changed in a section that has just been published; return the new texts."""
    return record_sections(section.version, [section], by=by)


@transaction.atomic
def record_sections(
    version: VersionPage, sections: Sequence[SectionPage], *, by: User | None
) -> list[ProvisionText]:
    """The same for many sections of one version, in the order of the law."""
    nodes: Nodes = {
        node.eid: (section, node)
        for section in sections
        for node in own_nodes(section_node(section))
    }
    found = Provision.objects.filter(Q(section__in=sections) | Q(eid__in=nodes), version=version)
    standing = {provision.eid: provision for provision in found.select_related("current_text")}
    gone = [
        provision
        for eid, provision in standing.items()
        if eid not in nodes and provision.retired_at is None
    ]
    missing = [
        Provision(version=version, section=section, eid=eid)
        for eid, (section, _) in nodes.items()
        if eid not in standing
    ]
    Provision.objects.bulk_create(missing)
    standing.update({provision.eid: provision for provision in missing})
    texts, revived = _append_changed(version, sections, nodes, standing)
    _retire(gone)
    told = {text.provision_id for text in texts}
    again = [item.current_text for item in revived if item.pk not in told and item.current_text]
    reasons = {section.pk: section.change_reason for section in sections if section.change_reason}
    _announce(version, [*texts, *again], gone, by=by, reasons=reasons)
    return texts


@transaction.atomic
def retire_section(section: SectionPage, *, by: User | None) -> None:
    """Hide the provisions of a section that was unpublished: retired, never deleted."""
    retired = list(Provision.objects.filter(section=section, retired_at=None))
    _retire(retired)
    _announce(section.version, [], retired, by=by)


def _append_changed(
    version: VersionPage,
    sections: Sequence[SectionPage],
    nodes: Nodes,
    standing: dict[str, Provision],
) -> tuple[list[ProvisionText], list[Provision]]:
    """The texts that are new, and the provisions that stand again."""
    now = clock.now()
    positions = _positions(version, sections, nodes, standing)
    texts, revived = [], []
    for eid, (_, node) in nodes.items():
        provision = standing[eid]
        current = provision.current_text
        fields = text_fields(node)
        if provision.retired_at is not None:
            provision.retired_at = None
            revived.append(provision)
        if current is not None and current.sha256 == fields["sha256"]:
            continue
        texts.append(
            ProvisionText(
                provision=provision,
                position=positions[eid],
                source=current.source if current else [],
                published_at=now,
                **fields,
            )
        )
    ProvisionText.objects.bulk_create(texts)
    for text in texts:
        text.provision.current_text = text
    changed = {text.provision.pk: text.provision for text in texts}
    changed.update({provision.pk: provision for provision in revived})
    Provision.objects.bulk_update(changed.values(), ["current_text", "retired_at"])
    return texts, revived


def _positions(
    version: VersionPage,
    sections: Sequence[SectionPage],
    nodes: Nodes,
    standing: dict[str, Provision],
) -> dict[str, int]:
    known = {
        eid: provision.current_text.position
        for eid, provision in standing.items()
        if provision.current_text is not None
    }
    if not nodes.keys() - known.keys():
        return known
    positions = Positions(version)
    placed: dict[str, int] = {}
    for section in sections:
        order = [eid for eid, (page, _) in nodes.items() if page is section]
        placed.update(positions.place(section, order, known))
    return placed


def _retire(provisions: list[Provision]) -> None:
    now = clock.now()
    for provision in provisions:
        provision.retired_at = now
    Provision.objects.bulk_update(provisions, ["retired_at"])


def _announce(
    version: VersionPage,
    texts: list[ProvisionText],
    retired: list[Provision],
    *,
    by: User | None,
    reasons: dict[int, str] | None = None,
) -> None:
    if texts or retired:
        provisions_recorded.send(
            SectionPage, version=version, texts=texts, retired=retired, by=by, reasons=reasons or {}
        )
