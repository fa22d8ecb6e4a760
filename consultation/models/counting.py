"""Each body once, whichever way it spoke: how sources of rows are counted.

As `rendering.edition.counted` does it with the frozen sources of an edition.
"""

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
