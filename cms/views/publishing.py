"""Making a whole chapter or version public at once, in the admin."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.models import SectionPage, User, VersionPage
from cms.publishing import hidden_above, publish_waiting, waiting_below


@require_admin_access
@require_http_methods(["GET", "POST"])
def publish_all_below(request: HttpRequest, page_id: int) -> HttpResponse:
    """Shows what waits at and below a version or section; asked to, publishes it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, VersionPage | SectionPage):
        raise PermissionDenied
    editor = request.user
    if not isinstance(editor, User) or not page.permissions_for_user(editor).can_publish():
        raise PermissionDenied
    if request.method == "GET":
        context = {"page": page, "waiting": waiting_below(page), "hidden": hidden_above(page)}
        return render(request, "cms/admin/publish_all.html", context)
    published = publish_waiting(page, by=editor)
    said = ngettext(
        "%(n)d section is public now.", "%(n)d sections are public now.", len(published)
    )
    messages.success(request, said % {"n": len(published)})
    return redirect("wagtailadmin_explore", page.pk)


def publish_all_button(
    page: Page, user: User, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a version or of a section with others below it."""
    if not page.numchild or not isinstance(page.specific, VersionPage | SectionPage):
        return
    if page.permissions_for_user(user).can_publish():
        label = _("Publish the whole version")
        if isinstance(page.specific, SectionPage):
            label = _("Publish the whole chapter")
        address = reverse("publish_all_below", args=[page.pk])
        yield Button(label, address, icon_name="upload", priority=60)
