"""The public: who may comment without an account, and who decides what of it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cms import clock
from consultation.rules.standing import DESK, TAKES_OPINIONS, AnyUser, standing_of

if TYPE_CHECKING:
    from consultation.models import PublicComment, Round


def asks_the_public(round_: Round) -> bool:
    """Whether anybody may comment now: the round is open, public, and its period runs."""
    until = round_.public_deadline or round_.deadline
    return (
        round_.is_public and round_.takes_public and round_.state == "open" and clock.now() < until
    )


def public_rounds_now() -> Q:
    """The same as a condition on rounds; what it asks of the clock is asked when it is made."""
    now = clock.now()
    in_time = Q(public_deadline__gt=now) | Q(public_deadline=None, deadline__gt=now)
    return Q(is_public=True, takes_public=True, state="open") & in_time


def visible_public_comments(user: AnyUser) -> Q:
    """As they came, with what was not published: the lead's compilers and head only."""
    return Q(round__lead__in=standing_of(user).agencies(DESK))


def can_moderate_public(user: AnyUser, round_: Round) -> bool:
    """Read the queue, accept, reject, leave out personal data: until the letter has gone."""
    return round_.state in TAKES_OPINIONS and can_see_moderation(user, round_)


def can_see_moderation(user: AnyUser, round_: Round) -> bool:
    return standing_of(user).acts_for(round_.lead_id, *DESK)


def can_erase_author(user: AnyUser, comment: PublicComment) -> bool:
    """At the citizen's request, as they wrote it to the lead; also long after the round."""
    return standing_of(user).acts_for(comment.round.lead_id, *DESK)


def can_withdraw_public(comment: PublicComment) -> bool:
    """By whoever holds the comment's secret address, until the round's letter has gone."""
    return comment.state != "withdrawn" and comment.round.state in TAKES_OPINIONS
