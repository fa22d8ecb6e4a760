"""Write, amend, withdraw an opinion, carry it over to the next version; discuss it (the door to
django-comments-xtd)."""

from consultation.commenting.carrying import (
    Proposal,
    Target,
    carry_over_for_seat,
    carry_over_opinions,
    earlier_opinions,
    propose_opinions,
)
from consultation.commenting.discussing import make_discussion_safe, post_comment
from consultation.commenting.opinions import (
    OpinionConflictError,
    amend_opinion,
    begin_submission,
    draft_opinion,
    restore_opinion,
    withdraw_opinion,
    write_opinion,
)

__all__ = [
    "OpinionConflictError",
    "Proposal",
    "Target",
    "amend_opinion",
    "begin_submission",
    "carry_over_for_seat",
    "carry_over_opinions",
    "draft_opinion",
    "earlier_opinions",
    "make_discussion_safe",
    "post_comment",
    "propose_opinions",
    "restore_opinion",
    "withdraw_opinion",
    "write_opinion",
]
