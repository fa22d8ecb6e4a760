"""One opinion returned by the compiler, sent again or withdrawn by the agency's head."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultation import approving, rules
from consultation.forms.submissions import OpinionReturnForm, ResendForm
from consultation.models import Opinion, OpinionReturn
from consultation.models.change import StaleError
from consultation.views.access import way_back
from consultation.views.signing_in import SignedRequest, signed_in
from consultation.views.submissions import must_confirm


@signed_in
def return_opinion(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Ask for one opinion to be made specific; the rest of the answer stands."""
    opinion = _opinion(request, uid)
    if not rules.can_return_opinion(request.user, opinion):
        raise PermissionDenied
    form = OpinionReturnForm(request.POST or None, initial={"phrases": _missing(opinion)})
    page = reverse("submission", args=[opinion.submission.uid])  # type: ignore[union-attr]
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        approving.return_opinion(opinion, by=request.user, reason=reason)
        messages.success(request, _("The opinion is returned; the head of the agency is told."))
        return redirect(way_back(request, page))
    context = {"form": form, "opinion": opinion, "back": way_back(request, page)}
    status = 422 if form.errors else 200
    return render(request, "consultation/return_opinion.html", context, status=status)


@signed_in
@reauthentication_required(allow_get=True, enabled=must_confirm)
def resend_opinion(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Approve it anew: the password is asked again, as for the whole answer."""
    opinion = _opinion(request, uid)
    page = _place(opinion)
    if request.method != "POST":
        return redirect(page)
    form = ResendForm(request.POST)
    if form.is_valid():
        try:
            approving.resend_opinion(opinion, by=request.user, **form.cleaned_data)
            messages.success(request, _("Sent again. The answer has a new receipt."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        except StaleError:
            changed = _("Somebody changed this meanwhile. Look at it again; nothing was done.")
            messages.error(request, changed)
    return redirect(page)


@signed_in
@require_POST
def drop_opinion(request: SignedRequest, uid: UUID) -> HttpResponse:
    opinion = _opinion(request, uid)
    try:
        approving.drop_returned_opinion(opinion, by=request.user)
        messages.success(request, _("The opinion is withdrawn. The answer has a new receipt."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_place(opinion))


@signed_in
@require_POST
def reinstate_opinion(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The compiler takes it as it was sent; the desk knows of it by its return alone."""
    given = (
        OpinionReturn.objects.visible_to(request.user)
        .waiting()
        .select_related("opinion__submission__round", "opinion__round")
    )
    returned = get_object_or_404(given, opinion__uid=uid)
    approving.reinstate_opinion(returned.opinion, by=request.user)
    messages.success(request, _("The opinion stands again as it was sent."))
    return redirect(way_back(request, _place(returned.opinion)))


def _opinion(request: SignedRequest, uid: UUID) -> Opinion:
    opinions = Opinion.objects.visible_to(request.user).exclude(submission=None)
    opinion: Opinion = get_object_or_404(
        opinions.with_subject().select_related("submission__round__lead", "round"), uid=uid
    )
    return opinion


def _place(opinion: Opinion) -> str:
    page = reverse("submission", args=[opinion.submission.uid])  # type: ignore[union-attr]
    return f"{page}#y-kien-{opinion.uid}"


def _missing(opinion: Opinion) -> list[str]:
    """The ready phrases that fit: what the rules of quality do not find."""
    checks = opinion.checks
    there = (checks.provision, checks.wording, checks.reason)
    pairs = zip(OpinionReturnForm.PHRASES, there, strict=True)
    return [phrase for phrase, is_there in pairs if not is_there]
