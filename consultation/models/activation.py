"""Ways in for people without an account: a code on paper for an agency, a link for one person.

Of both only a keyed sum is stored, so that the tables open nothing to who reads them.
"""

import secrets
import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.models import Agency, User
from consultation.models.membership import RoleChoices
from consultation.models.round import Round

# No 0 O 1 I L: a code is read out over the telephone. Twelve letters are 59 bits.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH, GROUP = 12, 4


def fresh_code() -> str:
    """As it stands on paper: `K7PM-3QRT-9XWD`."""
    letters = "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))


def bare_code(typed: str) -> str:
    """What was typed, without spaces, dashes and small letters."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:64]


def sum_of_code(typed: str) -> str:
    return salted_hmac("consultation.activation", bare_code(typed), algorithm="sha256").hexdigest()


def fresh_token() -> str:
    return secrets.token_urlsafe(24)


def sum_of_token(token: str) -> str:
    return salted_hmac("consultation.member_link", token, algorithm="sha256").hexdigest()


class WayInQuerySet(models.QuerySet):
    def alive(self) -> "WayInQuerySet":
        """Not used, not replaced, not too old."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=clock.now())

    def unused(self) -> "WayInQuerySet":
        return self.filter(used_at=None, revoked_at=None)

    def latest_of(self, agency: models.OuterRef) -> "WayInQuerySet":
        """The newest that was not replaced, for a subquery."""
        return self.filter(agency=agency, revoked_at=None).order_by("-made_at", "-pk")


class ActivationCode(models.Model):
    """Used once, by the focal point of its agency; a new one ends the one before."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="activation_codes", verbose_name=_("agency")
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="activation_codes"
    )
    sum = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = WayInQuerySet.as_manager()

    class Meta:
        verbose_name = _("activation code")
        verbose_name_plural = _("activation codes")
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_open_activation_code_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_by__isnull=False),
                name="a_used_code_names_its_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.made_at:%d/%m/%Y}"

    @property
    def last_day(self) -> date:
        return clock.last_day(self.expires_at)


class MemberInvitation(models.Model):
    """A link for one person to become a member; name and address are taken out once it is used."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="member_invitations", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=10, choices=RoleChoices.choices)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    sum = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = WayInQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation of a member")
        verbose_name_plural = _("invitations of members")
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_by__isnull=False),
                name="a_used_invitation_names_its_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.agency}"

    @property
    def last_day(self) -> date:
        return clock.last_day(self.expires_at)

    @property
    def is_too_old(self) -> bool:
        return self.expires_at <= clock.now()
