"""Who acts for which agency, as what, from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import Agency, User
from consultation import rules
from consultation.rules import Role


class RoleChoices(models.TextChoices):
    OFFICER = Role.OFFICER.value, pgettext_lazy("role", "Officer")
    FOCAL = Role.FOCAL.value, pgettext_lazy("role", "Focal point")
    HEAD = Role.HEAD.value, pgettext_lazy("role", "Head")
    CLERK = Role.CLERK.value, pgettext_lazy("role", "Clerk")
    COMPILER = Role.COMPILER.value, pgettext_lazy("role", "Compiler (legal department)")


IN_RANK = (Role.HEAD, Role.FOCAL, Role.OFFICER, Role.CLERK, Role.COMPILER)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_time(self) -> "MembershipQuerySet":
        return self.filter(rules.in_time())

    def takers(self, agency: Agency) -> list[User]:
        """Who may be lent the power of its head today."""
        roles: dict[User, set[str]] = {}
        held = self.in_time().filter(agency=agency, user__is_active=True)
        for one in held.select_related("user"):
            roles.setdefault(one.user, set()).add(one.role)
        return [user for user, all_ in roles.items() if rules.roles_can_take_power(all_)]

    def of_agency(self, agency: Agency) -> "MembershipQuerySet":
        """Its members of today and those to come: heads, focal points, then by name."""
        ranks = [models.When(role=role, then=place) for place, role in enumerate(IN_RANK)]
        held = self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), agency=agency)
        people = held.select_related("user", "substitute", "agency")
        return people.order_by(models.Case(*ranks), "user__full_name", "pk")


class Membership(models.Model):
    """A role; a delegation or a substitute's is one with dates."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("who acts")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="memberships", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=10, choices=RoleChoices.choices)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    # Of a head: who acts while he or she is away. Named beforehand, so that nobody chooses it then.
    substitute = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who acts in the head's absence"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"], name="one_membership_a_role"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.agency}"

    @property
    def is_to_come(self) -> bool:
        return self.starts_on is not None and self.starts_on > clock.today()
