"""An agency's answer on its way: sent up, approved on a telephone, returned, given its number."""

import time
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consultation import approving
from consultation.forms.submissions import (
    ApproveForm,
    LetterForm,
    ReturnForm,
    StanceForm,
    TakeBackForm,
)
from consultation.models import Submission
from consultation.models.change import StaleError, TransitionError
from consultation.views.access import way_back
from consultation.views.answer_page import answer_context
from consultation.views.signing_in import SignedRequest, signed_in


def has_signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    at = max((record["at"] for record in records), default=0)
    return time.time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def must_confirm(request: HttpRequest) -> bool:
    return not has_signed_in_lately(request)


@signed_in
@require_safe
def show_submission(request: SignedRequest, uid: UUID) -> HttpResponse:
    submission = _submission(request, uid)
    return _page(request, submission)


@signed_in
@require_POST
def send_up(request: SignedRequest, uid: UUID) -> HttpResponse:
    submission = _submission(request, uid)
    form = StanceForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, stance_form=form)
    try:
        approving.send_up(submission, by=request.user, stance=form.cleaned_data["stance"])
    except (ValidationError, StaleError, TransitionError) as refusal:
        return _refused(request, uid, form, refusal, name="stance_form")
    messages.success(request, _("Sent to the head of your agency for approval."))
    return redirect("submission", uid=uid)


@signed_in
@reauthentication_required(allow_get=True, enabled=must_confirm)
def approve(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Somebody else's hand on an open telephone is not the head's: the password is asked again."""
    submission = _submission(request, uid)
    if request.method != "POST":
        return redirect("submission", uid=uid)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, approve_form=form)
    try:
        approving.approve_submission(submission, by=request.user, **form.cleaned_data)
    except (ValidationError, StaleError, TransitionError) as refusal:
        return _refused(request, uid, form, refusal, name="approve_form")
    messages.success(request, _("Approved and sent. The receipt is below."))
    return redirect("submission", uid=uid)


@signed_in
@require_POST
def give_back(request: SignedRequest, uid: UUID) -> HttpResponse:
    """By the head before approval, by the compiler after it; the reason stays."""
    submission = _submission(request, uid)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, return_form=form)
    try:
        approving.return_submission(submission, by=request.user, reason=form.cleaned_data["reason"])
    except (ValidationError, StaleError, TransitionError) as refusal:
        return _refused(request, uid, form, refusal, name="return_form")
    messages.success(request, _("Returned, with your reason."))
    return redirect(way_back(request, reverse("my_tasks")))


@signed_in
@require_POST
def take_back(request: SignedRequest, uid: UUID) -> HttpResponse:
    """By the agency's own head, until our deadline; the reason stays."""
    submission = _submission(request, uid)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, take_back_form=form)
    try:
        approving.take_back_submission(submission, by=request.user, **form.cleaned_data)
    except (ValidationError, StaleError, TransitionError) as refusal:
        return _refused(request, uid, form, refusal, name="take_back_form")
    messages.success(request, _("Taken back. Your agency writes on; nothing of it is sent now."))
    return redirect("submission", uid=uid)


@signed_in
@require_POST
def record_letter(request: SignedRequest, uid: UUID) -> HttpResponse:
    submission = _submission(request, uid)
    form = LetterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, submission, letter_form=form)
    try:
        approving.record_letter(submission, by=request.user, **form.cleaned_data)
    except StaleError as refusal:
        return _refused(request, uid, form, refusal, name="letter_form")
    messages.success(request, _("Number and date of the letter are recorded."))
    return redirect("submission", uid=uid)


def _submission(request: SignedRequest, uid: UUID) -> Submission:
    submissions = Submission.objects.visible_to(request.user).with_round()
    return get_object_or_404(submissions, uid=uid)


def _page(request: SignedRequest, submission: Submission, **forms: Form) -> HttpResponse:
    context = answer_context(request.user, submission, **forms)
    status = 422 if forms else 200
    return render(request, "consultation/submission.html", context, status=status)


def _refused(
    request: SignedRequest,
    uid: UUID,
    form: Form,
    refusal: ValidationError | StaleError | TransitionError,
    *,
    name: str,
) -> HttpResponse:
    """The page as it is now, with the form as it was sent and why it was refused."""
    submission = _submission(request, uid)
    if isinstance(refusal, ValidationError):
        form.add_error(None, refusal)
        return _page(request, submission, **{name: form})
    changed = _("Somebody changed this meanwhile. Look at it again; nothing was done.")
    messages.error(request, changed)
    context = answer_context(request.user, submission)
    return render(request, "consultation/submission.html", context, status=409)
