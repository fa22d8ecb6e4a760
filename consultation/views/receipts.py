"""A receipt: what arrived, when, with its sum; later, what became of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consultation import rules
from consultation.models import Opinion, Row, Submission


@require_safe
def show_receipt(request: HttpRequest, receipt_code: str) -> HttpResponse:
    """Whoever holds the code sees that it is genuine; the words only who may read them."""
    code = receipt_code.strip().upper()
    submission = get_object_or_404(
        Submission.objects.with_round().exclude(receipt_code=""), receipt_code=code
    )
    is_reader = Submission.objects.visible_to(request.user).filter(pk=submission.pk).exists()
    if not (is_reader or rules.can_check_receipt(request.user, submission)):
        raise Http404
    opinions = submission.opinions.approved().with_subject().defer("provision__section__body")
    readable = opinions.visible_to(request.user).in_legal_order()
    known = Row.objects.visible_to(request.user).filter(sources__opinion__submission=submission)
    rows = Row.objects.filter(pk__in=known.values("pk")).standing().with_sources()
    context = {
        "submission": submission,
        "round": submission.round,
        "is_reader": is_reader,
        "count": submission.opinions.approved().count(),
        "outcomes": _outcomes(list(readable), list(rows.in_legal_order())),
    }
    return render(request, "consultation/receipt.html", context)


def _outcomes(opinions: list[Opinion], rows: list[Row]) -> list[tuple[Opinion | None, Row | None]]:
    """Each opinion with its row; rows that are published though the words are not stand alone."""
    row_of = {source.opinion_id: row for row in rows for source in row.sources.all()}
    told = [(opinion, row_of.get(opinion.pk)) for opinion in opinions]
    shown = {row.pk for _opinion, row in told if row}
    return [*told, *((None, row) for row in rows if row.pk not in shown)]
