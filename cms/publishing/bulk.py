"""The one bulk writer: a whole version as published pages and provisions, in a few queries.

Wagtail's own calls take 96 queries a page; these rows are the same, written together.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.sql import InsertQuery
from wagtail.models import Page, PageLogEntry, Revision

from cms import clock
from cms.models import Provision, ProvisionText, SectionPage, User, VersionPage
from cms.publishing.body import body_blocks, is_page, own_nodes, text_fields
from cms.signals import provisions_recorded
from cms.structure.address import slug_of
from cms.structure.outline import Node, Outline

BATCH = 60


@dataclass(frozen=True)
class Placed:
    """A node that becomes a page, and the page."""

    node: Node
    page: SectionPage


@transaction.atomic
def publish_outline(version: VersionPage, outline: Outline, *, by: User) -> list[SectionPage]:
    """Write all sections of an empty version as published pages, with their provisions.

    Raises:
        ValueError: the version has sections already.
    """
    if version.numchild:
        raise ValueError("a version is written once")
    placed = list(_place(version, outline.nodes, version, by))
    _write_pages(placed, version, len([n for n in outline.nodes if is_page(n)]))
    _write_revisions(placed, by)
    _write_provisions(placed, version, by)
    return [item.page for item in placed]


def _place(
    version: VersionPage, nodes: tuple[Node, ...], parent: Page, by: User
) -> Iterator[Placed]:
    now = clock.now()
    for step, node in enumerate((n for n in nodes if is_page(n)), start=1):
        inner = [child for child in node.children if is_page(child)]
        slug = slug_of(node.eid)
        title = f"{node.label}. {node.heading}" if node.heading else node.label
        page = SectionPage(
            title=title[:255],
            draft_title=title[:255],
            slug=slug,
            level=node.level,
            number=node.number,
            eid=node.eid,
            heading=node.heading,
            version=version,
            body=SectionPage.body.field.to_python(body_blocks(node)),
            depth=parent.depth + 1,
            path=SectionPage._get_path(parent.path, parent.depth + 1, step),
            marker=node.marker,
            numchild=len(inner),
            url_path=f"{parent.url_path}{slug}/",
            content_type=ContentType.objects.get_for_model(SectionPage),
            locale_id=version.locale_id,
            translation_key=uuid.uuid4(),
            owner=by,
            live=True,
            has_unpublished_changes=False,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
        )
        yield Placed(node, page)
        yield from _place(version, tuple(inner), page, by)


def _write_pages(placed: list[Placed], version: VersionPage, top: int) -> None:
    fields = [field for field in Page._meta.concrete_fields if field.attname != "id"]
    bases = [
        Page(**{field.attname: getattr(item.page, field.attname) for field in fields})
        for item in placed
    ]
    Page.objects.bulk_create(bases, batch_size=BATCH)
    for item, base in zip(placed, bases, strict=True):
        item.page.pk = item.page.id = item.page.page_ptr_id = base.pk
    _insert_child_rows([item.page for item in placed])
    Page.objects.filter(pk=version.pk).update(numchild=top)
    version.numchild = top


def _insert_child_rows(pages: list[models.Model]) -> None:
    """The rows of the child table alone: Django's bulk_create refuses inherited models."""
    fields: list[models.Field[Any, Any]] = list(SectionPage._meta.local_concrete_fields)
    for start in range(0, len(pages), BATCH):
        query = InsertQuery(SectionPage)
        query.insert_values(fields, pages[start : start + BATCH], raw=True)
        query.get_compiler("default").execute_sql()


def _write_revisions(placed: list[Placed], by: User) -> None:
    now = clock.now()
    page_type = ContentType.objects.get_for_model(Page)
    for item in placed:
        # Known to be none: else serialising asks the database, page by page.
        item.page.wagtail_admin_comments = []
    revisions = [
        Revision(
            content_type=item.page.content_type,
            base_content_type=page_type,
            object_id=str(item.page.pk),
            created_at=now,
            user=by,
            object_str=str(item.page),
            content=item.page.serializable_data(),
        )
        for item in placed
    ]
    Revision.objects.bulk_create(revisions, batch_size=BATCH)
    for item, revision in zip(placed, revisions, strict=True):
        item.page.latest_revision_id = item.page.live_revision_id = revision.pk
    Page.objects.bulk_update(
        [
            Page(
                pk=item.page.pk,
                latest_revision_id=item.page.latest_revision_id,
                live_revision_id=item.page.live_revision_id,
            )
            for item in placed
        ],
        ["latest_revision", "live_revision"],
        batch_size=BATCH * 2,
    )
    _write_log(placed, by)


def _write_log(placed: list[Placed], by: User) -> None:
    now = clock.now()
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=item.page.pk,
                content_type=item.page.content_type,
                label=item.page.title,
                action=action,
                timestamp=now,
                user=by,
                revision_id=item.page.latest_revision_id,
                content_changed=True,
            )
            for item in placed
            for action in ("wagtail.create", "wagtail.publish")
        ],
        batch_size=BATCH,
    )


def _write_provisions(placed: list[Placed], version: VersionPage, by: User) -> None:
    now = clock.now()
    pairs = [(item.page, node) for item in placed for node in own_nodes(item.node)]
    provisions = [Provision(version=version, section=page, eid=node.eid) for page, node in pairs]
    Provision.objects.bulk_create(provisions, batch_size=500)
    texts = [
        _text(provision, node, position, now)
        for position, (provision, (_, node)) in enumerate(zip(provisions, pairs, strict=True), 1)
    ]
    ProvisionText.objects.bulk_create(texts, batch_size=100)
    for provision, text in zip(provisions, texts, strict=True):
        provision.current_text = text
    Provision.objects.bulk_update(provisions, ["current_text"], batch_size=400)
    provisions_recorded.send(SectionPage, version=version, texts=texts, retired=[], by=by)


def _text(provision: Provision, node: Node, position: int, now: datetime) -> ProvisionText:
    return ProvisionText(
        provision=provision,
        position=position,
        source=list(node.source),
        published_at=now,
        **text_fields(node),
    )
