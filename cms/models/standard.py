"""Pages of plain reading: the site's first page, help, contact, personal data."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from cms.models.drafts import DraftIndexPage
from cms.models.versions import find_law_page


class StandardPage(Page):
    """Headings, paragraphs and pictures."""

    body = StreamField(
        [
            ("text", blocks.RichTextBlock(label=_("Text"))),
            ("image", ImageChooserBlock(label=_("Image"))),
        ],
        blank=True,
        verbose_name=_("body"),
    )

    parent_page_types = ["wagtailcore.Page", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage", "cms.DraftIndexPage"]
    template = "cms/standard_page.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Straight into the draft laws, where most addresses lead."""
        if self.live and path_components:
            found = find_law_page(self.url_path, path_components)
            if found is not None:
                return found
            slug, *below = path_components
            index = DraftIndexPage.objects.child_of(self).live().filter(slug=slug).first()
            if index is not None:
                return index.route(request, below)
        return super().route(request, path_components)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
