"""The dossier of a draft law, as Wagtail pages; its versions are in `versions`."""

import uuid
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from cms.models.agency import Agency

# Root, then the site's first page.
HOME_DEPTH = 2


class DocumentType(models.TextChoices):
    LAW = "law", _("Law")
    CODE = "code", pgettext_lazy("type of document", "Code")
    ORDINANCE = "ordinance", _("Ordinance")
    RESOLUTION = "resolution", _("Resolution")
    DECREE = "decree", _("Decree")
    DECISION = "decision", _("Decision")
    CIRCULAR = "circular", _("Circular")
    OTHER = "other", _("Other document")


class Stage(models.TextChoices):
    DRAFTING = "drafting", pgettext_lazy("stage of a draft law", "Being drafted")
    ADOPTED = "adopted", _("Adopted")
    DROPPED = "dropped", _("Dropped")


class DraftIndexPage(Page):
    """The folder of all dossiers; its address shows the public directory."""

    max_count = 1
    subpage_types = ["cms.DraftPage"]
    template = "cms/draft_index_page.html"

    class Meta:
        verbose_name = _("directory of draft laws")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only right below the site's first page: the addresses of sections count on it."""
        return bool(parent.depth == HOME_DEPTH and super().can_create_at(parent))


class DraftPage(Page):
    """One draft law from its first version to its adoption."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document_type = models.CharField(
        _("type of document"), max_length=12, choices=DocumentType.choices
    )
    drafting_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="drafts", verbose_name=_("drafting agency")
    )
    field = models.CharField(_("field"), max_length=120, blank=True)
    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage.choices, default=Stage.DRAFTING
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("Two sentences in plain words: what it is, whom it concerns."),
    )
    adopted_number = models.CharField(_("number when adopted"), max_length=60, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)

    parent_page_types = ["cms.DraftIndexPage"]
    subpage_types = ["cms.VersionPage"]
    template = "cms/draft_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("document_type"),
        FieldPanel("drafting_agency"),
        FieldPanel("field"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("stage"), FieldPanel("adopted_number"), FieldPanel("adopted_on")],
            heading=_("Outcome"),
        ),
    ]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """What stands below a hidden draft is hidden with it."""
        if not self.live:
            raise Http404
        return super().route(request, path_components)

    class Meta:
        verbose_name = _("draft law")
        verbose_name_plural = _("draft laws")
