"""What a screen shows of rounds: changed wordings, days left, tabs, a draft's record."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import clock
from cms.models import DraftPage
from consultation import rules
from consultation.models import EditionFile, Erratum, Opinion, Round, RoundState
from consultation.rendering.change import marked_change

register = template.Library()

ERRATA_SHOWN = 40


@register.filter
def change_parts(opinion: Opinion) -> list[tuple[str, str]]:
    """The proposed wording as the official documents mark it; what is all new is put in whole."""
    text = opinion.provision_text.text if opinion.provision_text else ""
    parts = marked_change(text, opinion.proposed_wording)
    whole = [("same", opinion.proposed_wording)]
    return [("ins", opinion.proposed_wording)] if parts == whole else list(parts)


@register.filter
def last_day(deadline: datetime) -> date:
    return clock.last_day(deadline)


@register.simple_tag
def days_left(round_: Round) -> str:
    days = round_.days_left
    if round_.state != RoundState.OPEN:
        return str(round_.get_state_display())
    if days < 0:
        return _("past the deadline")
    if days == 0:
        return _("today is the last day")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.filter
def asks_public(round_: Round) -> bool:
    """Whether anybody may comment now, without an account."""
    return rules.asks_the_public(round_)


@register.simple_tag(takes_context=True)
def may_begin_rounds(context: Context) -> bool:
    return rules.can_begin_rounds(context["request"].user)


@register.inclusion_tag("consultation/_round_tabs.html", takes_context=True)
def round_tabs(context: Context, round_: Round, current: str) -> dict[str, Any]:
    """The screens of a round that this person may open."""
    user = context["request"].user
    tabs = []
    if rules.can_compile(user, round_):
        tabs += [("progress", _("Progress")), ("desk", _("Synthesis table"))]
        tabs.append(("meetings", _("Meetings")))
        tabs.append(("activation", _("Who has come in")))
        if round_.is_public:
            tabs.append(("moderation", _("The public's comments")))
    if rules.can_see_ledger(user, round_):
        tabs.insert(1 if tabs else 0, ("ledger", _("Letters")))
    if rules.can_list_editions(user, round_):
        tabs.append(("editions", _("Editions")))
    if rules.can_compile(user, round_) and round_.state in rules.OUR_LETTER_IS_OUT:
        tabs.append(("answers", _("Answers")))
    if tabs and round_.state in rules.KNOWN_TO_ALL:
        tabs.append(("round", _("Public record")))
    return {
        "tabs": [
            {"label": label, "url": reverse(name, args=[round_.uid]), "current": name == current}
            for name, label in tabs
        ]
    }


@register.inclusion_tag("consultation/_errata.html")
def round_errata(round_: Round) -> dict[str, Any]:
    """The newest changes of the text that a round is about, each with both wordings."""
    errata = Erratum.objects.of_rounds([round_.pk])
    shown = list(errata[:ERRATA_SHOWN])
    more = errata.count() - ERRATA_SHOWN if len(shown) == ERRATA_SHOWN else 0
    return {"errata": shown, "more": more}


@register.inclusion_tag("consultation/_draft_record.html", takes_context=True)
def draft_record(context: Context, page: DraftPage) -> dict[str, Any]:
    """A draft's versions, each with its rounds and documents, as far as the reader may see."""
    user = context["request"].user
    rounds = list(Round.objects.visible_to(user).filter(draft=page).with_counts().newest_first())
    seen = EditionFile.objects.visible_to(user).filter(edition__round__in=rounds)
    files = list(seen.of_record().newest_first())
    versions = [
        {
            "page": version,
            "rounds": [round_ for round_ in rounds if round_.version_id == version.pk],
            "files": [file for file in files if file.edition.round.version_id == version.pk],
        }
        for version in page.get_children().live().specific()
    ]
    return {"page": page, "versions": versions[::-1], "request": context["request"]}
