"""A person's first account, made by who was let in; and the role it is made for.

The agency is locked first in every act here: before a code, a link, a membership.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency, User
from consultation.models import Membership


def lock_agency(agency_id: int) -> None:
    """One act at a time on who acts for an agency; who only refers to it does not wait."""
    list(Agency.objects.select_for_update(no_key=True).filter(pk=agency_id).values("pk"))


@dataclass(frozen=True)
class NewAccount:
    username: str
    full_name: str
    password: str
    email: str = ""


def make_account(account: NewAccount) -> User:
    """Raises ValidationError by field: a name or an address that is taken, or is none."""
    user = User(
        username=account.username,
        full_name=account.full_name.strip(),
        email=account.email.strip() or None,
    )
    user.set_password(account.password)
    taken = {}
    if User.objects.filter(username__iexact=user.username).exists():
        taken["username"] = _("Somebody signs in by this name already: choose another one.")
    if user.email and User.objects.filter(email__iexact=user.email).exists():
        taken["email"] = _("This address belongs to another account: sign in with that one.")
    if taken:
        raise ValidationError(taken)
    user.full_clean()
    user.save()
    return user


def hold_role(user: User, agency: Agency, role: str, ends_on: date | None = None) -> Membership:
    """The membership as of today; one that had ended begins anew."""
    held, _is_new = Membership.objects.select_for_update().get_or_create(
        user=user, agency=agency, role=role, defaults={"ends_on": ends_on}
    )
    today = clock.today()
    is_over = held.ends_on is not None and held.ends_on < today
    if is_over or held.is_to_come:
        held.starts_on, held.ends_on, held.substitute = today, ends_on, None
        held.save(update_fields=["starts_on", "ends_on", "substitute"])
    return held
