"""Who may read the files that come with opinions."""

from __future__ import annotations

from django.db.models import Q

from consultation.rules.standing import DESK, WRITERS, AnyUser, Role, standing_of


def visible_attachments(user: AnyUser) -> Q:
    """One's own agency's; as a compiler those of what was sent; never the public's.

    A file may hold names and figures of people who never agreed to be read, so it does not become
    public with the words it supports.
    """
    standing = standing_of(user)
    own = Q(opinion__agency__in=standing.agencies(WRITERS | {Role.CLERK}))
    sent = Q(
        opinion__round__lead__in=standing.agencies(DESK),
        opinion__state="approved",
        opinion__visibility__in=["lead", "public"],
    )
    return own | sent
