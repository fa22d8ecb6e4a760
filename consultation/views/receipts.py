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
from consultation.models import Opinion, Row, Submission

MISSES, MISSES_SECONDS = 20, 60 * 60


class TooManyCodesError(Exception):
    """Somebody is guessing."""


def find_receipt(request: HttpRequest) -> HttpResponse:
    form = ReceiptForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            if find_submission(request, code) is not None:
                return redirect("receipt", receipt_code=code)
        except TooManyCodesError:
            return refuse_codes(request, form)
        form.add_error("code", UNKNOWN_CODE)
    status = 422 if form.errors else 200
    return render(request, "consultation/find_receipt.html", {"form": form}, status=status)


@require_safe
def show_receipt(request: HttpRequest, receipt_code: str) -> HttpResponse:
    """Whoever holds the code sees that it is genuine; the words only who may read them."""
    try:
        submission = find_submission(request, receipt_code.strip().upper())
    except TooManyCodesError:
        return refuse_codes(request)
    if submission is None:
        raise Http404
    opinions = submission.opinions.approved().with_subject().defer("provision__section__body")
    readable = opinions.visible_to(request.user).in_legal_order()
    known = Row.objects.visible_to(request.user).filter(sources__opinion__submission=submission)
    rows = Row.objects.filter(pk__in=known.values("pk")).standing().with_sources()
    context = {
        "submission": submission,
        "round": submission.round,
        "is_reader": is_reader(request.user, submission),
        "count": submission.opinions.approved().count(),
        "outcomes": _outcomes(list(readable), list(rows.in_legal_order())),
    }
    return render(request, "consultation/receipt.html", context)


def find_submission(request: HttpRequest, code: str) -> Submission | None:
    """What the code is the receipt of, for whoever may know.

    Raises:
        TooManyCodesError: from here, too many led nowhere.
    """
    sent = Submission.objects.with_round().exclude(receipt_code="")
    submission = sent.filter(receipt_code=code).first()
    if submission is not None and is_reader(request.user, submission):
        return submission
    key = f"receipt-misses:{get_adapter().get_client_ip(request)}"
    misses = cache.get(key, 0)
    if misses >= MISSES:
        raise TooManyCodesError
    if submission is not None and rules.can_check_receipt(request.user, submission):
        return submission
    cache.set(key, misses + 1, MISSES_SECONDS)
    return None


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
