"""What the room adds to the Wagtail admin: agencies, and the import of a draft law."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.importing.draft_import import may_import
from cms.views.draft_import import review_draft_import, upload_draft
from cms.viewsets import AgencyViewSet

register_snippet(AgencyViewSet)


class ImportMenuItem(MenuItem):
    def is_shown(self, request) -> bool:  # noqa: ANN001  Wagtail's signature
        return may_import(request.user)


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern]:
    return [
        path("nhap-du-thao/", upload_draft, name="upload_draft"),
        path("nhap-du-thao/<uuid:uid>/", review_draft_import, name="review_draft_import"),
    ]


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Import a draft law"), reverse("upload_draft"), icon_name="upload", order=150
    )
