"""The secretary's notepad: remarks noted one after another, put right, put in order, taken out.

A script sends them from its own queue when the network is there and hears the remark as it was
kept; a plain form comes back to the page.
"""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.models import Agency, Provision
from cms.structure.address import parse
from cms.structure.levels import Level
from consultation import rules
from consultation.forms.meetings import CorrectionForm, RemarkForm
from consultation.models import Meeting, Remark
from consultation.models.change import StaleError
from consultation.receiving.meeting_remarks import (
    amend_remark,
    correct_remark,
    move_remark,
    note_remark,
    remove_remark,
    restore_remark,
)
from consultation.views.meetings import kept_meeting, newer
from consultation.views.signing_in import SignedRequest, is_from_script, signed_in

# As many suggestions as a browser shows without stumbling.
MOST_PLACES = 2_000
SHORT = {Level.ARTICLE: "Đ", Level.CLAUSE: "K", Level.POINT: ""}


@signed_in
def notepad(request: SignedRequest, uid: UUID) -> HttpResponse:
    meeting = kept_meeting(request.user, uid)
    if request.method == "POST":
        return _note(request, meeting)
    if "danh-sach" in request.GET:
        return render(request, "consultation/_remarks.html", _listed(request, meeting))
    return _page(request, meeting)


def _note(request: SignedRequest, meeting: Meeting) -> HttpResponse:
    form = RemarkForm(request.POST, meeting=meeting)
    if form.is_valid():
        values = form.cleaned_data
        try:
            remark = note_remark(
                meeting,
                by=request.user,
                token=values["mark"],
                said_at=values["said_at"],
                noted=form.noted(),
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _noted(request, meeting, remark)
    if is_from_script(request):
        sentences = [str(each) for errors in form.errors.values() for each in errors]
        return HttpResponse(" ".join(sentences), status=422, content_type="text/plain")
    return _page(request, meeting, form=form)


def _noted(request: SignedRequest, meeting: Meeting, remark: Remark) -> HttpResponse:
    if not is_from_script(request):
        return redirect(f"{reverse('notepad', args=[meeting.uid])}#nhap")
    fresh = Remark.objects.with_subject().get(pk=remark.pk)
    context = {"remark": fresh, "meeting": meeting, "can_note": True}
    return render(request, "consultation/_remark.html", context)


def _page(
    request: SignedRequest, meeting: Meeting, *, form: RemarkForm | None = None
) -> HttpResponse:
    form = form or RemarkForm(meeting=meeting)
    context = {
        **_listed(request, meeting),
        "form": form,
        "bodies": _bodies(meeting),
        "places": _places(form),
        "slips": meeting.slips.waiting().with_subject().in_order(),
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/notepad.html", context, status=status)


def _listed(request: SignedRequest, meeting: Meeting) -> dict[str, Any]:
    remarks = meeting.remarks.with_subject().in_order()
    return {
        "meeting": meeting,
        "remarks": [remark for remark in remarks if remark.removed_at is None],
        "removed": [remark for remark in remarks if remark.removed_at is not None],
        "can_note": rules.can_note_remark(request.user, meeting),
    }


def _bodies(meeting: Meeting) -> list[str]:
    """Whom to propose while one types: who is invited first."""
    invited = [body.label for body in meeting.bodies.select_related("agency")]
    others = Agency.objects.filter(is_active=True).in_protocol_order()
    return list(dict.fromkeys([*invited, *others.values_list("name", flat=True)]))


def _places(form: RemarkForm) -> list[dict[str, str]]:
    """Articles, clauses and points that the short form names without doubt: “Đ5 K2 a”."""
    places: list[dict[str, str]] = []
    for round_ in form.rounds.values():
        standing = Provision.objects.of_version(round_.version)
        rows = list(standing.values_list("eid", "current_text__heading"))
        tails = Counter(_tail(eid) for eid, _heading in rows)
        for eid, heading in rows:
            tail = _tail(eid)
            if tail and tails[tail] == 1:
                places.append({"short": _short(tail), "heading": heading or ""})
    unique = {place["short"]: place for place in places}
    return list(unique.values())[:MOST_PLACES]


def _tail(eid: str) -> str:
    """From the last article on; "" for what stands in none."""
    at = eid.rfind("art_")
    tail = eid[at:] if at >= 0 else ""
    return tail if tail and all(item.level in SHORT for item in parse(tail)) else ""


def _short(tail: str) -> str:
    steps = [item for item in parse(tail) if item.repeat == 1]
    return " ".join(f"{SHORT[item.level]}{item.number.replace('dd', 'đ')}" for item in steps)


@signed_in
def remark(request: SignedRequest, uid: UUID) -> HttpResponse:
    """One remark: put right by a secretary, or corrected by the body that said it."""
    seen = Remark.objects.visible_to(request.user).with_subject().select_related("meeting__host")
    found = get_object_or_404(seen, uid=uid)
    if rules.can_amend_remark(request.user, found):
        form: RemarkForm | CorrectionForm = RemarkForm.of(found)
        if request.method == "POST":
            form = RemarkForm(request.POST, meeting=found.meeting)
    elif rules.can_correct_remark(request.user, found):
        form = CorrectionForm(
            request.POST or None,
            initial={"text": found.text, "lock_version": found.lock_version},
        )
    else:
        raise PermissionDenied
    if form.is_valid() and _written(request, found, form):
        amended = isinstance(form, RemarkForm)
        page = reverse("notepad" if amended else "meeting", args=[found.meeting.uid])
        return redirect(f"{page}#phat-bieu-{found.uid}")
    context: dict[str, Any] = {"remark": found, "meeting": found.meeting, "form": form}
    if isinstance(form, RemarkForm):
        context |= {"bodies": _bodies(found.meeting), "places": _places(form)}
    return render(request, "consultation/remark.html", context, status=422 if form.errors else 200)


def _written(request: SignedRequest, remark: Remark, form: RemarkForm | CorrectionForm) -> bool:
    """Whether it was kept; if not, the form says why and holds all that was sent."""
    lock = form.cleaned_data.get("lock_version") or 0
    try:
        if isinstance(form, RemarkForm):
            amend_remark(remark, by=request.user, lock_version=lock, noted=form.noted())
        else:
            text = form.cleaned_data["text"]
            correct_remark(remark, by=request.user, lock_version=lock, text=text)
    except ValidationError as error:
        form.add_error(None, error.messages)
    except StaleError:
        stored = Remark.objects.get(pk=remark.pk)
        form.data = newer(request, stored.lock_version)
        words = _("Somebody else changed this remark meanwhile. It says now: “%(text)s”")
        form.add_error(None, words % {"text": stored.text})
    return not form.errors


@signed_in
@require_POST
def move(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Up, down, out, or back in, as `act` says."""
    seen = Remark.objects.visible_to(request.user).select_related("meeting")
    found = get_object_or_404(seen, uid=uid)
    act = request.POST.get("act", "")
    try:
        if act in ("up", "down"):
            move_remark(found, by=request.user, up=act == "up")
        elif act == "remove":
            remove_remark(found, by=request.user)
            messages.success(request, _("Taken out of the minutes. It can be put back below."))
        elif act == "restore":
            restore_remark(found, by=request.user)
    except StaleError:
        messages.error(request, _("This was changed meanwhile: please look at how it stands now."))
    return redirect(f"{reverse('notepad', args=[found.meeting.uid])}#phat-bieu-{found.uid}")
