"""What is told about members: a link to who is invited, who came in, whose power somebody has."""

from typing import Any

from django.urls import reverse

from consultation import rules
from consultation.models import Delegation, MemberInvitation, Membership
from consultation.notifying.people import people_of
from consultation.notifying.storing import drop_messages, store_message
from consultation.signals import delegation_recorded, member_link_recorded, membership_recorded


def connect() -> None:
    member_link_recorded.connect(_on_link, dispatch_uid="tell_member_link")
    membership_recorded.connect(_on_membership, dispatch_uid="tell_membership")
    delegation_recorded.connect(_on_delegation, dispatch_uid="tell_delegation")


def _on_link(sender: type, invitation: MemberInvitation, token: str, **carried: Any) -> None:
    """The mail has the link; without an address whoever invites hands it over."""
    if not token:
        drop_messages(key_prefix=f"member_link:{invitation.uid}")
    elif invitation.email:
        store_message(
            kind="member_link",
            key=f"member_link:{invitation.uid}",
            context={"invitation": invitation, "agency": invitation.agency},
            address=invitation.email,
            link=reverse("accept_link", args=[token]),
        )


def _on_membership(sender: type, membership: Membership, by: Any, **carried: Any) -> None:
    """Who looks after the members hears of everybody that came or went by another's hand."""
    agency = membership.agency
    day = membership.ends_on.isoformat() if membership.ends_on else ""
    for person in people_of([agency.pk], *rules.KEEPERS)[agency.pk]:
        if person.pk in (membership.user_id, by.pk if by else None):
            continue
        store_message(
            kind="member_changed",
            key=f"member:{membership.pk}:{membership.starts_on}:{day}:{person.pk}",
            context={"membership": membership, "agency": agency, "who": membership.user},
            to=person,
            link=reverse("members", args=[agency.code]),
            bundle=True,
        )


def _on_delegation(sender: type, delegation: Delegation, by: Any, **carried: Any) -> None:
    """Both of them, but who did it."""
    for person in (delegation.giver, delegation.taker):
        if by and person.pk == by.pk:
            continue
        is_over = delegation.ended_at is not None
        store_message(
            kind="power_lent",
            key=f"power:{delegation.pk}:{'over' if is_over else 'lent'}:{person.pk}",
            context={"delegation": delegation, "agency": delegation.agency, "is_over": is_over},
            to=person,
            link=reverse("my_agencies"),
        )
