"""Pages of plain reading: the site's first page, help, contact, personal data."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


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

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
