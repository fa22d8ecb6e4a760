"""The province's agencies and people become accounts: one password for all, said on the screen."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from cms.models import Agency, User
from consultation.management.demo.province import AGENCIES, PEOPLE, AgencySeed, PersonSeed
from consultation.models import Membership
from consultation.rules import Role

PASSWORD = "gop-y-2026"  # noqa: S105  a demo's, printed with its accounts


@dataclass(frozen=True)
class Cast:
    """Who acts in the demo, by agency code and role."""

    agencies: dict[str, Agency]
    people: dict[tuple[str, str], User]

    def person(self, code: str, role: str) -> User:
        return self.people[code, role]


def settle_province() -> Cast:
    """Agencies, accounts and memberships; the first person found for a role acts in it."""
    agencies = {seed.code: _agency(seed) for seed in AGENCIES}
    # Hashing takes a third of a second by design; forty people share one hash.
    hashed = make_password(PASSWORD)
    people: dict[tuple[str, str], User] = {}
    for seed in PEOPLE:
        user = _person(seed, hashed)
        if seed.role != "administrator":
            agency = agencies[seed.agency_code]
            Membership.objects.create(user=user, agency=agency, role=Role(seed.role))
        people.setdefault((seed.agency_code, seed.role), user)
    return Cast(agencies, people)


def _agency(seed: AgencySeed) -> Agency:
    return Agency.objects.create(
        code=seed.code,
        name=seed.name,
        short_name=seed.short_name,
        kind=seed.kind,
        protocol_order=seed.protocol_order,
        superior_name=seed.superior_name,
        letter_symbol=seed.letter_symbol,
        place_name=seed.place_name,
        signing_title=seed.signing_title,
    )


def _person(seed: PersonSeed, hashed: str) -> User:
    is_admin = seed.role == "administrator"
    return User.objects.create(
        username=seed.username,
        full_name=seed.full_name,
        password=hashed,
        is_staff=is_admin,
        is_superuser=is_admin,
    )
