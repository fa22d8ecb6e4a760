"""A person's own list of what they were told, read or not; many have no e-mail."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cms import clock
from consultation.models import Message
from consultation.notifying import note_all_read, note_read
from consultation.views.signing_in import SignedRequest, signed_in

PAGE = 30


@signed_in
@require_safe
def show_notices(request: SignedRequest) -> HttpResponse:
    told = Message.objects.shown_to(request.user, clock.now())
    unread = told.unread().count()
    shown = told.unread() if "unread" in request.GET else told
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "unread": unread, "only_unread": "unread" in request.GET}
    return render(request, "consultation/notices.html", context)


@signed_in
@require_POST
def open_notice(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Note that it was read, and go to what it is about."""
    message = get_object_or_404(Message.objects.shown_to(request.user, clock.now()), uid=uid)
    note_read(message, by=request.user)
    return redirect(message.link or "notices")


@signed_in
@require_POST
def read_all(request: SignedRequest) -> HttpResponse:
    note_all_read(by=request.user)
    return redirect("notices")
