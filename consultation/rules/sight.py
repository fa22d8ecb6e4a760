"""What a person may see: `Q` builders that the models' querysets filter by."""

from __future__ import annotations

from django.db.models import Q

from consultation.rules.standing import (
    DESK,
    KNOWN_TO_ALL,
    OUR_LETTER_IS_OUT,
    TAKES_OPINIONS,
    WRITERS,
    AnyUser,
    Role,
    standing_of,
)


def visible_rounds(user: AnyUser) -> Q:
    """Public rounds once opened; internal ones to who leads them and whom they ask."""
    mine = standing_of(user).agencies()
    public = Q(is_public=True, state__in=KNOWN_TO_ALL)
    if not mine:
        return public
    asked = Q(invitations__agency__in=mine, state__in=KNOWN_TO_ALL)
    return public | Q(lead__in=mine) | asked


def visible_submissions(user: AnyUser) -> Q:
    """One's own agency's; the compilers see what was sent, never drafts."""
    standing = standing_of(user)
    own = Q(agency__in=standing.agencies(WRITERS | {Role.CLERK}))
    return own | Q(round__lead__in=standing.agencies(DESK), state="approved")


def visible_opinions(user: AnyUser) -> Q:
    """One's own agency's, drafts too; as a compiler what was sent; else what is public."""
    standing = standing_of(user)
    public = Q(visibility="public", state="approved", round__is_public=True)
    if not standing.by_role:
        return public
    own = Q(agency__in=standing.agencies(WRITERS | {Role.CLERK}))
    sent = Q(
        round__lead__in=standing.agencies(DESK),
        state="approved",
        visibility__in=["lead", "public"],
    )
    return public | own | sent


def counted_opinions(user: AnyUser) -> Q:
    """What the numbers beside the law count: what one may read, and what a published row tells."""
    published = Q(
        state="approved",
        round__is_public=True,
        round__state="answered",
        placed__isnull=False,
    )
    return visible_opinions(user) | published


def visible_discussions(user: AnyUser) -> Q:
    """The agency's own talk stays in it; the other is shared with the compilers."""
    standing = standing_of(user)
    own = Q(opinion__agency__in=standing.agencies(WRITERS))
    return own | Q(audience="lead", opinion__round__lead__in=standing.agencies(DESK))


def answerable_invitations(user: AnyUser) -> Q:
    """Where one may write: for an asked agency of one's own, while the round takes opinions."""
    return Q(
        agency__in=standing_of(user).agencies(WRITERS), round__state__in=sorted(TAKES_OPINIONS)
    )


def own_invitations(user: AnyUser) -> Q:
    """What one's agencies are or were asked."""
    mine = standing_of(user).agencies(WRITERS | {Role.CLERK})
    return Q(agency__in=mine, round__state__in=KNOWN_TO_ALL)


def led_rounds(user: AnyUser) -> Q:
    """Rounds one compiles, also those being prepared."""
    return Q(lead__in=standing_of(user).agencies(DESK))


def plannable_leads(user: AnyUser) -> Q:
    """Agencies for which one may plan a round on some draft, as `can_plan_round` says."""
    standing = standing_of(user)
    heads = Q(pk__in=standing.agencies(frozenset({Role.HEAD})))
    sides = Q(memberships__role=Role.COMPILER) | Q(drafts__isnull=False)
    return Q(pk__in=standing.agencies(frozenset({Role.COMPILER}))) | heads & sides


def visible_rows(user: AnyUser) -> Q:
    """The compilers' always; the asked agencies' once issued; the public's once answered."""
    standing = standing_of(user)
    public = Q(round__is_public=True, round__state="answered")
    if not standing.by_role:
        return public
    asked = Q(
        sources__opinion__agency__in=standing.agencies(),
        round__state__in=OUR_LETTER_IS_OUT,
    )
    return public | asked | Q(round__lead__in=standing.agencies(DESK))


def visible_editions(user: AnyUser) -> Q:
    standing = standing_of(user)
    public = Q(round__is_public=True, round__state="answered", status="final")
    return public | Q(round__lead__in=standing.agencies(DESK | {Role.CLERK}))


def visible_edition_files(user: AnyUser) -> Q:
    """The internal table stays with the lead; what was submitted follows its edition."""
    standing = standing_of(user)
    public = Q(
        kind="submission",
        edition__status="final",
        edition__round__is_public=True,
        edition__round__state="answered",
    )
    return public | Q(edition__round__lead__in=standing.agencies(DESK | {Role.CLERK}))


def visible_drafts(user: AnyUser) -> Q:
    """Drafts without rounds or with a public one; others to who leads or is asked."""
    public = Q(rounds=None) | Q(rounds__is_public=True)
    mine = standing_of(user).agencies()
    if not mine:
        return public
    return public | Q(rounds__lead__in=mine) | Q(rounds__invitations__agency__in=mine)
