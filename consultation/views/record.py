"""The public record of a round: when, what was said, what became of it, who, which documents."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from consultation import rules
from consultation.models import (
    Answer,
    AuditEntry,
    EditionFile,
    Erratum,
    Round,
    RoundState,
    Row,
    RowSource,
)

PAGE = 30
ERRATA_NAMED = 5
COURSE = list(RoundState)


def record_context(request: HttpRequest, round_: Round) -> dict[str, Any]:
    user = request.user
    rows = Row.objects.visible_to(user).filter(round=round_).standing()
    sources = RowSource.objects.of_rows(rows)
    articles = sources.by_article()
    totals = sources.totals() if articles else {}
    listed = rows.with_sources(seen_by=user).in_legal_order()
    files = EditionFile.objects.visible_to(user).filter(edition__round=round_)
    names = rules.can_read_names(user, round_)
    return {
        "round": round_,
        "draft": round_.draft,
        "steps": _steps(round_),
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "totals": totals,
        "shares": _shares(totals),
        "bars": _bars(articles),
        "longest": max((article["opinions"] for article in articles), default=1),
        "shows_reasons": rules.can_read_reasons(user, round_),
        "asked": round_.invitations.with_answers().in_protocol_order() if names else [],
        "files": files.of_record().newest_first(),
        "asking": _asking(user, round_),
    }


def _asking(user: rules.AnyUser, round_: Round) -> dict[str, Any]:
    """The request and the questions, for those who lead or are asked; nothing for others."""
    if not rules.can_read_request(user, round_):
        return {}
    leads = rules.can_manage_round(user, round_)
    mine = rules.standing_of(user).agencies()
    asked = [
        seat.agency for seat in round_.invitations.filter(agency__in=mine).select_related("agency")
    ]
    standing = round_.focus_questions.standing()
    return {
        "letter": round_.request_letters.filter(replaced_at=None).first(),
        "questions": [question for question in standing if leads or any(map(question.asks, asked))],
    }


def _steps(round_: Round) -> list[dict[str, str]]:
    """Published, asked, compiled, sent, answered; a draft of our own is not sent to anybody."""
    at = COURSE.index(RoundState(round_.state))
    steps = [
        (pgettext("step of a round", "Published"), _day(round_.version.first_published_at)),
        (_("Opinions asked"), _asked_when(round_)),
        (pgettext("step of a round", "Compiled"), _day(round_.closed_at)),
        (_("Sent to the drafting agency"), _day(round_.issued_at)),
        (pgettext("step of a round", "Answered"), _day(round_.answered_at)),
    ]
    shown = [
        {"label": label, "detail": detail, "state": _state(place, at)}
        for place, (label, detail) in enumerate(steps)
    ]
    return [*shown[:2], *_errata(round_), *shown[2:]]


def _errata(round_: Round) -> list[dict[str, str]]:
    """A step for each day on which the text was changed, with the places."""
    days: dict[str, list[str]] = {}
    for erratum in Erratum.objects.filter(round=round_).in_order():
        days.setdefault(_day(erratum.at), []).append(erratum.provision.citation)
    return [
        {"label": _("Erratum of %(day)s") % {"day": day}, "detail": _few(places), "state": "past"}
        for day, places in days.items()
    ]


def _few(places: list[str]) -> str:
    named = list(dict.fromkeys(places))
    more = len(named) - ERRATA_NAMED
    return "; ".join(named[:ERRATA_NAMED]) + (f" … (+{more})" if more > 0 else "")


def _state(place: int, at: int) -> str:
    if place == at:
        return "now"
    return "past" if place < at else ""


def _asked_when(round_: Round) -> str:
    if not round_.opened_at:
        return ""
    span = f"{_day(round_.opened_at)} – {date_format(round_.last_day, 'SHORT_DATE_FORMAT')}"
    extended = AuditEntry.objects.of(round_).filter(action="round.extended").count()
    if not extended:
        return span
    times = ngettext("extended once", "extended %(count)d times", extended) % {"count": extended}
    return f"{span} · {times}"


def _day(moment: Any) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT") if moment else ""


def _bars(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"label": article["title"] or _("The draft as a whole"), "value": article["opinions"]}
        for article in articles
    ]


def _shares(totals: dict[str, int]) -> list[dict[str, Any]]:
    """Of the opinions answered: how many, and how many in a hundred, for each answer."""
    answered = totals.get("answered", 0)
    if not answered:
        return []
    return [
        {
            "label": label,
            "count": totals[f"answer_{value}"],
            "percent": round(100 * totals[f"answer_{value}"] / answered),
        }
        for value, label in Answer.choices
    ]
