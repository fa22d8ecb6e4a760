"""What is done to an opinion once it is there: taken back, put back, talked about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultation.commenting import post_comment, restore_opinion, withdraw_opinion
from consultation.forms.opinions import CommentForm
from consultation.models import Opinion
from consultation.views.access import way_back
from consultation.views.place import place_of_opinion
from consultation.views.signing_in import SignedRequest, signed_in


@signed_in
@require_POST
def withdraw(request: SignedRequest, uid: UUID) -> HttpResponse:
    opinion = _own_opinion(request, uid)
    withdraw_opinion(opinion, by=request.user)
    messages.success(request, _("The opinion is withdrawn. It can be put back."))
    return redirect(way_back(request, place_of_opinion(opinion).url))


@signed_in
@require_POST
def restore(request: SignedRequest, uid: UUID) -> HttpResponse:
    opinion = _own_opinion(request, uid)
    restore_opinion(opinion, by=request.user)
    messages.success(request, _("The opinion is back."))
    return redirect(way_back(request, place_of_opinion(opinion).url))


@signed_in
@require_POST
def discuss(request: SignedRequest, uid: UUID) -> HttpResponse:
    """A word under an opinion; what cannot be taken is said, and stays in the session's keeping."""
    opinion = _own_opinion(request, uid)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write between 1 and 5,000 characters."))
        return redirect(_thread_of(opinion, request))
    words = form.cleaned_data
    post_comment(
        opinion,
        by=request.user,
        text=words["text"],
        token=words["token"],
        audience=words["audience"],
    )
    return redirect(_thread_of(opinion, request))


def _own_opinion(request: SignedRequest, uid: UUID) -> Opinion:
    opinions = Opinion.objects.visible_to(request.user).with_talk()
    return get_object_or_404(
        opinions.select_related("provision__section__version", "dossier_file"), uid=uid
    )


def _thread_of(opinion: Opinion, request: SignedRequest) -> str:
    page = reverse("submission", args=[opinion.submission.uid]) if opinion.submission else "/"
    return f"{way_back(request, page)}#y-kien-{opinion.uid}"
