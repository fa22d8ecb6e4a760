"""A whole version written at once, as published pages and provisions, in a few queries.

Wagtail's own calls take 96 queries a page; these rows are the same, written together.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.db.models.sql import InsertQuery
from wagtail.models import Page, PageLogEntry, Revision

from cms import clock
from cms.models import Provision, ProvisionText, SectionPage, User, VersionPage
from cms.publishing.body import body_blocks, is_page, own_nodes, said_levels, text_fields
from cms.publishing.indexes import index_references, index_words
from cms.publishing.positions import STEP
from cms.signals import provisions_recorded
from cms.structure.address import slug_of
from cms.structure.outline import Node, Outline

# Rows of the child table in one statement; Django bounds its own batches.
BATCH = 400


@dataclass(frozen=True)
class Placed:
    """A node that becomes a page, and the page."""

    node: Node
    page: SectionPage


@transaction.atomic(savepoint=False)
def publish_outline(
    version: VersionPage, outline: Outline, *, by: User, live: bool = True
) -> list[SectionPage]:
    """Write all sections of an empty version as published pages, with their provisions.

    Pages that are not `live` wait for their publishing, and their provisions with them: retired
    from the start, so that each keeps the paragraphs of the file that it came from.

    Raises:
        ValueError: the version has sections already.
    """
    if version.numchild:
        raise ValueError("a version is written once")
    placed = list(_place(version, outline.nodes, version, by, live))
    _write_pages(placed, version, len([n for n in outline.nodes if is_page(n)]))
    _write_revisions(placed, version, by)
    _write_log(placed, by)
    index_references([item.page for item in placed])
    index_words([item.page for item in placed])
    _write_provisions(placed, version, by, live)
    return [item.page for item in placed]


def _place(
    version: VersionPage, nodes: tuple[Node, ...], parent: Page, by: User, live: bool
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
            said_levels=said_levels(node),
            depth=parent.depth + 1,
            path=SectionPage._get_path(parent.path, parent.depth + 1, step),
            marker=node.marker,
            numchild=len(inner),
            url_path=f"{parent.url_path}{slug}/",
            content_type=ContentType.objects.get_for_model(SectionPage),
            locale_id=version.locale_id,
            translation_key=uuid.uuid4(),
            owner=by,
            live=live,
            has_unpublished_changes=not live,
            first_published_at=now if live else None,
            last_published_at=now if live else None,
            latest_revision_created_at=now,
        )
        yield Placed(node, page)
        yield from _place(version, tuple(inner), page, by, live)


def _write_pages(placed: list[Placed], version: VersionPage, top: int) -> None:
    fields = [field for field in Page._meta.concrete_fields if field.attname != "id"]
    bases = [
        Page(**{field.attname: getattr(item.page, field.attname) for field in fields})
        for item in placed
    ]
    Page.objects.bulk_create(bases)
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


def _write_revisions(placed: list[Placed], version: VersionPage, by: User) -> None:
    now = clock.now()
    page_type = ContentType.objects.get_for_model(Page)
    revisions = [
        Revision(
            content_type=item.page.content_type,
            base_content_type=page_type,
            object_id=str(item.page.pk),
            created_at=now,
            user=by,
            object_str=str(item.page),
            content=_draft_content(item.page),
        )
        for item in placed
    ]
    Revision.objects.bulk_create(revisions)
    newest = Revision.objects.filter(
        base_content_type=page_type, object_id=Cast(OuterRef("pk"), models.CharField())
    ).values("pk")[:1]
    pages = Page.objects.descendant_of(version)
    pages.update(latest_revision=Subquery(newest))
    pages.filter(live=True).update(live_revision=F("latest_revision"))
    for item, revision in zip(placed, revisions, strict=True):
        item.page.latest_revision_id = revision.pk
        item.page.live_revision_id = revision.pk if item.page.live else None


def _draft_content(page: SectionPage) -> dict[str, Any]:
    """As the editor saves a new page before it goes live."""
    # Known to be none: else serialising asks the database, page by page.
    page.wagtail_admin_comments = []
    unpublished = {
        "live": False,
        "numchild": 0,
        "first_published_at": None,
        "last_published_at": None,
        "latest_revision_created_at": None,
    }
    return {**page.serializable_data(), **unpublished}


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
                revision_id=revision,
                content_changed=True,
            )
            for item in placed
            for action, revision in _acts(item.page)
        ]
    )


def _acts(page: SectionPage) -> list[tuple[str, int | None]]:
    """What Wagtail would log of a page, each with its revision."""
    published = ("wagtail.publish", page.live_revision_id)
    return [("wagtail.create", None), *([published] if page.live else [])]


def _write_provisions(placed: list[Placed], version: VersionPage, by: User, live: bool) -> None:
    now = clock.now()
    pairs = [(item.page, node) for item in placed for node in own_nodes(item.node)]
    retired_at = None if live else now
    provisions = [
        Provision(version=version, section=page, eid=node.eid, retired_at=retired_at)
        for page, node in pairs
    ]
    Provision.objects.bulk_create(provisions)
    texts = [
        _text(provision, node, order * STEP, now)
        for order, (provision, (_, node)) in enumerate(zip(provisions, pairs, strict=True), 1)
    ]
    ProvisionText.objects.bulk_create(texts)
    only = ProvisionText.objects.filter(provision=OuterRef("pk")).values("pk")[:1]
    Provision.objects.filter(version=version).update(current_text=Subquery(only))
    for provision, text in zip(provisions, texts, strict=True):
        provision.current_text = text
    if live:
        provisions_recorded.send(
            SectionPage, version=version, texts=texts, retired=[], by=by, reasons={}
        )


def _text(provision: Provision, node: Node, position: int, now: datetime) -> ProvisionText:
    return ProvisionText(
        provision=provision,
        position=position,
        source=list(node.source),
        published_at=now,
        **text_fields(node),
    )
