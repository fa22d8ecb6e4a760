"""Commenting without an account: the form, and what stands there when it cannot be taken."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from cms.models import DraftPage, Provision, VersionPage
from consultation import rules
from consultation.commenting import OtherWordsError, Subject, receive_comment
from consultation.forms.opinions import current_text
from consultation.forms.public_comments import PublicCommentForm, fresh_values
from consultation.models import Round
from consultation.templatetags.printing import Clause, clauses_of
from consultation.views.limiting import OF_ADDRESS, may_comment
from consultation.views.place import Place, files_of

CLOSED = 410


@never_cache
@ensure_csrf_cookie
def comment_provision(request: HttpRequest, uid: UUID) -> HttpResponse:
    provisions = Provision.objects.filter(retired_at=None, section__live=True)
    provision = get_object_or_404(
        provisions.select_related("section__version", "current_text"), uid=uid
    )
    return _comment(request, Place(provision.section.version, provision))


@never_cache
@ensure_csrf_cookie
def comment_draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    version = get_object_or_404(VersionPage.objects.live(), uid=uid)
    return _comment(request, Place(version, None))


@never_cache
@ensure_csrf_cookie
def comment_file(request: HttpRequest, uid: UUID, file: UUID) -> HttpResponse:
    version = get_object_or_404(VersionPage.objects.live(), uid=uid)
    spoken_of = get_object_or_404(files_of(version, request.user).filter(removed_at=None), uid=file)
    return _comment(request, Place(version, None, spoken_of))


def _comment(request: HttpRequest, place: Place) -> HttpResponse:
    round_ = _asking_round(request, place.version)
    current = current_text(place.provision)
    made_with = {"lead": round_.lead.name, "current": current}
    is_open = rules.asks_the_public(round_)
    if request.method != "POST":
        form = PublicCommentForm(initial=fresh_values(current), **made_with)
        return _page(request, place, round_, form, status=200 if is_open else CLOSED)
    form = PublicCommentForm(request.POST, **made_with)
    if not form.is_valid():
        return _page(request, place, round_, form, status=422)
    if is_open and not may_comment(request, round_, get_adapter().get_client_ip(request)):
        return _too_many(request, place, round_, form)
    return _receive(request, place, round_, form)


def _receive(
    request: HttpRequest, place: Place, round_: Round, form: PublicCommentForm
) -> HttpResponse:
    try:
        _kept, secret = receive_comment(
            round_,
            by=None,
            token=form.cleaned_data["token"],
            person=form.person(),
            subject=Subject(place.provision, place.file),
            is_suspect=form.is_suspect,
            **form.words(),
        )
    except OtherWordsError as other:
        return _as_another(request, place, round_, form, code=other.stored.receipt_code)
    except PermissionDenied:
        return _page(request, place, round_, form, status=CLOSED)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _page(request, place, round_, form, status=422)
    return redirect(f"{reverse('own_public_comment', args=[secret])}?moi=1")


def _asking_round(request: HttpRequest, version: VersionPage) -> Round:
    """The round that asks the public about this version, now or before.

    Raises:
        Http404: none did, or the reader may not read the draft.
    """
    readable = DraftPage.objects.filter(rules.visible_drafts(request.user))
    if not readable.ancestor_of(version).exists():
        raise Http404
    rounds = Round.objects.visible_to(request.user).with_pages().filter(version=version)
    known = list(rounds.filter(takes_public=True, is_public=True).order_by("deadline", "pk"))
    asking = [round_ for round_ in known if rules.asks_the_public(round_)]
    if not known:
        raise Http404
    return (asking or known[::-1])[0]


def _page(
    request: HttpRequest,
    place: Place,
    round_: Round,
    form: PublicCommentForm,
    *,
    status: int,
    **context: Any,
) -> HttpResponse:
    """The form as it was sent, with what is wrong: every character is still there."""
    shown = {
        "place": place,
        "round": round_,
        "form": form,
        "clauses": _clauses(place),
        "is_open": rules.asks_the_public(round_),
        **context,
    }
    return render(request, "consultation/public_comment.html", shown, status=status)


def _clauses(place: Place) -> list[Clause]:
    """What is commented on, with what stands below it: an article is its clauses."""
    if place.provision is None:
        return []
    below = f"{place.eid}__"
    known = Provision.objects.of_section(place.provision.section)
    return clauses_of(
        [each for each in known if each.eid == place.eid or each.eid.startswith(below)],
        voices={},
    )


def _too_many(
    request: HttpRequest, place: Place, round_: Round, form: PublicCommentForm
) -> HttpResponse:
    response = _page(request, place, round_, form, status=429, is_late=True)
    response["Retry-After"] = str(OF_ADDRESS[1])
    return response


def _as_another(
    request: HttpRequest, place: Place, round_: Round, form: PublicCommentForm, *, code: str
) -> HttpResponse:
    """The same form with other words: the first stays; these may be sent as a comment of their own.

    The token is the only thing that changes in what was typed.
    """
    fresh = request.POST.copy()
    fresh["token"] = str(fresh_values("")["token"])
    again = PublicCommentForm(fresh, lead=round_.lead.name, current=form.current)
    again.is_valid()
    words = _(
        "This form was sent before, and the comment %(code)s is kept as it was."
        " Press “Send” once more to send these words as another comment."
    )
    return _page(request, place, round_, again, status=409, notice=words % {"code": code})
