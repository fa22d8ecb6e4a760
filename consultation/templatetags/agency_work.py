"""On the desk: what may be returned to its agency, and what was and has not come back."""

from typing import Any

from django import template
from django.template import Context

from consultation import rules
from consultation.models import Opinion, OpinionReturn, Round

register = template.Library()


@register.simple_tag(takes_context=True)
def may_return_opinion(context: Context, opinion: Opinion, round_: Round) -> bool:
    """Whether the reader may give this opinion back; no query."""
    opinion.round = round_
    return rules.can_return_opinion(context["request"].user, opinion)


@register.inclusion_tag("consultation/_desk_returned.html", takes_context=True)
def returned_opinions(context: Context, round_: Round) -> dict[str, Any]:
    """Those the reader may know of, the oldest first; one query."""
    user = context["request"].user
    told = OpinionReturn.objects.visible_to(user).waiting().filter(opinion__round=round_)
    waiting = list(
        told.select_related(
            "opinion__agency",
            "opinion__submission",
            "opinion__provision",
            "opinion__dossier_file",
        ).order_by("returned_at", "pk")
    )
    return {
        "waiting": waiting if rules.can_compile(user, round_) else [],
        "request": context["request"],
    }
