"""Write, amend, withdraw an opinion, carry it over to the next version; discuss it (the door to
django-comments-xtd)."""

from consultation.commenting.attaching import attach_file, remove_attachment
from consultation.commenting.carrying import (
    Proposal,
    Target,
    carry_over_for_seat,
    carry_over_opinions,
    earlier_opinions,
    propose_opinions,
)
from consultation.commenting.discussing import make_discussion_safe, post_comment, remove_comment
from consultation.commenting.forgetting import erase_author, hide_name
from consultation.commenting.moderating import accept_comment, accept_comments, reject_comments
from consultation.commenting.opinions import (
    FileChange,
    OpinionConflictError,
    amend_opinion,
    begin_submission,
    draft_opinion,
    restore_opinion,
    withdraw_opinion,
    write_opinion,
)
from consultation.commenting.public import (
    OtherWordsError,
    Person,
    Subject,
    confirm_comment,
    message_key,
    receive_comment,
    send_link,
    withdraw_comment,
)
from consultation.commenting.secret_links import find_link

__all__ = [
    "FileChange",
    "OpinionConflictError",
    "OtherWordsError",
    "Person",
    "Proposal",
    "Subject",
    "Target",
    "accept_comment",
    "accept_comments",
    "amend_opinion",
    "attach_file",
    "begin_submission",
    "carry_over_for_seat",
    "carry_over_opinions",
    "confirm_comment",
    "draft_opinion",
    "earlier_opinions",
    "erase_author",
    "find_link",
    "hide_name",
    "make_discussion_safe",
    "message_key",
    "post_comment",
    "propose_opinions",
    "receive_comment",
    "reject_comments",
    "remove_attachment",
    "remove_comment",
    "restore_opinion",
    "send_link",
    "withdraw_comment",
    "withdraw_opinion",
    "write_opinion",
]
