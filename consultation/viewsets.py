"""The admin's lists: who acts for which agency, on which days offices do not work."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.views.lists import SnippetList
from consultation.models import Holiday, Membership


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


class HolidayViewSet(SnippetViewSet):
    """Reminders count working days, so an administrator enters what is announced each year."""

    model = Holiday
    index_view_class = SnippetList
    icon = "calendar-alt"
    menu_label = _("Days off")
    add_to_admin_menu = True
    menu_order = 320
    list_display = ["day", "name", "recurs", "is_worked"]
    search_fields = ["name"]
    panels = [
        FieldPanel("day"),
        FieldPanel("name"),
        FieldPanel("recurs"),
        FieldPanel("is_worked"),
    ]
