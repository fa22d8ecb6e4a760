"""One section's provisions: texts appended where they changed, addresses retired when gone."""

from django.db import transaction
from django.db.models import Count, Max

from cms import clock
from cms.models import Provision, ProvisionText, SectionPage, User
from cms.publishing.body import own_nodes, section_node, text_fields
from cms.signals import provisions_recorded
from cms.structure.outline import Node


@transaction.atomic
def record_section(section: SectionPage, *, by: User | None) -> list[ProvisionText]:
    """Append what changed in a section that has just been published; return the new texts."""
    head = section_node(section)
    nodes = {node.eid: node for node in own_nodes(head)}
    standing = {
        provision.eid: provision
        for provision in Provision.objects.filter(
            version=section.version, eid__in=nodes
        ).select_related("current_text")
    }
    missing = [
        Provision(version=section.version, section=section, eid=eid)
        for eid in nodes
        if eid not in standing
    ]
    Provision.objects.bulk_create(missing)
    standing.update({provision.eid: provision for provision in missing})
    texts, revived = _append_changed(section, nodes, standing)
    retired = list(
        Provision.objects.filter(section=section, retired_at=None).exclude(eid__in=nodes)
    )
    _retire(retired)
    told = {text.provision_id for text in texts}
    again = [item.current_text for item in revived if item.pk not in told and item.current_text]
    _announce(section, [*texts, *again], retired, by=by)
    return texts


@transaction.atomic
def retire_section(section: SectionPage, *, by: User | None) -> None:
    """Hide the provisions of a section that was unpublished: retired, never deleted."""
    retired = list(Provision.objects.filter(section=section, retired_at=None))
    _retire(retired)
    _announce(section, [], retired, by=by)


def _append_changed(
    section: SectionPage, nodes: dict[str, Node], standing: dict[str, Provision]
) -> tuple[list[ProvisionText], list[Provision]]:
    """The texts that are new, and the provisions that stand again."""
    now = clock.now()
    first = _first_position(section)
    texts, revived = [], []
    for offset, (eid, node) in enumerate(nodes.items()):
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
                position=current.position if current else first + offset,
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


def _first_position(section: SectionPage) -> int:
    """Where new texts of this section go: after its own, else after all that stand before it."""
    found = Provision.objects.filter(section=section).aggregate(
        last=Max("current_text__position"), count=Count("pk")
    )
    if found["last"] is not None:
        return int(found["last"])
    before = Provision.objects.filter(
        version=section.version, section__path__lt=section.path
    ).aggregate(last=Max("current_text__position"))
    return int(before["last"] or 0) + 1


def _retire(provisions: list[Provision]) -> None:
    now = clock.now()
    for provision in provisions:
        provision.retired_at = now
    Provision.objects.bulk_update(provisions, ["retired_at"])


def _announce(
    section: SectionPage,
    texts: list[ProvisionText],
    retired: list[Provision],
    *,
    by: User | None,
) -> None:
    if texts or retired:
        provisions_recorded.send(
            SectionPage, version=section.version, texts=texts, retired=retired, by=by
        )
