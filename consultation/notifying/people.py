"""Who in an agency is told of what: those who act for it today."""

from collections.abc import Iterable

from django.db.models import Q

from cms import clock
from cms.models import Agency, User
from consultation.models import Delegation, Membership
from consultation.rules import Role


def people_of(agencies: Iterable[Agency | int], *roles: Role) -> dict[int, list[User]]:
    """By agency id, those who hold one of the roles today, each once; at most two queries.

    To whom a head's power is lent today counts as a head. An account that is closed is left out.
    """
    today = clock.today()
    ids = {agency if isinstance(agency, int) else agency.pk for agency in agencies}
    told: dict[int, dict[int, User]] = {pk: {} for pk in ids}
    members = Membership.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=today),
        Q(ends_on=None) | Q(ends_on__gte=today),
        agency__in=ids,
        role__in=roles,
        user__is_active=True,
    )
    for member in members.select_related("user").order_by("pk"):
        told[member.agency_id][member.user_id] = member.user
    if Role.HEAD in roles:
        lent = Delegation.objects.holding().filter(agency__in=ids, taker__is_active=True)
        for delegation in lent.select_related("taker").order_by("pk"):
            told[delegation.agency_id][delegation.taker_id] = delegation.taker
    return {pk: list(people.values()) for pk, people in told.items()}
