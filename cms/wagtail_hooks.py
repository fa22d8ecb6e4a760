"""What the room adds to the Wagtail admin: agencies, the import of a draft law, its dossier."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms.importing.agency_book import may_import_agencies
from cms.importing.keeping import may_import
from cms.models import DraftPage, User
from cms.views import agencies, dossier, draft_import
from cms.views.publishing import publish_all_below, publish_all_button
from cms.viewsets import AgencyViewSet

register_snippet(AgencyViewSet)


class ImportMenuItem(MenuItem):
    def is_shown(self, request) -> bool:  # noqa: ANN001  Wagtail's signature
        return may_import(request.user)


class AgenciesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:  # noqa: ANN001  Wagtail's signature
        return may_import_agencies(request.user)


@hooks.register("register_admin_urls")
def agency_addresses() -> list[URLPattern]:
    return [
        path("co-quan/nhap/", agencies.import_agencies, name="import_agencies"),
        path("co-quan/xuat/", agencies.export_agencies, name="export_agencies"),
        path("co-quan/mau/", agencies.first_agencies, name="first_agencies"),
    ]


@hooks.register("register_admin_menu_item")
def agencies_menu_item() -> MenuItem:
    return AgenciesMenuItem(
        _("Agencies as a workbook"), reverse("import_agencies"), icon_name="table", order=305
    )


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern]:
    start, review = "nhap-du-thao/", "nhap-du-thao/<uuid:uid>/"
    return [
        path(start, draft_import.upload_draft, name="upload_draft"),
        path(review, draft_import.review_draft_import, name="review_draft_import"),
        path(f"{review}doc-lai/", draft_import.read_draft_again, name="read_draft_again"),
        path(f"{review}sua-doi/", draft_import.answer_changes, name="answer_changes"),
        path(f"{review}dong/", draft_import.correct_line, name="correct_line"),
        path(
            f"{review}hoan-tac/<int:number>/", draft_import.undo_correction, name="undo_correction"
        ),
        path(f"{review}bo/", draft_import.discard_draft_import, name="discard_draft_import"),
        path("cong-bo/<int:page_id>/", publish_all_below, name="publish_all_below"),
        path("ho-so/<int:pk>/", dossier.show_dossier, name="dossier"),
        path("ho-so/tep/<uuid:uid>/bo/", dossier.take_out, name="take_out_file"),
    ]


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Import a draft law"), reverse("upload_draft"), icon_name="upload", order=150
    )


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def dossier_buttons(
    page: Page, user: User, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """On a draft law: its next version from a file, and the other files of its dossier."""
    if page.specific_class is not DraftPage:
        return
    allowed = page.permissions_for_user(user)
    if allowed.can_add_subpage():
        yield Button(
            _("Import the next version"),
            f"{reverse('upload_draft')}?du-thao={page.pk}",
            icon_name="upload",
            priority=5,
        )
    if allowed.can_edit():
        yield Button(
            _("Files of the dossier"),
            reverse("dossier", args=[page.pk]),
            icon_name="folder-open-inverse",
            priority=6,
        )


hooks.register("register_page_header_buttons", publish_all_button)
hooks.register("register_page_listing_more_buttons", publish_all_button)
