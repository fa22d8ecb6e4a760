"""The code on paper: the sheet it is printed on, the page it leads to, and what came from there."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.models import User
from consultation import rules
from consultation.forms.meetings import RefuseForm, SlipForm
from consultation.models import Meeting, Slip
from consultation.models.change import StaleError, TransitionError
from consultation.receiving.meeting_slips import refuse_slip, send_slip, take_slip
from consultation.rendering.receipt import square_code
from consultation.views.limiting import may_write_slip
from consultation.views.meetings import kept_meeting
from consultation.views.signing_in import SignedRequest, signed_in


@signed_in
@require_safe
def show_code(request: SignedRequest, uid: UUID) -> HttpResponse:
    meeting = kept_meeting(request.user, uid)
    address = request.build_absolute_uri(reverse("write_slip", args=[meeting.code]))
    modules, squares = square_code(address)
    context = {"meeting": meeting, "address": address, "modules": modules, "squares": squares}
    return render(request, "consultation/meeting_code.html", context)


def write_slip(request: HttpRequest, code: str) -> HttpResponse:
    """Anybody who holds the code; what was sent is shown again by its own token."""
    meeting = get_object_or_404(Meeting.objects.select_related("host"), code=code.upper())
    if sent := _sent(meeting, request.GET.get("da-gui", "")):
        return render(request, "consultation/slip_sent.html", {"meeting": meeting, "slip": sent})
    form = SlipForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        slip = _keep(request, meeting, form)
        if slip is not None:
            return redirect(f"{request.path}?da-gui={slip.token}")
    context = {"form": form, "meeting": meeting, "is_open": meeting.takes_slips}
    status = 422 if form.errors else 200
    return render(request, "consultation/slip.html", context, status=status)


def _keep(request: HttpRequest, meeting: Meeting, form: SlipForm) -> Slip | None:
    """The slip, stored; None with the reason in the form."""
    if not may_write_slip(request, meeting):
        form.add_error(None, _("Too many remarks came from here: wait a few minutes, then send."))
        return None
    by = request.user if isinstance(request.user, User) else None
    try:
        return send_slip(meeting, by=by, token=form.cleaned_data["mark"], noted=form.noted())
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _sent(meeting: Meeting, token: str) -> Slip | None:
    try:
        return meeting.slips.with_subject().filter(token=UUID(token)).first()
    except ValueError:
        return None


@signed_in
@require_POST
def handle(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Take a written remark over, or leave it out with a reason, as `act` says."""
    slip = get_object_or_404(Slip.objects.with_subject(), uid=uid)
    meeting = kept_meeting(request.user, slip.meeting.uid)
    form = RefuseForm(request.POST)
    try:
        if request.POST.get("act") == "take":
            take_slip(slip, by=request.user)
        elif form.is_valid():
            refuse_slip(slip, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except (TransitionError, StaleError):
        messages.error(request, _("Another secretary has dealt with it meanwhile."))
    except PermissionDenied:
        if rules.can_note_remark(request.user, meeting):
            raise
        messages.error(request, _("The minutes were sent: nothing is taken over any more."))
    return redirect(f"{reverse('notepad', args=[meeting.uid])}#viet-tay")
