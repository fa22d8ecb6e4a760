"""Meetings of a round: planned, led from state to state, minuted, signed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cms.models import Agency
from consultation import rules
from consultation.forms.meetings import (
    ChangeForm,
    MeetingForm,
    SendMinutesForm,
    SignedMinutesForm,
)
from consultation.forms.rounds import askable
from consultation.models import Meeting, Remark, Round, SignedMinutes
from consultation.models.change import StaleError, TransitionError
from consultation.receiving.meeting_confirming import confirm_meeting
from consultation.receiving.meeting_minutes import minutes_of
from consultation.receiving.meetings import (
    change_meeting,
    end_meeting,
    obstacles_of,
    plan_meeting,
    record_signed_minutes,
    send_minutes,
    start_meeting,
)
from consultation.rendering.minutes import draw_minutes
from consultation.rendering.minutes_word import write_minutes
from consultation.rules import AnyUser
from consultation.views.access import worked_round
from consultation.views.files import SEALED, TYPES, send_stored
from consultation.views.signing_in import SignedRequest, signed_in


def known_meeting(user: AnyUser, uid: UUID) -> Meeting:
    meetings = Meeting.objects.visible_to(user).select_related("host")
    return get_object_or_404(meetings, uid=uid)


def kept_meeting(user: AnyUser, uid: UUID) -> Meeting:
    """The meeting, for somebody who keeps its minutes."""
    meeting = known_meeting(user, uid)
    if not rules.can_keep_minutes(user, meeting):
        raise PermissionDenied
    return meeting


@signed_in
@require_safe
def list_meetings(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_compile)
    meetings = Meeting.objects.of_round(round_).with_figures()
    return render(request, "consultation/meetings.html", {"round": round_, "meetings": meetings})


@signed_in
def plan(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_manage_round)
    led = Round.objects.led_by(request.user).filter(state__in=("planned", "open", "closed"))
    form = MeetingForm(
        request.POST or None,
        initial={"rounds": [str(round_.uid)], "agencies": _asked(round_)},
        offered=askable(lead=[round_.lead]),
        rounds={round_, *led},
    )
    if form.is_valid():
        try:
            meeting = plan_meeting(form.served(round_), by=request.user, **form.content())
            return redirect("meeting", uid=meeting.uid)
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {"form": form, "round": round_}
    status = 422 if form.errors else 200
    return render(request, "consultation/meeting_form.html", context, status=status)


def _asked(round_: Round) -> list[str]:
    """Those the round asks are ticked: usually they are who is invited."""
    asked = Agency.objects.filter(invitations__round=round_)
    return [str(uid) for uid in asked.values_list("uid", flat=True)]


@signed_in
def change(request: SignedRequest, uid: UUID) -> HttpResponse:
    meeting = kept_meeting(request.user, uid)
    if not rules.can_change_meeting(request.user, meeting):
        raise PermissionDenied
    invited = meeting.bodies.exclude(agency=None).values_list("agency", flat=True)
    offered = [agency for agency in askable(lead=[meeting.host]) if agency.pk not in set(invited)]
    form = ChangeForm.of(meeting, offered=offered)
    if request.method == "POST":
        form = ChangeForm(request.POST, offered=offered)
        if form.is_valid():
            try:
                lock = form.cleaned_data["lock_version"]
                change_meeting(meeting, by=request.user, lock_version=lock, **form.content())
                return redirect("meeting", uid=uid)
            except StaleError:
                form.add_error(
                    None, _("Somebody else changed this meeting meanwhile: compare, then save.")
                )
                form.data = newer(request, _lock_now(uid))
    context = {"form": form, "meeting": meeting}
    status = 422 if form.errors else 200
    return render(request, "consultation/meeting_form.html", context, status=status)


def newer(request: SignedRequest, lock_version: int) -> QueryDict:
    """What was sent, to be sent again over what somebody else has written meanwhile."""
    data = request.POST.copy()
    data["lock_version"] = str(lock_version)
    return data


def _lock_now(uid: UUID) -> int:
    return int(Meeting.objects.values_list("lock_version", flat=True).get(uid=uid))


@signed_in
@require_safe
def show(request: SignedRequest, uid: UUID) -> HttpResponse:
    return _show(request, known_meeting(request.user, uid))


def _show(request: SignedRequest, meeting: Meeting, **forms: Form) -> HttpResponse:
    user = request.user
    remarks = Remark.objects.visible_to(user).filter(meeting=meeting).standing().with_subject()
    listed = list(remarks.prefetch_related("revisions__by").in_order())
    for remark in listed:
        remark.meeting = meeting
        remark.may_correct = rules.can_correct_remark(user, remark)  # type: ignore[attr-defined]
    keeps = rules.can_keep_minutes(user, meeting)
    context = {
        "meeting": meeting,
        "agenda": meeting.agenda.select_related("round__draft", "round__version"),
        "bodies": meeting.bodies.select_related("agency"),
        "remarks": listed,
        "keeps_minutes": keeps,
        "can_change": rules.can_change_meeting(user, meeting),
        "can_confirm": rules.can_confirm_meeting(user, meeting),
        "obstacles": obstacles_of(meeting) if keeps else [],
        "signed": meeting.signed_minutes.filter(replaced_at=None).first() if keeps else None,
        "send_form": SendMinutesForm(),
        "sign_form": SignedMinutesForm(),
        **forms,
    }
    status = 422 if forms else 200
    return render(request, "consultation/meeting.html", context, status=status)


STEPS = {"start": start_meeting, "end": end_meeting}


@signed_in
@require_POST
def step(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The meeting begins, ends, or its minutes are confirmed, as `step` says."""
    meeting, asked = kept_meeting(request.user, uid), request.POST.get("step", "")
    try:
        if asked == "confirm":
            opinions = len(confirm_meeting(meeting, by=request.user))
            said = ngettext(
                "The minutes are confirmed; %(count)d remark is an opinion now.",
                "The minutes are confirmed; %(count)d remarks are opinions now.",
                opinions,
            )
            messages.success(request, said % {"count": opinions})
        elif asked in STEPS:
            STEPS[asked](meeting, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except (TransitionError, StaleError):
        messages.error(request, _("This was changed meanwhile: please look at how it stands now."))
    return redirect("notepad" if asked == "start" else "meeting", uid=uid)


@signed_in
@require_POST
def send(request: SignedRequest, uid: UUID) -> HttpResponse:
    meeting = kept_meeting(request.user, uid)
    form = SendMinutesForm(request.POST)
    if form.is_valid():
        try:
            send_minutes(meeting, by=request.user, **form.cleaned_data)
            messages.success(request, _("Each body can now read and correct what it said."))
            return redirect("meeting", uid=uid)
        except ValidationError as error:
            form.add_error(None, error)
    return _show(request, meeting, send_form=form)


@signed_in
@require_safe
def download_minutes(request: SignedRequest, uid: UUID, kind: str) -> HttpResponse:
    """Drawn from the content as it stands; confirmed content does not change any more."""
    meeting = kept_meeting(request.user, uid)
    if kind not in ("pdf", "docx"):
        raise Http404
    minutes = minutes_of(meeting)
    content = draw_minutes(minutes).pdf if kind == "pdf" else write_minutes(minutes)
    response = HttpResponse(content, content_type=TYPES[f".{kind}"])
    name = slugify(f"bien-ban-{meeting.starts_at:%Y-%m-%d}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Content-Security-Policy"] = SEALED
    response["Cache-Control"] = "private, no-cache"
    return response


@signed_in
def signed_minutes(request: SignedRequest, uid: UUID) -> HttpResponseBase:
    """GET: the signed paper; POST: record it."""
    meeting = kept_meeting(request.user, uid)
    if request.method != "POST":
        files = SignedMinutes.objects.filter(meeting=meeting, replaced_at=None)
        return send_stored(request, get_object_or_404(files))
    form = SignedMinutesForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            record_signed_minutes(meeting, by=request.user, **form.cleaned_data)
            return redirect("meeting", uid=uid)
        except ValidationError as error:
            form.add_error(None, error)
    return _show(request, meeting, sign_form=form)
