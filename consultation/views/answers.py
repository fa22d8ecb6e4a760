"""What the drafting agency answers, entered row by row, then opened to all."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultation import rules
from consultation.forms.editions import AnswerForm
from consultation.models import Row
from consultation.models.change import StaleError, TransitionError
from consultation.synthesis import publish_answers, record_answer
from consultation.views.access import ScreenRequest, desk_row, way_back, worked_round
from consultation.views.signing_in import SignedRequest, signed_in

PAGE = 50


@signed_in
def show_answers(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The rows that went out, in the order of the law."""
    round_ = worked_round(request.user, uid, may=rules.can_compile)
    rows = round_.rows.standing().going_out()
    unanswered = rows.filter(answer="")
    only_open = "open" in request.GET
    listed = (unanswered if only_open else rows).with_sources().in_legal_order()
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    context = {
        "round": round_,
        "page": page,
        "entries": [{"row": row, "form": AnswerForm.of(row)} for row in page],
        "total": rows.count(),
        "open": unanswered.count(),
        "only_open": only_open,
        "can_answer": round_.state in rules.OUR_LETTER_IS_OUT,
        "can_publish": rules.can_publish_answers(request.user, round_),
        "next": request.get_full_path(),
    }
    return render(request, "consultation/answers.html", context)


@signed_in
@require_POST
def answer(request: ScreenRequest, uid: UUID) -> HttpResponse:
    row = desk_row(request.user, uid)
    form = AnswerForm(request.POST, auto_id=f"{row.uid}-%s")
    if not form.is_valid():
        return _row_again(request, row, form)
    try:
        record_answer(row, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error("text" if name == "answer_text" else name, sentences)
        return _row_again(request, row, form)
    except StaleError:
        form.add_error(None, _("Somebody else changed this row meanwhile; please look again."))
        return _row_again(request, desk_row(request.user, uid), form, status=409)
    if request.htmx:
        return _row_again(request, desk_row(request.user, uid), AnswerForm.of(row), status=200)
    return redirect(f"{way_back(request, _answers_of(row))}#row-{row.uid}")


@signed_in
@require_POST
def publish(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_publish_answers)
    try:
        publish_answers(round_, by=request.user)
    except (TransitionError, StaleError):
        messages.error(request, _("This was changed meanwhile: please look at how it stands now."))
        return redirect("answers", uid=uid)
    return redirect("round", uid=uid)


def _row_again(
    request: ScreenRequest, row: Row, form: AnswerForm, *, status: int = 422
) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "round": row.round,
        "is_saved": status == 200,
        "can_answer": rules.can_record_answer(request.user, row),
        "next": way_back(request, _answers_of(row)),
    }
    template = "_answer_row.html" if request.htmx else "answer_row.html"
    return render(request, f"consultation/{template}", context, status=status)


def _answers_of(row: Row) -> str:
    return reverse("answers", args=[row.round.uid])
