"""One row of the desk: decide it, write its wordings.

Answers with the fresh row to a script, and with the table again, or the row's own page, to a
plain form. What was sent is never lost: it comes back in the row when it cannot be written.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from consultation.forms.desk import DecisionForm, RowForm
from consultation.models import Decision, Row
from consultation.models.change import StaleError
from consultation.synthesis import decide_row, edit_row
from consultation.views.access import ScreenRequest, desk_row, way_back
from consultation.views.desk import row_context
from consultation.views.signing_in import signed_in

CELLS = ("wording", "outgoing", "reason")


@signed_in
@require_POST
def decide(request: ScreenRequest, uid: UUID) -> HttpResponse:
    row = desk_row(request.user, uid)
    form, before = DecisionForm(request.POST, auto_id="decision-%s"), row.decision
    if not form.is_valid():
        return _refused(request, row, form)
    try:
        decide_row(row, by=request.user, **form.content())
    except ValidationError as error:
        form.add_error(None, error)
        return _refused(request, row, form)
    except StaleError:
        return _overtaken(request, uid, form)
    return _done(request, row, before=before)


@signed_in
def edit(request: ScreenRequest, uid: UUID) -> HttpResponse:
    """GET: one cell opened, or the row's own page; POST: its words as written."""
    row = desk_row(request.user, uid)
    if request.method != "POST":
        return _opened(request, row)
    form = RowForm(request.POST)
    if not form.is_valid():
        return _refused(request, row, form)
    try:
        edit_row(row, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return _refused(request, row, form)
    except StaleError:
        return _overtaken(request, uid, form)
    return _done(request, row)


@signed_in
def show(request: ScreenRequest, uid: UUID) -> HttpResponse:
    return _answer(request, desk_row(request.user, uid))


def _opened(request: ScreenRequest, row: Row) -> HttpResponse:
    cell = request.GET.get("cell", "")
    if not request.htmx or cell not in CELLS:
        return _answer(request, row)
    context = {
        "row": row,
        "open": _open_cell(row, RowForm.of(row), cell),
        **row_context(request, row.round),
    }
    return render(request, "consultation/_desk_cell.html", context)


def _open_cell(row: Row, form: Form, cell: str) -> dict[str, Any]:
    """A cell to write in; the rest of its form goes along unseen, with the row's version now."""
    others = [name for name in form.fields if name not in (cell, "lock_version")]
    sent = [(name, form[name].value() or "") for name in others]
    is_decision = isinstance(form, DecisionForm)
    return {
        "cell": cell,
        "label": RowForm.base_fields[cell].label,
        "text": form[cell].value() if form[cell].value() is not None else getattr(row, cell),
        "hidden": [*sent, ("lock_version", row.lock_version)],
        "action": reverse("decide_row" if is_decision else "edit_row", args=[row.uid]),
        "errors": form.errors.get(cell, []),
    }


def _refused(request: ScreenRequest, row: Row, form: Form) -> HttpResponse:
    """Something is missing, usually the reason: its cell is open, with all that was sent."""
    return _answer(request, row, status=422, form=form, open=_open_cell(row, form, "reason"))


def _overtaken(request: ScreenRequest, uid: UUID, form: Form) -> HttpResponse:
    """Somebody else was quicker: their row, and beside it what this person was about to write."""
    row = desk_row(request.user, uid)
    mine = _open_cell(row, form, "reason")
    words = dict(Decision.choices)
    mine["shown"] = [
        (form[name].label, words.get(value, value))
        for name, value in [*mine["hidden"][:-1], ("reason", mine["text"])]
        if value and value != getattr(row, name)
    ]
    return _answer(request, row, status=409, form=form, mine=mine)


def _answer(
    request: ScreenRequest, row: Row, *, status: int = 200, form: Form | None = None, **more: Any
) -> HttpResponse:
    context = {"row": row, "form": form, **row_context(request, row.round), **more}
    if request.htmx:
        return render(request, "consultation/_desk_row.html", context, status=status)
    context["row_form"] = form if isinstance(form, RowForm) else RowForm.of(row)
    return render(request, "consultation/desk_row.html", context, status=status)


def _done(request: ScreenRequest, row: Row, *, before: str = "") -> HttpResponse:
    """The row as it is now, with a way back to what it was before."""
    if "undo" in request.POST or before == row.decision:
        before = ""
    if request.htmx:
        undo = {"uid": str(row.uid), "decision": before} if before else {}
        return _answer(request, desk_row(request.user, row.uid), undo=undo)
    back = way_back(request, reverse("desk", args=[row.round.uid]))
    if before:
        back += ("&" if "?" in back else "?") + urlencode({"undo": f"{row.uid}:{before}"})
    return redirect(f"{back}#row-{row.uid}")
