"""Finding the two versions an address names, each by the right to read its draft."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cms.models import DraftPage, VersionPage
from consultation import rules
from consultation.models.compared import readable_versions


@dataclass(frozen=True)
class Pair:
    """Two versions that the person may read; `draft` is that of the new one."""

    draft: DraftPage
    old: VersionPage
    new: VersionPage

    @property
    def old_name(self) -> str:
        """With the name of its draft, where that is another one: both may be "Dự thảo lần 1"."""
        if self.old.is_sibling_of(self.new):
            return str(self.old.title)
        return f"{self.old.draft.title} ({self.old.title})"


def readable_draft_at(request: HttpRequest, slug: str) -> DraftPage | None:
    """The dossier at the address, if the person may read it.

    Raises:
        Http404: there is none that is published.
    """
    drafts = DraftPage.objects.live().public().select_related("drafting_agency")
    draft = get_object_or_404(drafts, slug=slug)
    may_read = DraftPage.objects.filter(rules.visible_drafts(request.user), pk=draft.pk).exists()
    return draft if may_read else None


def readable_pair(request: HttpRequest, slug: str, old: UUID, new: UUID) -> Pair | None:
    """None if the draft of the new version is not for this person.

    Raises:
        Http404: one of them does not stand there, or the old one's draft is not for this person.
    """
    draft = readable_draft_at(request, slug)
    if draft is None:
        return None
    fresh = get_object_or_404(VersionPage.objects.live().child_of(draft), uid=new)
    before = get_object_or_404(readable_versions(request.user), uid=old)
    return Pair(draft, before, fresh)


def address_of(old: VersionPage, new: VersionPage, query: dict[str, str]) -> str:
    """One address a pair, below the draft of the new version."""
    way = reverse("comparison", args=[new.draft.slug, old.uid, new.uid])
    return f"{way}?{urlencode(query)}" if query else way
