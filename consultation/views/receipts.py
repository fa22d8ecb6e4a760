"""A receipt: what arrived, when, with its sum; later, what became of it.

Its code is short enough to be told over the telephone, so whoever tries code after code is soon
refused: from one place so many codes that lead nowhere, then none for an hour.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultation import rules
from consultation.forms.public import UNKNOWN_CODE, ReceiptForm
from consultation.models import Opinion, OpinionReturn, Receipt, Row, Submission

MISSES, MISSES_SECONDS = 20, 60 * 60
# In "GY-2026-1234567-ABCD".
NUMBER_AT, CITIZEN_DIGITS = 2, 7


class TooManyCodesError(Exception):
    """Somebody is guessing."""


def find_receipt(request: HttpRequest) -> HttpResponse:
    form = ReceiptForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if is_of_citizen(code):
            return redirect("public_receipt", receipt_code=code)
        try:
            if checked_receipt(request, code) is not None:
                return redirect("receipt", receipt_code=code)
        except TooManyCodesError:
            return refuse_codes(request, form)
        form.add_error("code", UNKNOWN_CODE)
    status = 422 if form.errors else 200
    return render(request, "consultation/find_receipt.html", {"form": form}, status=status)


@require_safe
def show_receipt(request: HttpRequest, receipt_code: str) -> HttpResponse:
    """Whoever holds the code sees that it is genuine; the words only who may read them.

    One that was overtaken stays: it tells when and why it ended, and no outcome.
    """
    try:
        receipt = checked_receipt(request, receipt_code.strip().upper())
    except TooManyCodesError:
        return refuse_codes(request)
    if receipt is None:
        raise Http404
    submission = receipt.submission
    reads = is_reader(request.user, submission)
    context = {
        "receipt": receipt,
        "submission": submission,
        "round": submission.round,
        "is_reader": reads,
        "current": _current(submission) if reads and receipt.ended_at else None,
        "outcomes": [] if receipt.ended_at else _outcomes_for(request, submission),
        "returned": OpinionReturn.objects.waiting().filter(opinion__submission=submission).count()
        if reads
        else 0,
    }
    return render(request, "consultation/receipt.html", context)


def is_of_citizen(code: str) -> bool:
    """Told apart from the receipts of agencies by its longer number."""
    parts = code.split("-")
    return len(parts) > NUMBER_AT and len(parts[NUMBER_AT]) == CITIZEN_DIGITS


def checked_receipt(request: HttpRequest, code: str) -> Receipt | None:
    """The receipt of this code, for whoever may know of it.

    Raises:
        TooManyCodesError: from here, too many led nowhere.
    """
    receipt = receipt_of(code)
    if receipt is not None and is_reader(request.user, receipt.submission):
        return receipt
    key = f"receipt-misses:{get_adapter().get_client_ip(request)}"
    misses = cache.get(key, 0)
    if misses >= MISSES:
        raise TooManyCodesError
    if receipt is not None and rules.can_check_receipt(request.user, receipt.submission):
        return receipt
    cache.set(key, misses + 1, MISSES_SECONDS)
    return None


def receipt_of(code: str) -> Receipt | None:
    """With all that its page says of the answer and the round."""
    kept = Receipt.objects.light().select_related(
        "submission__agency",
        "submission__round__draft__drafting_agency",
        "submission__round__version",
        "submission__round__lead",
        "approved_by",
        "delegation",
    )
    return kept.filter(code=code).first()


def _current(submission: Submission) -> Receipt | None:
    return submission.receipts.current().light().first()


def _outcomes_for(
    request: HttpRequest, submission: Submission
) -> list[tuple[Opinion | None, Row | None]]:
    opinions = submission.opinions.approved().with_subject().defer("provision__section__body")
    readable = opinions.visible_to(request.user).in_legal_order()
    known = Row.objects.visible_to(request.user).filter(sources__opinion__submission=submission)
    rows = Row.objects.filter(pk__in=known.values("pk")).standing().with_sources()
    return _outcomes(list(readable), list(rows.in_legal_order()))


def is_reader(user: rules.AnyUser, submission: Submission) -> bool:
    return Submission.objects.visible_to(user).filter(pk=submission.pk).exists()


def refuse_codes(request: HttpRequest, form: ReceiptForm | None = None) -> HttpResponse:
    words = _("Too many codes that lead nowhere were tried from here. Please try again in an hour.")
    context = {"form": form or ReceiptForm(), "refused": words}
    return render(request, "consultation/find_receipt.html", context, status=429)


def _outcomes(opinions: list[Opinion], rows: list[Row]) -> list[tuple[Opinion | None, Row | None]]:
    """Each opinion with its row; rows that are published though the words are not stand alone."""
    row_of = {source.opinion_id: row for row in rows for source in row.sources.all()}
    told = [(opinion, row_of.get(opinion.pk)) for opinion in opinions]
    shown = {row.pk for _opinion, row in told if row}
    return [*told, *((None, row) for row in rows if row.pk not in shown)]
