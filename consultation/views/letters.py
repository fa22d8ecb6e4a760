"""A letter beside the law: what it says, what each passage becomes, and its taking over."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cms.importing import ImportRefused
from consultation import rules
from consultation.forms.letters import LetterFileForm, PassageForm, TakeOverForm, TypedPassageForm
from consultation.models import Letter, LetterPassage
from consultation.models.change import StaleError, TransitionError
from consultation.receiving.bringing import close_letter, read_file, receive_file
from consultation.receiving.files import page_picture
from consultation.receiving.ledger import take_back_letter
from consultation.receiving.marking import (
    add_passage,
    change_passage,
    confirm_passages,
    drop_passage,
    join_passage,
    split_passage,
)
from consultation.receiving.taking import take_over_letter
from consultation.views.files import send_stored
from consultation.views.letter_page import letter_context
from consultation.views.signing_in import SignedRequest, signed_in


@signed_in
@require_safe
def show_letter(request: SignedRequest, uid: UUID) -> HttpResponse:
    return _page(request, _letter(request, uid))


@signed_in
@require_POST
def mark_letter(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Give it a file, have it read, read it anew, confirm what is proposed, type a passage."""
    letter = _letter(request, uid)
    steps: dict[str, Callable[[SignedRequest, Letter], HttpResponse | None]] = {
        "file": _give_file,
        "read": _read,
        "close": _close,
        "confirm": _confirm,
        "add": _add,
    }
    step = steps.get(request.POST.get("do", ""))
    if step is None or not rules.can_work_on_letter(request.user, letter):
        raise PermissionDenied
    try:
        answer = step(request, letter)
    except (ValidationError, ImportRefused, StaleError, TransitionError) as refusal:
        messages.error(request, sentence(refusal))
        return redirect("letter", uid=uid)
    return answer or redirect("letter", uid=uid)


@signed_in
@require_POST
def mark_passage(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Correct and confirm a passage, split it, join it to the one before, drop what was typed."""
    letters = Letter.objects.visible_to(request.user)
    found = LetterPassage.objects.filter(letter__in=letters).select_related(
        "letter__round__version", "letter__agency"
    )
    passage = get_object_or_404(found, uid=uid)
    if not rules.can_work_on_letter(request.user, passage.letter):
        raise PermissionDenied
    steps = {"change": _change, "split": _split, "join": _join, "drop": _drop}
    step = steps.get(request.POST.get("do", ""))
    if step is None:
        raise PermissionDenied
    try:
        kept = step(request, passage)
    except (ValidationError, StaleError) as refusal:
        messages.error(request, sentence(refusal))
        kept = passage
    if isinstance(kept, HttpResponse):
        return kept
    place = f"#p-{kept.uid}" if kept else "#doan"
    return redirect(reverse("letter", args=[passage.letter.uid]) + place)


@signed_in
@require_POST
def take_letter(request: SignedRequest, uid: UUID) -> HttpResponse:
    letter = _letter(request, uid)
    if not rules.can_work_on_letter(request.user, letter):
        raise PermissionDenied
    form = TakeOverForm(request.POST, asks_signed=letter.is_from_agency)
    if not form.is_valid():
        return _page(request, letter, take_form=form)
    try:
        letter = take_over_letter(letter, by=request.user, **form.content())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, letter, take_form=form)
    except (StaleError, TransitionError) as refusal:
        messages.error(request, sentence(refusal))
        return redirect("letter", uid=uid)
    if letter.is_signed:
        messages.success(request, _("Taken over: the letter is its agency's answer."))
        return redirect("letter", uid=uid)
    messages.success(request, _("Taken over as drafts: look through them and send them up."))
    return redirect("submission", uid=letter.submission.uid if letter.submission else uid)


@signed_in
@require_POST
def undo_letter(request: SignedRequest, uid: UUID) -> HttpResponse:
    letter = _letter(request, uid)
    if not rules.can_take_back_letter(request.user, letter):
        raise PermissionDenied
    try:
        take_back_letter(letter, by=request.user)
        said = _("The letter of %(agency)s is undone: it can be typed anew.")
        messages.success(request, said % {"agency": letter.agency.brief_name})
    except (ValidationError, TransitionError, StaleError) as refusal:
        messages.error(request, sentence(refusal))
    if letter.is_from_agency:
        return redirect("own_letter", uid=letter.round.uid, code=letter.agency.code)
    return redirect("ledger", uid=letter.round.uid)


@signed_in
@require_safe
def download_letter(request: SignedRequest, uid: UUID) -> HttpResponseBase:
    letter = _letter(request, uid)
    if letter.file is None:
        return HttpResponse(status=404)
    return send_stored(request, letter.file)


@signed_in
@require_safe
def show_scan(request: SignedRequest, uid: UUID, page: int) -> HttpResponse:
    """One page of a scan as a picture drawn in the sandbox: the file itself runs nowhere."""
    letter = _letter(request, uid)
    if letter.file is None or not 1 <= page <= letter.pages:
        return HttpResponse(status=404)
    try:
        picture = page_picture(letter.file, page)
    except ImportRefused:
        return HttpResponse(status=404)
    return HttpResponse(
        picture,
        content_type="image/png",
        headers={"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"},
    )


def sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, ImportRefused):
        return error.message
    return _("This was changed meanwhile: please look at how it stands now.")


def _letter(request: SignedRequest, uid: UUID) -> Letter:
    return get_object_or_404(Letter.objects.visible_to(request.user).with_round(), uid=uid)


def _page(request: SignedRequest, letter: Letter, **forms: Form) -> HttpResponse:
    context = letter_context(request.user, letter, **forms)
    return render(request, "consultation/letter.html", context, status=422 if forms else 200)


def _give_file(request: SignedRequest, letter: Letter) -> HttpResponse | None:
    form = LetterFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, letter, file_form=form)
    receive_file(letter, by=request.user, file=form.cleaned_data["file"])
    return None


def _read(request: SignedRequest, letter: Letter) -> None:
    read_file(letter, by=request.user)


def _close(request: SignedRequest, letter: Letter) -> None:
    close_letter(letter, by=request.user)


def _confirm(request: SignedRequest, letter: Letter) -> None:
    count = confirm_passages(letter, by=request.user, uids=request.POST.getlist("passage"))
    said = ngettext("%(count)d opinion is confirmed.", "%(count)d opinions are confirmed.", count)
    messages.success(request, said % {"count": count})


def _add(request: SignedRequest, letter: Letter) -> HttpResponse | None:
    form = TypedPassageForm(request.POST, round_=letter.round)
    if not form.is_valid():
        return _page(request, letter, add_form=form)
    data = {**form.cleaned_data}
    del data["lock_version"]
    try:
        add_passage(letter, by=request.user, **data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, letter, add_form=form)
    return None


def _change(request: SignedRequest, passage: LetterPassage) -> LetterPassage | HttpResponse:
    form = PassageForm(request.POST, prefix=str(passage.uid), round_=passage.letter.round)
    if not form.is_valid():
        letter = Letter.objects.with_round().get(pk=passage.letter_id)
        return _page(request, letter, **{f"passage_{passage.uid.hex}": form})
    data: dict[str, Any] = {**form.cleaned_data}
    return change_passage(passage, by=request.user, **data)


def _split(request: SignedRequest, passage: LetterPassage) -> LetterPassage:
    at = request.POST.get("at", "")
    return split_passage(passage, by=request.user, at=int(at) if at.isdecimal() else -1)


def _join(request: SignedRequest, passage: LetterPassage) -> LetterPassage:
    return join_passage(passage, by=request.user)


def _drop(request: SignedRequest, passage: LetterPassage) -> None:
    drop_passage(passage, by=request.user)
