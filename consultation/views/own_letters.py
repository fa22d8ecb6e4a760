"""An agency's own letter, brought by itself; the table in our template, filled offline."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cms.importing import CONTENT_TYPES, ImportRefused
from cms.models import Agency
from consultation import rules
from consultation.forms.letters import FilledTableForm, LetterFileForm
from consultation.models import Letter, Round
from consultation.receiving import bringing
from consultation.receiving.tables import TableRefused
from consultation.rendering.opinion_table import TableHead, draw_word_table, draw_workbook
from consultation.views.access import known_round
from consultation.views.signing_in import SignedRequest, signed_in


@signed_in
def own_letter(request: SignedRequest, uid: UUID, code: str) -> HttpResponse:
    round_, agency = _asked(request, uid, code)
    if request.method != "POST":
        return _page(request, round_, agency)
    form = LetterFileForm(request.POST, request.FILES)
    letter = None
    if form.is_valid() and form.cleaned_data["token"]:
        letter = _brought(request, round_, agency, form, act=bringing.bring_and_read)
    if letter is None:
        return _page(request, round_, agency, file_form=form)
    return redirect("letter", uid=letter.uid)


@signed_in
@require_POST
def bring_table(request: SignedRequest, uid: UUID, code: str) -> HttpResponse:
    """Checked row by row; what is wrong is shown with its cell, and nothing is taken over yet."""
    round_, agency = _asked(request, uid, code)
    form = FilledTableForm(request.POST, request.FILES)
    letter = None
    if form.is_valid():
        letter = _brought(request, round_, agency, form, act=bringing.bring_table)
    if letter is None:
        return _page(request, round_, agency, table_form=form)
    return redirect("letter", uid=letter.uid)


@signed_in
@require_safe
def download_template(request: SignedRequest, uid: UUID, code: str, kind: str) -> HttpResponse:
    round_, agency = _asked(request, uid, code)
    if kind not in ("xlsx", "docx"):
        raise Http404
    head = TableHead(law=round_.draft.title, round=round_.name, agency=agency.name)
    if kind == "xlsx":
        standing = round_.version.provisions.of_version(round_.version)
        content = draw_workbook(head, [each.citation for each in standing])
    else:
        content = draw_word_table(head)
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="gop-y-{agency.code}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _brought(
    request: SignedRequest,
    round_: Round,
    agency: Agency,
    form: Form,
    *,
    act: Callable[..., Letter],
) -> Letter | None:
    """What the form's file became; None with the reason on the form."""
    given = {name: form.cleaned_data[name] for name in ("token", "file")}
    try:
        return act(round_, by=request.user, agency=agency, **given)
    except ValidationError as refusal:
        form.add_error("file", refusal.messages)
    except (ImportRefused, TableRefused) as refusal:
        form.add_error("file", refusal.message)
    return None


def _asked(request: SignedRequest, uid: UUID, code: str) -> tuple[Round, Agency]:
    round_ = known_round(request.user, uid)
    asked = Agency.objects.filter(invitations__round=round_)
    agency = get_object_or_404(asked, code=code)
    if not rules.standing_of(request.user).acts_for(agency.pk, *rules.BRINGS_LETTERS):
        raise Http404
    return round_, agency


def _page(request: SignedRequest, round_: Round, agency: Agency, **forms: Form) -> HttpResponse:
    letters = Letter.objects.visible_to(request.user).standing().filter(agency=agency, round=round_)
    context = {
        "round": round_,
        "agency": agency,
        "letters": letters.with_round().order_by("pk"),
        "may_bring": rules.can_bring_letter(request.user, round_, agency.pk),
        "file_form": forms.get("file_form") or LetterFileForm(initial={"token": uuid4()}),
        "table_form": forms.get("table_form") or FilledTableForm(initial={"token": uuid4()}),
    }
    return render(request, "consultation/own_letter.html", context, status=422 if forms else 200)
