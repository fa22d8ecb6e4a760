"""The directory of draft laws: each with where its newest round stands for the reader."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import DraftPage
from consultation import rules
from consultation.models.round import Round, RoundState
from consultation.rules import AnyUser

STANDINGS = {
    "open": pgettext_lazy("drafts in the directory", "Open for comment"),
    "closed": pgettext_lazy("drafts in the directory", "Closed, not answered yet"),
    "answered": pgettext_lazy("drafts in the directory", "Answered"),
    "none": _("Not consulted on here"),
}


def listed_drafts(user: AnyUser) -> QuerySet[DraftPage]:
    """Published drafts the person may read, with `standing` (a key of STANDINGS), `round_uid`,
    `deadline`, `opened_at`, `answered_at` of the newest round, and `year`."""
    newest = Round.objects.filter(rules.visible_rounds(user), draft=OuterRef("pk")).newest_first()
    newest = newest.exclude(state=RoundState.PLANNED)
    readable = DraftPage.objects.filter(rules.visible_drafts(user)).values("pk")
    state = Subquery(newest.values("state")[:1])
    return (
        DraftPage.objects.live()
        .public()
        .filter(pk__in=readable)
        .select_related("drafting_agency")
        .annotate(
            round_state=state,
            round_uid=Subquery(newest.values("uid")[:1]),
            deadline=Subquery(newest.values("deadline")[:1]),
            opened_at=Subquery(newest.values("opened_at")[:1]),
            answered_at=Subquery(newest.values("answered_at")[:1]),
        )
        .annotate(
            standing=Case(
                When(round_state=RoundState.OPEN, then=Value("open")),
                When(round_state__in=[RoundState.CLOSED, RoundState.ISSUED], then=Value("closed")),
                When(round_state=RoundState.ANSWERED, then=Value("answered")),
                default=Value("none"),
                output_field=CharField(),
            ),
            year=ExtractYear(Coalesce("opened_at", "first_published_at")),
        )
        .order_by("-year", "-opened_at", "-first_published_at", "title")
    )


def counts_by(drafts: QuerySet[DraftPage], name: str) -> dict[Any, int]:
    """How many drafts there are of each value; one query."""
    counted = drafts.order_by().values_list(name).annotate(n=Count("pk"))
    return dict(counted.values_list(name, "n"))
