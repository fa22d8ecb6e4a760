"""Letting people in: a code on paper, links for the others, roles given and ended, power lent."""

from consultation.admitting.accounts import NewAccount
from consultation.admitting.codes import activate_agency, find_code, make_codes
from consultation.admitting.lending import (
    end_delegation,
    lend_power,
    name_substitute,
    record_absence,
)
from consultation.admitting.links import accept_link, find_link, invite_member, revoke_link
from consultation.admitting.roles import end_membership, give_role

__all__ = [
    "NewAccount",
    "accept_link",
    "activate_agency",
    "end_delegation",
    "end_membership",
    "find_code",
    "find_link",
    "give_role",
    "invite_member",
    "lend_power",
    "make_codes",
    "name_substitute",
    "record_absence",
    "revoke_link",
]
