"""A law published page by page, by Wagtail's own actions: what the bulk writer is held against."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.models import SectionPage, User, VersionPage
from cms.publishing.body import body_blocks, is_page
from cms.structure.address import slug_of
from cms.structure.outline import Node


def publish_page_by_page(
    version: VersionPage, nodes: Iterable[Node], *, by: User, parent: Page | None = None
) -> None:
    for node in nodes:
        if not is_page(node):
            continue
        title = f"{node.label}. {node.heading}" if node.heading else node.label
        page = SectionPage(
            title=title[:255],
            slug=slug_of(node.eid),
            level=node.level,
            number=node.number,
            marker=node.marker,
            eid=node.eid,
            heading=node.heading,
            version=version,
            body=body_blocks(node),
            owner=by,
            live=False,
        )
        (parent or version).add_child(instance=page)
        page.save_revision(user=by).publish(user=by)
        fresh = SectionPage.objects.get(pk=page.pk)
        publish_page_by_page(version, node.children, by=by, parent=fresh)
