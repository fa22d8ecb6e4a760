"""Each body once, whichever way it spoke: how sources of rows are counted.

As `rendering.edition.counted` does it with the frozen sources of an edition.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from consultation.models.opinion_kinds import Origin


def said_once(standing: QuerySet[Any]) -> Q:
    """All sources but remarks whose body asks for the same in writing, or in an earlier remark.

    `standing` are all sources that stand; the same within one row.
    """
    same = standing.filter(row=OuterRef("row"), opinion__agency=OuterRef("opinion__agency"))
    written = same.exclude(opinion__origin=Origin.MEETING)
    earlier = same.filter(opinion__origin=Origin.MEETING, pk__lt=OuterRef("pk"))
    return ~Q(opinion__origin=Origin.MEETING) | ~(Q(Exists(written)) | Q(Exists(earlier)))


def count_once(voices: Iterable[tuple[int | None, str]]) -> int:
    """The same of the sources of one row at hand, each as its agency's id and its origin."""
    said = list(voices)
    apart = [agency for agency, origin in said if origin != Origin.MEETING]
    nobodys = sum(1 for agency, origin in said if origin == Origin.MEETING and agency is None)
    spoke = {agency for agency, origin in said if origin == Origin.MEETING and agency is not None}
    return len(apart) + nobodys + len(spoke - set(apart))
