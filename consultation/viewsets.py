"""The admin's list of who acts for which agency."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.views.lists import SnippetList
from consultation.models import Membership


class MembershipViewSet(SnippetViewSet):
    model = Membership
    index_view_class = SnippetList
    icon = "user"
    menu_label = _("Memberships")
    add_to_admin_menu = True
    menu_order = 310
    list_display = ["user", "agency", "role", "starts_on", "ends_on"]
    list_filter = ["role", "agency"]
    search_fields = ["user__full_name", "user__username", "agency__name", "agency__short_name"]
    panels = [
        FieldPanel("user"),
        FieldPanel("agency"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]
