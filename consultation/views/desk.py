"""The desk: the synthesis as a table in the order of the law, worked row by row."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.models import Agency
from consultation import rules
from consultation.forms.desk import GENERAL, DeskFilterForm
from consultation.models import DECISION_KEYS, Decision, Round, Row, RowSource
from consultation.models.attachment import read_files
from consultation.models.counting import count_once
from consultation.synthesis import gather_opinions, unplaced_opinions
from consultation.views.access import way_back, worked_round
from consultation.views.signing_in import SignedRequest, signed_in

PAGE = 100


@signed_in
def show_desk(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_compile)
    articles = _articles(round_)
    agencies = Agency.objects.filter(opinions__placed__row__round=round_).distinct()
    filters = DeskFilterForm(
        request.GET, articles=articles, agencies=list(agencies.in_protocol_order())
    )
    rows = filters.narrow(round_.rows.standing())
    page = Paginator(rows.with_sources().in_legal_order(), PAGE).get_page(request.GET.get("page"))
    read_files((one.opinion for row in page for one in row.sources.all()), request.user)
    context = {
        "round": round_,
        "filters": filters,
        "page": page,
        "bands": _bands(page),
        "totals": RowSource.objects.of_rows(rows).totals(),
        "unplaced": unplaced_opinions(round_).count(),
        "undo": _undo(request),
        **_place(articles, filters.place),
        **row_context(request, round_, here=_without_undo(request)),
    }
    return render(request, "consultation/desk.html", context)


def row_context(request: SignedRequest, round_: Round, *, here: str = "") -> dict[str, Any]:
    """What a row needs to be drawn, in the table or alone."""
    return {
        "round": round_,
        "can_decide": rules.can_decide(request.user, round_),
        "decisions": Decision.choices,
        "decision_keys": " ".join(DECISION_KEYS),
        "next": here or way_back(request, reverse("desk", args=[round_.uid])),
    }


@signed_in
@require_POST
def gather(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_compile)
    rows = gather_opinions(round_, by=request.user)
    said = ngettext(
        "%(count)d opinion now stands in the table.",
        "%(count)d opinions now stand in the table.",
        len(rows),
    )
    messages.success(request, said % {"count": len(rows)})
    return redirect("desk", uid=round_.uid)


def _articles(round_: Round) -> list[dict[str, Any]]:
    articles = RowSource.objects.of_rows(round_.rows.standing()).by_article()
    for article in articles:
        article["label"] = article["title"] or _("The draft as a whole")
        article["key"] = article["eid"] or GENERAL
        article["url"] = "?" + urlencode({"article": article["key"]})
    return articles


def _place(articles: list[dict[str, Any]], chosen: str) -> dict[str, Any]:
    """The strip of articles, the one being worked on, and its neighbours."""
    keys = [article["key"] for article in articles]
    at = keys.index(chosen) if chosen in keys else None
    bars = [
        {
            "label": article["label"],
            "value": article["opinions"],
            "url": article["url"],
            "state": _state(article, chosen),
        }
        for article in articles
    ]
    return {
        "bars": bars,
        "tallest": max((bar["value"] for bar in bars), default=1),
        "article": articles[at] if at is not None else None,
        "previous": articles[at - 1] if at else None,
        "following": articles[at + 1] if at is not None and at + 1 < len(articles) else None,
    }


def _state(article: dict[str, Any], chosen: str) -> str:
    if article["key"] == chosen:
        return "now"
    return "" if article["undecided"] else "done"


def _bands(page: Page) -> list[dict[str, Any]]:
    """One band above the page's rows that speak of the same clause, or the same file."""
    bands = []
    for _key, group in groupby(page.object_list, key=_subject):
        rows: list[Row] = list(group)
        opinions = sum(count_once(_voices(row)) for row in rows)
        bands.append({"first": rows[0], "rows": rows, "opinions": opinions})
    return bands


def _voices(row: Row) -> list[tuple[int | None, str]]:
    return [(each.opinion.agency_id, each.opinion.origin) for each in row.sources.all()]


def _subject(row: Row) -> tuple[int | None, int | None]:
    return row.provision_id, row.dossier_file_id


def _undo(request: SignedRequest) -> dict[str, str]:
    """Which row was decided just now, and what it was before; as the address says it."""
    uid, _colon, decision = request.GET.get("undo", "").partition(":")
    return {"uid": uid, "decision": decision} if decision in Decision.values else {}


def _without_undo(request: SignedRequest) -> str:
    kept = request.GET.copy()
    kept.pop("undo", None)
    return f"{request.path}?{kept.urlencode()}" if kept else request.path
