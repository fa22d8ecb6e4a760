"""Write, amend, withdraw an opinion; discuss it (the door to django-comments-xtd)."""

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
    "amend_opinion",
    "begin_submission",
    "draft_opinion",
    "make_discussion_safe",
    "post_comment",
    "restore_opinion",
    "withdraw_opinion",
    "write_opinion",
]
