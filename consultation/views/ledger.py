"""The ledger of letters: all rows on one page, each saved by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cms.models import Agency
from consultation import rules
from consultation.forms.letters import LedgerRowForm
from consultation.forms.pasting import Pasted, read_block
from consultation.models import Letter, Round
from consultation.receiving.ledger import Outcome, Typed, note_letters
from consultation.views.access import worked_round
from consultation.views.signing_in import SignedRequest, is_from_script, signed_in

MOST_ROWS = 400
EMPTY_ROWS = 3


@dataclass
class Line:
    """One row of the page: its fields, its letter if it has one, what became of it just now."""

    form: LedgerRowForm
    agency: Agency | None = None
    letter: Letter | None = None
    outcome: Outcome = field(default_factory=Outcome)
    answered: str = ""
    is_fresh: bool = False

    @property
    def key(self) -> str:
        return str(self.form.prefix)


@signed_in
@require_safe
def show_ledger(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_see_ledger)
    return _page(request, round_, _lines(round_))


@signed_in
@require_POST
def note_rows(request: SignedRequest, uid: UUID) -> HttpResponse:
    """What was typed, by a script one row at a time; or a pasted block, to look at first."""
    round_ = worked_round(request.user, uid, may=rules.can_enter_letters)
    if "fill" in request.POST:
        return _fill(request, round_)
    typed = _typed(request, round_)
    valid = [line for line in typed if line.form.is_valid()]
    outcomes = note_letters(round_, by=request.user, rows=[_row(line) for line in valid])
    for line, outcome in zip(valid, outcomes, strict=True):
        line.outcome, line.letter = outcome, outcome.letter
    if is_from_script(request):
        return _answer(request, round_, typed)
    kept = sum(1 for outcome in outcomes if outcome.letter and not outcome.is_stale)
    said = ngettext("%(count)d row is saved.", "%(count)d rows are saved.", kept)
    open_ = [line for line in typed if not line.letter or line.outcome.is_stale]
    if not open_:
        messages.success(request, said % {"count": kept})
        return redirect("ledger", uid=uid)
    if kept:
        messages.success(request, said % {"count": kept})
    return _page(request, round_, _lines(round_, typed=open_), status=422)


def _row(line: Line) -> Typed:
    data = line.form.cleaned_data
    return Typed(data["token"], line.form.entry(), data["lock_version"], data["file"])


def _typed(request: SignedRequest, round_: Round) -> list[Line]:
    """The rows that were sent and hold something."""
    offered = _offered()
    keys = list(dict.fromkeys(request.POST.getlist("row")))[:MOST_ROWS]
    forms = [
        LedgerRowForm(request.POST, request.FILES, prefix=key, offered=offered)
        for key in keys
        if key.isalnum()
    ]
    return [Line(form, is_fresh=True) for form in forms if not form.is_empty]


def _answer(request: SignedRequest, round_: Round, typed: Sequence[Line]) -> HttpResponse:
    """The last cell of the one row that a script saves."""
    if not typed:
        return HttpResponse(status=204)
    line = typed[0]
    is_wrong = bool(line.form.errors or line.outcome.errors or line.outcome.doubts)
    context = {"line": line, "round": round_, "may_enter": True}
    status = 422 if is_wrong else 409 if line.outcome.is_stale else 200
    return render(request, "consultation/_ledger_state.html", context, status=status)


def _fill(request: SignedRequest, round_: Round) -> HttpResponse:
    """The block stands in the rows, not saved yet; what fits no agency is said."""
    pasted = read_block(request.POST.get("block", "")[:100_000], _offered())
    lines = _lines(round_, pasted=pasted)
    strangers = [row.name or row.number for row in pasted if row.agency is None]
    if strangers:
        names = "; ".join(strangers[:10])
        messages.warning(request, _("No agency is called so: %(names)s.") % {"names": names})
    if not pasted:
        messages.warning(request, _("No row was found in the block: copy it from the sheet again."))
    return _page(request, round_, lines)


def _page(
    request: SignedRequest, round_: Round, lines: Sequence[Line], *, status: int = 200
) -> HttpResponse:
    noted = [line for line in lines if line.letter]
    context = {
        "round": round_,
        "lines": lines,
        "noted": len(noted),
        "taken": sum(1 for line in noted if line.letter and line.letter.state == "taken"),
        "may_enter": rules.can_enter_letters(request.user, round_),
        "agencies": _offered(),
    }
    return render(request, "consultation/ledger.html", context, status=status)


def _lines(
    round_: Round, *, typed: Sequence[Line] = (), pasted: Sequence[Pasted] = ()
) -> list[Line]:
    """A row for each letter and for each asked agency without one; then what is typed anew."""
    offered = _offered()
    letters: dict[int, list[Letter]] = {}
    for letter in round_.letters.standing().with_round().in_ledger_order():
        if not letter.is_from_agency or letter.state == "taken":
            letters.setdefault(letter.agency_id, []).append(letter)
    by_token = {str(line.form["token"].value()): line for line in typed}
    blocks = {row.agency.pk: row for row in pasted if row.agency}
    lines: list[Line] = []
    for invitation in round_.invitations.with_answers().in_protocol_order():
        agency = invitation.agency
        sent = invitation.progress == "sent"
        own = letters.pop(agency.pk, [])
        for letter in own:
            lines.append(_back(letter, by_token) or _noted(letter, offered))
            lines[-1].agency, lines[-1].letter = agency, letter
        if not own:
            line = _empty(agency, offered, blocks.pop(agency.pk, None))
            line.answered = "sent" if sent else ""
            lines.append(_typed_for(agency, by_token) or line)
    lines += [_noted(letter, offered) for own in letters.values() for letter in own]
    lines += [
        _empty(row.agency, offered, row) for row in pasted if row.agency and row.agency.pk in blocks
    ]
    lines += by_token.values()
    return lines + [_empty(None, offered) for _row in range(EMPTY_ROWS)]


def _back(letter: Letter, by_token: dict[str, Line]) -> Line | None:
    """The row of a letter as it was typed just now, where it was not kept."""
    token = str(letter.token)
    return by_token.pop(token) if token in by_token else None


def _typed_for(agency: Agency, by_token: dict[str, Line]) -> Line | None:
    for token, line in by_token.items():
        if line.form.data.get(line.form.add_prefix("agency")) == agency.code:
            line.agency = agency
            return by_token.pop(token)
    return None


def _noted(letter: Letter, offered: Sequence[Agency]) -> Line:
    names = ("token", "stance", "number", "dated", "received_on", "lock_version")
    initial = {name: getattr(letter, name) for name in names} | {"agency": letter.agency.code}
    form = LedgerRowForm(prefix=_key(), initial=initial, offered=offered)
    return Line(form, letter.agency, letter)


def _empty(agency: Agency | None, offered: Sequence[Agency], row: Pasted | None = None) -> Line:
    initial: dict[str, Any] = {"token": uuid4(), "agency": agency.code if agency else ""}
    if row:
        initial |= {"stance": row.stance, "number": row.number, "dated": row.dated}
    form = LedgerRowForm(prefix=_key(), initial=initial, offered=offered)
    return Line(form, agency, is_fresh=row is not None)


def _key() -> str:
    """A name for the fields of one row, unlike any other's."""
    return f"r{uuid4().hex[:12]}"


def _offered() -> list[Agency]:
    return list(Agency.objects.filter(is_active=True).in_protocol_order())
