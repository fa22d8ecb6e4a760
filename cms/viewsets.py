"""The admin's lists: accounts and agencies."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from cms.forms.accounts import AccountCreationForm, AccountEditForm
from cms.models import Agency
from cms.views.lists import SnippetList, UserList


class UserViewSet(WagtailUserViewSet):
    index_view_class = UserList

    def get_form_class(self, for_update: bool = False) -> type:
        return AccountEditForm if for_update else AccountCreationForm


class AgencyViewSet(SnippetViewSet):
    model = Agency
    index_view_class = SnippetList
    icon = "group"
    menu_label = _("Agencies")
    add_to_admin_menu = True
    menu_order = 300
    list_display = ["name", "code", "official_code", "kind", "protocol_order", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "short_name", "code", "official_code"]
    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("code"),
        FieldPanel("official_code"),
        FieldPanel("kind"),
        FieldPanel("parent", heading=_("Superior body")),
        FieldPanel("protocol_order"),
        FieldPanel("is_active"),
        MultiFieldPanel(
            [
                FieldPanel("superior_name"),
                FieldPanel("letter_symbol"),
                FieldPanel("place_name"),
                FieldPanel("signing_title"),
            ],
            heading=_("Heading of its letters"),
        ),
    ]
