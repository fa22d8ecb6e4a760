"""What was written and waits becomes public: a chapter or a whole version, in a few queries."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from cms import clock
from cms.models import DraftPage, SectionPage, User, VersionPage
from cms.publishing.indexes import index_references, index_words
from cms.publishing.provisions import record_sections

# What an editor changes of a section; the rest belongs to the page whatever its revision.
WRITTEN = (
    "title",
    "heading",
    "body",
    "change_reason",
    "seo_title",
    "search_description",
    "show_in_menus",
)
PUBLISHED = (
    "draft_title",
    "live",
    "expired",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
)


def waiting_below(page: Page) -> QuerySet[SectionPage]:
    """The sections at and below a page whose newest writing is not public, in the law's order."""
    return (
        SectionPage.objects.descendant_of(page, inclusive=True)
        .filter(has_unpublished_changes=True, latest_revision__isnull=False)
        .select_related("latest_revision", "version")
        .order_by("path")
    )


def hidden_above(page: VersionPage | SectionPage) -> list[DraftPage | VersionPage]:
    """Of a version, its draft law and itself as far as they are not public; of a section, none."""
    if not isinstance(page, VersionPage):
        return []
    return [above for above in (page.draft, page) if not above.live]


@transaction.atomic
def publish_waiting(page: VersionPage | SectionPage, *, by: User) -> list[SectionPage]:
    """Publish the newest revision of each section at and below a page; return those.

    A whole version becomes readable with that: itself and its draft law are published before.

    Raises:
        PermissionDenied: the person may not publish here.
    """
    hidden = hidden_above(page)
    if not all(one.permissions_for_user(by).can_publish() for one in (page, *hidden)):
        raise PermissionDenied
    for above in hidden:
        revision = above.get_latest_revision() or above.save_revision(user=by)
        revision.publish(user=by, skip_permission_checks=True)
    waiting = list(waiting_below(page))
    apart = _to_publish_apart(waiting)
    together = [section for section in waiting if section.pk not in apart]
    if together:
        _publish_together(together, by=by)
    for section in waiting:
        if section.pk in apart:
            section.latest_revision.publish(user=by, skip_permission_checks=True)
    return waiting


def _to_publish_apart(sections: Sequence[SectionPage]) -> set[int]:
    """Those that Wagtail must see one by one: scheduled, renamed address, in moderation."""
    ids = [str(section.pk) for section in sections]
    moderated = WorkflowState.objects.filter(
        object_id__in=ids,
        base_content_type__model="page",
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
    )
    apart = {int(pk) for pk in moderated.values_list("object_id", flat=True)}
    for section in sections:
        content = section.latest_revision.content
        moved = content.get("slug") != section.slug
        if moved or content.get("go_live_at") or content.get("expire_at"):
            apart.add(section.pk)
    return apart


def _publish_together(sections: list[SectionPage], *, by: User) -> None:
    now = clock.now()
    renamed = {}
    for section in sections:
        written = SectionPage.from_serializable_data(
            section.latest_revision.content, check_fks=False
        )
        if written.title != section.title:
            renamed[section.pk] = section.title
        for name in WRITTEN:
            setattr(section, name, getattr(written, name))
        # Wagtail's comments are off; its reference index would ask for them page by page.
        section.wagtail_admin_comments = []
        section.draft_title = section.title
        section.live, section.expired, section.has_unpublished_changes = True, False, False
        section.first_published_at = section.first_published_at or now
        section.last_published_at = now
        section.live_revision = section.latest_revision
    SectionPage.objects.bulk_update(sections, [*WRITTEN, *PUBLISHED])
    Revision.page_revisions.filter(object_id__in=[str(section.pk) for section in sections]).update(
        approved_go_live_at=None
    )
    _write_log(sections, renamed, by=by)
    index_references(sections)
    index_words([section for section in sections if section.pk in renamed])
    record_sections(sections[0].version, sections, by=by)


def _write_log(sections: list[SectionPage], renamed: dict[int, str], *, by: User) -> None:
    now = clock.now()
    entries = []
    for section in sections:
        acts = [("wagtail.publish", True, {})]
        if section.pk in renamed:
            title = {"old": renamed[section.pk], "new": section.title}
            acts.insert(0, ("wagtail.rename", False, {"title": title}))
            acts[1] = ("wagtail.publish", True, {"title": title})
        entries += [
            PageLogEntry(
                page_id=section.pk,
                content_type_id=section.content_type_id,
                label=section.title,
                action=action,
                timestamp=now,
                user=by,
                revision_id=section.latest_revision_id,
                content_changed=changed,
                data=data,
            )
            for action, changed, data in acts
        ]
    PageLogEntry.objects.bulk_create(entries)
