"""What this room asks of Wagtail: who reads a draft, and what may not be done to its pages."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms.models import DossierFile, DraftIndexPage, DraftPage, Provision, SectionPage, VersionPage
from consultation.models import Round
from consultation.views.mail_health import may_watch_mail, show_mail
from consultation.views.reading import (
    readable_draft,
    reading_context,
    refuse_reading,
    tell_visitor_page,
)
from consultation.views.whole_text import whole_context
from consultation.viewsets import HolidayViewSet, MembershipViewSet

register_snippet(MembershipViewSet)
register_snippet(HolidayViewSet)


class MailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_watch_mail(request)


@hooks.register("register_admin_urls")
def mail_addresses() -> list[URLPattern]:
    return [path("thu/", show_mail, name="mail_health")]


@hooks.register("register_admin_menu_item")
def mail_menu_item() -> MenuItem:
    return MailMenuItem(gettext_lazy("Mail"), reverse("mail_health"), icon_name="mail", order=330)


Serve = Callable[[Page, HttpRequest, Sequence[Any], dict[str, Any]], HttpResponse]


@hooks.register("before_serve_page")
def guard_reading(
    page: Page, request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """A draft all of whose rounds are internal is read by who leads them and whom they ask."""
    if not isinstance(page, DraftPage | VersionPage | SectionPage):
        return None
    draft = readable_draft(request, page)
    if draft is None:
        return refuse_reading(request)
    request.draft = draft  # type: ignore[attr-defined]
    return None


@hooks.register("on_serve_page")
def add_margin(serve: Serve) -> Serve:
    """The pages of a law get their contents and margin, which `cms` knows nothing of."""

    def serve_with_margin(
        page: Page, request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        is_law = isinstance(page, VersionPage | SectionPage)
        if is_law and isinstance(response, TemplateResponse):
            is_whole = bool(kwargs.get("whole"))
            tell_visitor_page(request, page, whole=is_whole)
            more = whole_context(page) if is_whole else reading_context(request, page)
            response.context_data = {**(response.context_data or {}), **more}
        return response

    return serve_with_margin


@hooks.register("before_delete_page")
def keep_what_is_spoken_of(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refuse(request, page, _why_kept(page))


@hooks.register("before_move_page")
def keep_in_place(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return _refuse(request, page, _why_fixed(page))


@hooks.register("before_copy_page")
def keep_single(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Also against aliases, which Wagtail makes on the same screen."""
    return _refuse(request, page, _why_single(page))


@hooks.register("before_bulk_action")
def keep_all(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    reasons = {"delete": _why_kept, "move": _why_fixed}
    if action_type not in reasons:
        return None
    for page in objects:
        if isinstance(page, Page):
            specific = page.specific
            refusal = _refuse(request, specific, reasons[action_type](specific))
            if refusal is not None:
                return refusal
    return None


def _refuse(request: HttpRequest, page: Page, reason: str) -> HttpResponse | None:
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _why_kept(page: Page) -> str:
    """Why it cannot be deleted; "" if it can. The database would refuse with an error page."""
    below = page.get_descendants(inclusive=True)
    spoken_of = (
        Provision.objects.filter(section__page_ptr__in=below).exists()
        or Provision.objects.filter(version__page_ptr__in=below).exists()
        or SectionPage.objects.filter(version__page_ptr__in=below).exists()
        or Round.objects.filter(draft__page_ptr__in=below).exists()
        or DossierFile.objects.filter(draft__page_ptr__in=below).exists()
    )
    if not spoken_of:
        return ""
    return _(
        "“%(title)s” holds provisions that opinions may point at, or was put to agencies:"
        " it is never deleted. Unpublish it instead."
    ) % {"title": page.title}


def _why_fixed(page: Page) -> str:
    if not isinstance(page.specific, SectionPage | VersionPage | DraftIndexPage):
        return ""
    return _(
        "“%(title)s” stays where it is: the addresses of a law follow from its place."
        " Import a new version instead."
    ) % {"title": page.title}


def _why_single(page: Page) -> str:
    if not isinstance(page.specific, SectionPage | VersionPage | DraftPage | DraftIndexPage):
        return ""
    return _(
        "“%(title)s” is not copied: each provision has one address. Import a new version instead."
    ) % {"title": page.title}
