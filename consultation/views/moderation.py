"""The public's comments of a round, as the lead's compilers read and sort them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from consultation import rules
from consultation.commenting import (
    accept_comment,
    accept_comments,
    erase_author,
    reject_comments,
)
from consultation.forms.public_comments import AcceptForm, AskPublicForm, RejectForm
from consultation.inviting import ask_public
from consultation.models import CommentState, PublicComment, Round
from consultation.models.change import StaleError, TransitionError
from consultation.views.access import known_round, worked_round
from consultation.views.signing_in import SignedRequest, signed_in

PAGE = 50
EVERY = "all"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Those that wait, the same words together; several are sorted at once."""
    round_ = worked_round(request.user, uid, may=rules.can_see_moderation)
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = _sort(request, round_, form)
        if said:
            messages.success(request, said)
            return redirect(request.get_full_path())
    return _queue(request, round_, form, status=422 if form.errors else 200)


def _sort(request: SignedRequest, round_: Round, form: RejectForm) -> str:
    """What was done with the ticked ones, or "" with the reason in the form."""
    chosen = list(round_.public_comments.filter(uid__in=_uids(request)).order_by("pk"))
    try:
        if request.POST.get("act") == "accept":
            count = len(accept_comments(chosen, by=request.user))
            return ngettext("%(n)d published.", "%(n)d published.", count) % {"n": count}
        rejection = form.cleaned_data["rejection"]
        words = form.cleaned_data["words"]
        gone = reject_comments(chosen, by=request.user, rejection=rejection, words=words)
        return ngettext("%(n)d not published.", "%(n)d not published.", len(gone)) % {
            "n": len(gone)
        }
    except ValidationError as refusal:
        for error in refusal.messages:
            form.add_error(_field_of(refusal, form), error)
    except (StaleError, TransitionError):
        form.add_error(None, _changed())
    return ""


def _uids(request: SignedRequest) -> list[UUID]:
    uids = []
    for value in request.POST.getlist("comments"):
        try:
            uids.append(UUID(value))
        except ValueError:
            continue
    return uids


def _queue(request: SignedRequest, round_: Round, form: RejectForm, *, status: int) -> HttpResponse:
    everything = PublicComment.objects.visible_to(request.user).filter(round=round_)
    counts = everything.counts_by_state()
    shown = request.GET.get("state", CommentState.PENDING)
    if shown not in CommentState.values:
        shown = EVERY
    comments = everything if shown == EVERY else everything.filter(state=shown)
    listed = comments.with_subject().alike_together()
    context = {
        "round": round_,
        "form": form,
        "ask_form": AskPublicForm(initial=_asked(round_)),
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs(counts, shown),
        "ticked": request.POST.getlist("comments"),
        "can_moderate": rules.can_moderate_public(request.user, round_),
        "can_ask": round_.is_public and round_.state in ("planned", "open"),
        "is_asking": rules.asks_the_public(round_),
    }
    return render(request, "consultation/moderation.html", context, status=status)


def _tabs(counts: dict[str, int], shown: str) -> list[dict[str, Any]]:
    labels = [*CommentState.choices, (EVERY, _("All of them"))]
    return [
        {
            "label": label,
            "count": sum(counts.values()) if state == EVERY else counts.get(state, 0),
            "url": f"?state={state}",
            "current": state == shown,
        }
        for state, label in labels
    ]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show_comment(request: SignedRequest, uid: UUID) -> HttpResponse:
    """One comment as it came, and as it would be published."""
    comments = PublicComment.objects.visible_to(request.user).with_subject()
    comment = get_object_or_404(comments, uid=uid)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    accept = AcceptForm(request.POST) if act == "accept" else AcceptForm.of(comment)
    reject = RejectForm(request.POST if act == "reject" else None)
    if act and _moderate(request, comment, act, accept, reject):
        return redirect("moderation", uid=comment.round.uid)
    context = {
        "comment": comment,
        "round": comment.round,
        "accept": accept,
        "reject": reject,
        "can_moderate": rules.can_moderate_public(request.user, comment.round)
        and comment.state != CommentState.WITHDRAWN,
        "can_erase": rules.can_erase_author(request.user, comment)
        and comment.author.erased_at is None,
    }
    status = 422 if accept.errors or reject.errors else 200
    return render(request, "consultation/moderate_comment.html", context, status=status)


def _moderate(
    request: SignedRequest,
    comment: PublicComment,
    act: str,
    accept: AcceptForm,
    reject: RejectForm,
) -> bool:
    """Whether it was done; else the form in question says why not."""
    form = accept if act == "accept" else reject
    try:
        if act == "accept" and accept.is_valid():
            comment.lock_version = accept.cleaned_data["lock_version"]
            accept_comment(
                comment,
                by=request.user,
                words=accept.words(),
                shows_place=accept.cleaned_data["shows_place"],
            )
            messages.success(request, _("Published."))
            return True
        if act == "reject" and reject.is_valid():
            reason = {"rejection": reject.cleaned_data["rejection"]}
            reject_comments(
                [comment], by=request.user, words=reject.cleaned_data["words"], **reason
            )
            messages.success(request, _("Not published; the author is told why."))
            return True
        if act == "erase":
            erase_author(comment, by=request.user)
            messages.success(request, _("The author's personal data is erased."))
            return True
    except ValidationError as refusal:
        for error in refusal.messages:
            form.add_error(_field_of(refusal, form), error)
    except (StaleError, TransitionError):
        form.add_error(None, _changed())
    return False


@signed_in
@require_POST
def set_public(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Whether anybody may comment, and until when."""
    round_ = known_round(request.user, uid)
    form = AskPublicForm(request.POST)
    if form.is_valid():
        try:
            takes = form.cleaned_data["takes_public"]
            ask_public(round_, by=request.user, takes_public=takes, until=form.deadline())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            asked = _("The public may comment now, as soon as the round is open.")
            messages.success(request, asked if takes else _("The public is not asked any more."))
    else:
        messages.error(request, _("The last day is not a date. Nothing was changed."))
    return redirect("moderation", uid=round_.uid)


def _asked(round_: Round) -> dict[str, Any]:
    return {"takes_public": round_.takes_public, "until": round_.public_last_day}


def _field_of(refusal: ValidationError, form: Any) -> str | None:
    names = list(getattr(refusal, "error_dict", {}))
    return names[0] if names and names[0] in form.fields else None


def _changed() -> str:
    return _("Somebody else sorted one of these meanwhile. Nothing was changed; look again.")
