"""Opinions that came without a submission: said at a meeting, or sent by a citizen."""

from uuid import uuid4

from cms import clock
from consultation.models import Kind, Opinion, OpinionState, Origin, Visibility
from tests.factories.laws import provision
from tests.factories.rounds import Consultation


def spoken_opinion(
    consultation: Consultation, *, at: int | None = None, eid: str = "art_3__para_2", **values
) -> Opinion:
    """A confirmed remark of the agency number `at`; without it, of a body that is no agency."""
    place = provision(consultation.version, eid) if eid else None
    now = clock.now()
    given = {
        "kind": Kind.AMEND,
        "text": "Đề nghị kéo dài thời hạn trả lời.",
        "origin": Origin.MEETING,
        "visibility": Visibility.LEAD,
        "agency": None if at is None else consultation.agencies[at],
    }
    return Opinion.objects.create(
        token=uuid4(),
        round=consultation.round,
        provision=place,
        provision_text=place.current_text if place else None,
        state=OpinionState.APPROVED,
        created_at=now,
        updated_at=now,
        approved_at=now,
        **(given | values),
    )


def citizens_opinion(consultation: Consultation, **values) -> Opinion:
    """A comment of the public that was let in."""
    return spoken_opinion(consultation, origin=Origin.PUBLIC, **values)
