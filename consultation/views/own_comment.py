"""A citizen comes back to their comment: by the link in the mail, by the secret address that the
screen showed, or, to see what became of it, by its code alone."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultation import rules
from consultation.commenting import (
    confirm_comment,
    erase_author,
    find_link,
    hide_name,
    send_link,
    withdraw_comment,
)
from consultation.forms.public import UNKNOWN_CODE, ReceiptForm
from consultation.models import CommentState, LinkPurpose, PublicComment, PublicLink, Row
from consultation.views.receipts import (
    MISSES,
    MISSES_SECONDS,
    TooManyCodesError,
    refuse_codes,
)

ACTS: dict[str, tuple[Callable[..., Any], Any]] = {
    "withdraw": (withdraw_comment, gettext_lazy("Your comment is withdrawn.")),
    "hide": (hide_name, gettext_lazy("Your name is not shown any more.")),
    "erase": (erase_author, gettext_lazy("What was kept of you is erased.")),
}
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@get_or_post
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """A mail scanner may open it: only the button confirms."""
    link = find_link(secret, LinkPurpose.CONFIRM)
    if link is None:
        return _confirmation(request, None, status=404)
    comment = link.comment
    is_over = link.has_expired and comment.confirmed_at is None
    if request.method != "POST":
        return _confirmation(request, link, status=410 if is_over else 200)
    if "again" in request.POST:
        send_link(comment, by=None, purpose=LinkPurpose.CONFIRM)
        return _confirmation(request, link, status=200, is_sent=True)
    try:
        _confirmed, mine = confirm_comment(link, by=None)
    except ValidationError:
        return _confirmation(request, link, status=410)
    messages.success(request, _("Your e-mail address is confirmed."))
    return redirect("own_public_comment", secret=mine)


def _confirmation(
    request: HttpRequest, link: PublicLink | None, *, status: int, is_sent: bool = False
) -> HttpResponse:
    context = {"link": link, "comment": link.comment if link else None, "is_sent": is_sent}
    return render(request, "consultation/public_confirm.html", context, status=status)


@never_cache
@get_or_post
def show_own(request: HttpRequest, secret: str) -> HttpResponse:
    """All that is kept of the author and the comment, and what they may do about it."""
    link = find_link(secret, LinkPurpose.MANAGE)
    if link is None or link.has_expired:
        raise Http404
    comment = get_object_or_404(PublicComment.objects.with_subject(), pk=link.comment_id)
    if request.method == "POST":
        return _act(request, comment, secret)
    context = {
        "comment": comment,
        "author": comment.author,
        "consents": comment.author.consents.order_by("pk"),
        "can_withdraw": rules.can_withdraw_public(comment),
        "is_new": "moi" in request.GET,
        "secret": secret,
        **_outcome(request, comment),
    }
    return render(request, "consultation/own_comment.html", context)


def _act(request: HttpRequest, comment: PublicComment, secret: str) -> HttpResponse:
    asked = request.POST.get("act", "")
    if asked == "again":
        send_link(comment, by=None, purpose=LinkPurpose.CONFIRM)
        messages.success(request, _("If an address was given, a new link is on its way to it."))
    elif asked in ACTS:
        act, said = ACTS[asked]
        try:
            act(comment, by=None)
        except PermissionDenied:
            messages.error(
                request, _("It cannot be withdrawn any more: the letter with it has gone out.")
            )
        else:
            messages.success(request, str(said))
    return redirect("own_public_comment", secret=secret)


@never_cache
@get_or_post
def show_receipt(request: HttpRequest, receipt_code: str) -> HttpResponse:
    """Whoever holds the code sees the state, and what is public; nothing of the author."""
    try:
        comment = find_comment(request, receipt_code.strip().upper())
    except TooManyCodesError:
        return refuse_codes(request)
    if comment is None:
        return _unknown_code(request, receipt_code)
    if request.method == "POST":
        send_link(comment, by=None, purpose=LinkPurpose.MANAGE)
        messages.success(
            request, _("If an address was given, a link to this comment is on its way to it.")
        )
        return redirect("public_receipt", receipt_code=comment.receipt_code)
    context = {"comment": comment, **_outcome(request, comment)}
    return render(request, "consultation/public_receipt.html", context)


def find_comment(request: HttpRequest, code: str) -> PublicComment | None:
    """What the code is the receipt of; guesses count with those at receipts of agencies.

    Raises:
        TooManyCodesError: from here, too many led nowhere.
    """
    key = f"receipt-misses:{get_adapter().get_client_ip(request)}"
    misses = cache.get(key, 0)
    if misses >= MISSES:
        raise TooManyCodesError
    comment = PublicComment.objects.with_subject().filter(receipt_code=code).first()
    if comment is None:
        cache.set(key, misses + 1, MISSES_SECONDS)
    return comment


def _unknown_code(request: HttpRequest, code: str) -> HttpResponse:
    form = ReceiptForm({"code": code})
    if form.is_valid():
        form.add_error("code", UNKNOWN_CODE)
    return render(request, "consultation/find_receipt.html", {"form": form}, status=404)


def _outcome(request: HttpRequest, comment: PublicComment) -> dict[str, Any]:
    """What is public of it, and, once the record is open, what became of it."""
    is_public = comment.state == CommentState.ACCEPTED
    rows = Row.objects.visible_to(request.user).standing().filter(sources__opinion=comment.opinion)
    row = rows.with_sources().first() if is_public else None
    return {"opinion": comment.opinion if is_public else None, "row": row}
