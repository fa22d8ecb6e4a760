"""What a round asks and until when: planned, put right, its questions, the request's letter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.models import Agency
from consultation import rules
from consultation.forms.planning import PlanForm, QuestionForm, RequestForm, RoundForm
from consultation.forms.rounds import askable
from consultation.inviting import (
    ask_question,
    calendar_file,
    change_plan,
    change_question,
    file_request,
    plan_round,
    withdraw_question,
)
from consultation.models import FocusQuestion, RequestLetter, Round, RoundState
from consultation.models.change import StaleError
from consultation.views.access import known_round, worked_round
from consultation.views.files import send_stored
from consultation.views.signing_in import SignedRequest, signed_in

CALENDAR_NAME = "han-gop-y.ics"


@signed_in
def plan(request: SignedRequest) -> HttpResponse:
    leads = list(
        Agency.objects.filter(rules.plannable_leads(request.user)).distinct().in_protocol_order()
    )
    if not leads:
        raise PermissionDenied
    given = {"version": request.GET.get("version"), "lead": str(leads[0].uid)}
    form = RoundForm(
        request.POST or None,
        request.FILES or None,
        initial=given,
        leads=leads,
        offered=askable(lead=leads[:1]),
    )
    if form.is_valid():
        try:
            round_ = plan_round(by=request.user, **form.content())
            return redirect("progress", uid=round_.uid)
        except ValidationError as error:
            form.add_error(None, error.messages)
    status = 422 if form.errors else 200
    return render(request, "consultation/plan_round.html", {"form": form}, status=status)


@signed_in
def change(request: SignedRequest, uid: UUID) -> HttpResponse:
    """A plan that nobody was told of yet, put right."""
    round_ = worked_round(request.user, uid, may=rules.can_change_plan)
    form = PlanForm(
        request.POST or None, request.FILES or None, initial=PlanForm.initial_of(round_)
    )
    if form.is_valid():
        try:
            change_plan(round_, by=request.user, **_given(form.facts()))
            messages.success(request, _("The plan is kept."))
            return redirect("progress", uid=uid)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except StaleError:
            form.add_error(None, _("This was changed meanwhile: please look at how it stands now."))
    status = 422 if form.errors else 200
    context = {"form": form, "round": round_, "letter": _letter(round_)}
    return render(request, "consultation/change_plan.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def questions(request: SignedRequest, uid: UUID) -> HttpResponse:
    """What is asked in particular; on POST, one more question."""
    round_ = worked_round(request.user, uid, may=rules.can_manage_round)
    form = QuestionForm(request.POST or None, round_=round_)
    if request.method == "POST" and form.is_valid():
        try:
            ask_question(round_, by=request.user, **form.content())
            _say_asked(request, round_)
            return redirect("questions", uid=uid)
        except ValidationError as error:
            _add_errors(form, error)
    status = 422 if form.errors else 200
    asked = round_.focus_questions
    context = {
        "round": round_,
        "form": form,
        "questions": asked.standing(),
        "withdrawn": asked.exclude(withdrawn_at=None).order_by("position", "pk"),
        "can_ask": rules.can_ask_questions(request.user, round_),
    }
    return render(request, "consultation/questions.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def question(request: SignedRequest, uid: UUID) -> HttpResponse:
    """One question, to be put in other words or to others."""
    asked = _question(request, uid)
    form = QuestionForm(request.POST or None, round_=asked.round, question=asked)
    if request.method == "POST" and form.is_valid():
        try:
            change_question(asked, by=request.user, **form.content())
            _say_asked(request, asked.round)
            return redirect("questions", uid=asked.round.uid)
        except ValidationError as error:
            _add_errors(form, error)
    status = 422 if form.errors else 200
    context = {"form": form, "question": asked, "round": asked.round}
    return render(request, "consultation/question.html", context, status=status)


@signed_in
@require_POST
def withdraw(request: SignedRequest, uid: UUID) -> HttpResponse:
    asked = _question(request, uid)
    withdraw_question(asked, by=request.user)
    messages.success(request, _("The question is withdrawn."))
    return redirect("questions", uid=asked.round.uid)


@signed_in
@require_POST
def put_request(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The drafting agency's letter as a file, also once the round is open."""
    round_ = worked_round(request.user, uid, may=rules.can_file_request)
    form = RequestForm(request.POST, request.FILES)
    if form.is_valid():
        file_request(round_, by=request.user, upload=form.cleaned_data["request_file"])
        messages.success(request, _("The request is kept with the round."))
    else:
        messages.error(request, " ".join(map(str, form.errors["request_file"])))
    return redirect("progress", uid=uid)


@signed_in
@require_safe
def download_request(request: SignedRequest, uid: UUID) -> HttpResponseBase:
    letters = RequestLetter.objects.select_related("round")
    letter = get_object_or_404(letters, uid=uid, round__in=Round.objects.visible_to(request.user))
    if not rules.can_read_request(request.user, letter.round):
        raise PermissionDenied
    return send_stored(request, letter)


@signed_in
@require_safe
def download_calendar(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Our deadline for a calendar program."""
    round_ = known_round(request.user, uid)
    if not rules.can_take_calendar(request.user, round_):
        raise PermissionDenied
    response = HttpResponse(calendar_file(round_), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{CALENDAR_NAME}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _question(request: SignedRequest, uid: UUID) -> FocusQuestion:
    """A question that still stands, for somebody who may change it."""
    known = FocusQuestion.objects.filter(round__in=Round.objects.visible_to(request.user))
    asked = get_object_or_404(known.standing().select_related("round__draft"), uid=uid)
    if not rules.can_ask_questions(request.user, asked.round):
        raise PermissionDenied
    return asked


def _letter(round_: Round) -> RequestLetter | None:
    return round_.request_letters.filter(replaced_at=None).first()


def _given(facts: dict[str, Any]) -> dict[str, Any]:
    """Without a new file the one that is there stays."""
    return {name: value for name, value in facts.items() if name != "request_file" or value}


def _say_asked(request: SignedRequest, round_: Round) -> None:
    if round_.state == RoundState.PLANNED:
        messages.success(request, _("The question is kept; the agencies get it with the round."))
    else:
        messages.success(request, _("The question is put, and those it is put to are told."))


def _add_errors(form: Form, error: ValidationError) -> None:
    """Beside the field it is about, where there is one."""
    if hasattr(error, "error_dict"):
        for name, told in error.message_dict.items():
            form.add_error(name if name in form.fields else None, told)
    else:
        form.add_error(None, error.messages)
