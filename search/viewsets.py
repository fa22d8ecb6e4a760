"""Abbreviations in the administrators' screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.views.lists import SnippetList
from search.models import Abbreviation


class AbbreviationViewSet(SnippetViewSet):
    model = Abbreviation
    index_view_class = SnippetList
    icon = "search"
    menu_label = _("Abbreviations")
    add_to_settings_menu = True
    list_display = ["short", "long"]
    search_fields = ["short", "long"]
    form_fields = ["short", "long"]
    copy_view_enabled = False
