"""A version of a draft law and its sections: what Wagtail publishes, at flat addresses."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.models.drafts import HOME_DEPTH, DraftPage
from cms.structure.levels import Level


class SectionQuerySet(PageQuerySet):
    def of_version(self, version: "VersionPage") -> "SectionQuerySet":
        """All sections of a version, in the order of the law."""
        return self.filter(version=version).order_by("path")

    def articles(self) -> "SectionQuerySet":
        """What is read on a screen of its own: articles, appendices, preamble and tail."""
        return self.exclude(level__in=[Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION])


# First page, directory, draft, version: addresses of sections count on it.
VERSION_DEPTH = HOME_DEPTH + 3

SectionManager = PageManager.from_queryset(SectionQuerySet)


class SectionForm(WagtailAdminPageForm):
    """The reason of an earlier change is not the reason of the next."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["change_reason"] = ""


class LawPage:
    """A page that was found with all that decides whether Wagtail shuts it: see `find_law_page`."""

    is_shut: bool = True

    def get_view_restrictions(self) -> Any:
        if self.is_shut:
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()


class SectionPage(LawPage, Page):
    """A part, chapter, section, article or appendix: heading and body as in the law."""

    level = models.CharField(_("level"), max_length=12)
    number = models.CharField(_("number"), max_length=40, blank=True)
    marker = models.CharField(max_length=60, blank=True, editable=False)
    eid = models.CharField(_("address in the law"), max_length=200, editable=False)
    heading = models.TextField(_("heading"), blank=True)
    version = models.ForeignKey("cms.VersionPage", models.PROTECT, related_name="+", editable=False)
    # By the line's text: what the line does not tell by itself, but a person or the whole law did.
    said_levels = models.JSONField(default=dict, blank=True, editable=False)
    body = StreamField(
        [
            ("law", blocks.TextBlock(label=_("Text of the law"), rows=12)),
            ("table", TableBlock(label=_("Table"))),
            ("image", ImageChooserBlock(label=_("Image"))),
            (
                "note",
                blocks.RichTextBlock(
                    label=_("Explanatory note"), features=["bold", "italic", "link"]
                ),
            ),
        ],
        blank=True,
        verbose_name=_("body"),
    )

    change_reason = models.CharField(
        _("reason of the change"),
        max_length=255,
        blank=True,
        help_text=_("Shown as an erratum to those who are asked, when a round is open."),
    )

    objects = SectionManager()

    parent_page_types = ["cms.VersionPage", "cms.SectionPage"]
    subpage_types = ["cms.SectionPage"]
    template = "cms/section_page.html"
    base_form_class = SectionForm
    content_panels = [
        FieldPanel("title"),
        FieldPanel("heading"),
        FieldPanel("body"),
        FieldPanel("change_reason"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        """The address right below the version, whatever the nesting."""
        parts = super().get_url_parts(request)
        if not parts or not parts[2]:
            return parts
        site_id, root_url, path = parts
        above = path.strip("/").split("/")[: VERSION_DEPTH - HOME_DEPTH]
        return site_id, root_url, "/" + "/".join([*above, self.slug]) + "/"

    def serve(self, request: HttpRequest, moved: bool = False) -> HttpResponse:
        if moved:
            return HttpResponsePermanentRedirect(self.get_url(request))
        return super().serve(request)


class VersionPage(LawPage, Page):
    """One version ("lần 1", "lần 2") or the law in force it is compared with."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveSmallIntegerField(_("number of the version"), default=1)
    in_force = models.BooleanField(_("the law in force, for comparison"), default=False)
    source_file = models.FileField(
        _("original file"), upload_to="sources/%Y/%m", blank=True, max_length=255
    )
    source_name = models.CharField(max_length=255, blank=True, editable=False)
    source_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    dated = models.DateField(_("date on the draft"), null=True, blank=True)

    parent_page_types = ["cms.DraftPage"]
    subpage_types = ["cms.SectionPage"]
    template = "cms/version_page.html"
    content_panels = [*Page.content_panels, FieldPanel("dated"), FieldPanel("in_force")]

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")

    @property
    def draft(self) -> DraftPage:
        return DraftPage.objects.ancestor_of(self).get()

    def sections(self) -> SectionQuerySet:
        return SectionPage.objects.of_version(self)

    def content_state(self) -> str:
        """What tells one state of the text from all others; two queries, whatever its size."""
        texts = self.provisions.aggregate(
            text=Max("current_text"),
            retired=Max("retired_at"),
            standing=Count("pk", filter=Q(retired_at=None)),
        )
        pages = self.sections().live().aggregate(published=Max("last_published_at"), n=Count("pk"))
        parts = [self.uid, self.url_path, *texts.values(), *pages.values()]
        return "·".join(map(str, parts))

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """`lan-1/dieu-5/` for any section, `lan-1/toan-van/` for the whole text.

        Raises:
            Http404: no published section has the last part of the address as its slug, or the
                version is hidden, and all below with it.
        """
        if not self.live:
            raise Http404
        if not path_components:
            return super().route(request, path_components)
        if path_components == ["toan-van"]:
            return RouteResult(self, kwargs={"whole": True})
        section = self.sections().live().filter(slug=path_components[-1]).first()
        if section is None:
            raise Http404
        section.version = self
        return RouteResult(section, kwargs={"moved": len(path_components) > 1})

    def serve(self, request: HttpRequest, whole: bool = False) -> HttpResponse:
        request.is_whole_text = whole  # type: ignore[attr-defined]
        return super().serve(request)


def find_law_page(start: str, path_components: list[str]) -> RouteResult | None:
    """A version, its whole text or one of its sections, at its own address below `start`.

    One query: no pages are asked for more often. None where the ordinary way must look.
    """
    if not 3 <= len(path_components) <= 4:
        return None
    directory, draft, version, *below = path_components
    above = f"{start}{directory}/{draft}/"
    at_version = f"{above}{version}/"
    hung_on = [
        Exists(Page.objects.live().filter(url_path=path))
        for path in (f"{start}{directory}/", above)
    ]
    if below in ([], ["toan-van"]):
        found = _known_open(VersionPage.objects.live().filter(*hung_on, url_path=at_version))
        return RouteResult(found, kwargs={"whole": bool(below)}) if found else None
    sections = SectionPage.objects.live().filter(
        *hung_on, version__url_path=at_version, version__live=True, slug=below[0]
    )
    found = _known_open(sections.select_related("version"))
    return RouteResult(found, kwargs={"moved": False}) if found else None


def _known_open(pages: PageQuerySet) -> Any:
    """The first of them, with the answer whether Wagtail shuts it or a page above it."""
    at = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    shut = PageViewRestriction.objects.annotate(under=at).filter(under__startswith=F("page__path"))
    return pages.annotate(is_shut=Exists(shut)).first()
