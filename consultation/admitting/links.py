"""A link for one person, who makes an account by it or takes the role with the one he has."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User
from consultation import audit, rules
from consultation.admitting.accounts import NewAccount, hold_role, lock_agency, make_account
from consultation.models import MemberInvitation, Membership
from consultation.models.activation import fresh_token, sum_of_token
from consultation.signals import member_link_recorded, membership_recorded

LINK_DAYS = 14


@transaction.atomic
def invite_member(
    agency: Agency,
    *,
    by: User,
    role: str,
    full_name: str,
    email: str = "",
    ends_on: date | None = None,
) -> tuple[MemberInvitation, str]:
    """The invitation and its token, told this once; an earlier one for the same is dead.

    Raises:
        ValidationError: no name, or no address, or an end that is past.
    """
    if not rules.can_give_role(by, agency, role):
        raise PermissionDenied
    full_name, email, now = full_name.strip(), email.strip(), clock.now()
    _check_words(full_name, email, ends_on)
    lock_agency(agency.pk)
    same = MemberInvitation.objects.unused().filter(agency=agency, role=role, full_name=full_name)
    same.update(revoked_at=now)
    token = fresh_token()
    invitation = MemberInvitation.objects.create(
        agency=agency,
        role=role,
        full_name=full_name,
        email=email,
        ends_on=ends_on,
        sum=sum_of_token(token),
        made_by=by,
        made_at=now,
        expires_at=clock.no_later_than(clock.today() + timedelta(days=LINK_DAYS)),
    )
    audit.record("agency.member_invited", agency, by=by, role=role, link=str(invitation.uid))
    member_link_recorded.send(MemberInvitation, invitation=invitation, token=token, by=by)
    return invitation, token


def _check_words(full_name: str, email: str, ends_on: date | None) -> None:
    if not full_name:
        raise ValidationError({"full_name": _("Say who is invited.")})
    if email:
        validate_email(email)
    if ends_on is not None and ends_on < clock.today():
        raise ValidationError({"ends_on": _("This day is past already.")})


@transaction.atomic
def revoke_link(invitation: MemberInvitation, *, by: User) -> MemberInvitation:
    """Take back a link that nobody has used; a used one is a membership, which is ended."""
    if not rules.can_keep_members(by, invitation.agency):
        raise PermissionDenied
    open_ones = MemberInvitation.objects.unused().filter(pk=invitation.pk)
    if open_ones.update(revoked_at=clock.now(), full_name="", email=""):
        link = str(invitation.uid)
        audit.record("agency.member_link_revoked", invitation.agency, by=by, link=link)
        member_link_recorded.send(MemberInvitation, invitation=invitation, token="", by=by)
    invitation.refresh_from_db()
    return invitation


def find_link(token: str) -> MemberInvitation | None:
    """The invitation that the link opens, or None, whatever the reason.

    It dies with the power of who made it, so that nobody lets people in after he has left.
    """
    alive = MemberInvitation.objects.alive().select_related("agency", "made_by")
    found: MemberInvitation | None = alive.filter(sum=sum_of_token(token)).first()
    if found and rules.can_give_role(found.made_by, found.agency, found.role):
        return found
    return None


@transaction.atomic
def accept_link(
    token: str, *, by: User | None = None, account: NewAccount | None = None
) -> Membership:
    """Give the role to who came by the link: `by`, or an account made for it.

    Raises:
        ValidationError: the link opens nothing, leads back to who made it, or the account
            cannot be made (by field).
    """
    found = find_link(token)
    if found:
        # Looked for again under the lock: used once, and by the rules as they stand now.
        lock_agency(found.agency_id)
    invitation = find_link(token) if found else None
    if invitation is None:
        raise ValidationError(dead_link())
    if by is not None and by.pk == invitation.made_by_id:
        raise ValidationError(_("You made this link yourself: hand it to whom it is for."))
    if by is None:
        if account is None:
            raise PermissionDenied
        by = make_account(account)
    invitation.used_by, invitation.used_at = by, clock.now()
    # The account has them now.
    invitation.full_name = invitation.email = ""
    invitation.save(update_fields=["used_by", "used_at", "full_name", "email"])
    membership = hold_role(by, invitation.agency, invitation.role, invitation.ends_on)
    audit.record(
        "agency.member_joined",
        invitation.agency,
        by=by,
        role=invitation.role,
        link=str(invitation.uid),
        new=bool(account),
    )
    membership_recorded.send(Membership, membership=membership, by=by)
    return membership


def dead_link() -> str:
    return _("This link does not open anything any more. Ask for a new one where you got it.")
