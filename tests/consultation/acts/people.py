"""People as the next request reads them, and days from today."""

from datetime import date, timedelta

from cms import clock
from cms.models import User
from consultation import rules
from consultation.admitting import NewAccount

ACCOUNT = NewAccount(username="lan.snv", full_name="Lò Thị Lan", password="mai-son-2026-x")


def again(person: User) -> User:
    """As the next request reads the person."""
    return User.objects.get(pk=person.pk)


def standing(person: User) -> rules.Standing:
    return rules.standing_of(again(person))


def days(count: int) -> date:
    return clock.today() + timedelta(days=count)
