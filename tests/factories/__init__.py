"""People, agencies, laws, rounds and opinions for tests, made through the product's own acts."""

from tests.factories.laws import SMALL_LAW, publish_law
from tests.factories.people import AgencyFactory, UserFactory, head_of, member_of, officer_of
from tests.factories.rounds import (
    Consultation,
    approved_opinion,
    approved_submission,
    open_consultation,
    written_opinion,
)

__all__ = [
    "SMALL_LAW",
    "AgencyFactory",
    "Consultation",
    "UserFactory",
    "approved_opinion",
    "approved_submission",
    "head_of",
    "member_of",
    "officer_of",
    "open_consultation",
    "publish_law",
    "written_opinion",
]
