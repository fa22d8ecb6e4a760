"""Codes, links, last heads and lent power, when several come at the same moment."""

import pytest
from django.core.exceptions import ValidationError

from cms import clock
from cms.models import User
from consultation import audit
from consultation.admitting import (
    NewAccount,
    accept_link,
    activate_agency,
    end_membership,
    invite_member,
    lend_power,
    make_codes,
)
from consultation.models import ActivationCode, AuditEntry, Delegation, Membership
from consultation.rules import Role
from tests.factories import AgencyFactory, UserFactory, head_of, member_of, officer_of
from tests.factories.rounds import open_consultation
from tests.security import test_at_once
from tests.security.test_at_once import THREADS, refused, together

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def refusals(monkeypatch):
    """A code that opens nothing is told as an error of the form."""
    kinds = (*test_at_once.REFUSALS, ValidationError)
    monkeypatch.setattr(test_at_once, "REFUSALS", kinds)


def person(user: User) -> User:
    return User.objects.get(pk=user.pk)


def account(number: int) -> NewAccount:
    return NewAccount(f"lan.{number}", "Lò Thị Lan", "mai-son-2026-x")


@pytest.fixture
def asked():
    consultation = open_consultation(agencies=1)
    Membership.objects.filter(agency=consultation.agencies[0]).delete()
    return consultation


def a_code(asked) -> str:
    ((_code, letters),) = make_codes(
        asked.round, by=person(asked.compiler), agencies=asked.agencies
    )
    return letters


def test_one_code_sent_sixteen_times_makes_one_account(asked):
    letters, before = a_code(asked), User.objects.count()

    results = together(
        *(
            lambda n=number: activate_agency(letters, account=account(n))
            for number in range(THREADS)
        )
    )

    assert refused(results) == [ValidationError] * (THREADS - 1)
    assert User.objects.count() == before + 1
    assert Membership.objects.filter(agency=asked.agencies[0]).count() == 1
    assert AuditEntry.objects.filter(action="agency.activated").count() == 1
    assert list(audit.verify()) == []


def test_a_code_that_is_replaced_while_it_is_used_opens_or_is_dead_and_never_both(asked, times):
    for number in range(times(30)):
        letters = a_code(asked)
        compiler = person(asked.compiler)

        results = together(
            lambda: activate_agency(letters, account=account(number)),  # noqa: B023
            lambda: make_codes(asked.round, by=compiler, agencies=asked.agencies),  # noqa: B023
        )

        code = ActivationCode.objects.exclude(used_at=None).filter(
            used_by__username=f"lan.{number}"
        )
        assert code.count() == (0 if refused(results) else 1)
        assert ActivationCode.objects.filter(used_at=None, revoked_at=None).count() == 1
    assert list(audit.verify()) == []


def test_one_link_used_sixteen_times_makes_one_member():
    agency = AgencyFactory()
    token = invite_member(agency, by=head_of(agency), role=Role.OFFICER, full_name="Lan")[1]

    results = together(
        *(lambda n=number: accept_link(token, account=account(n)) for number in range(THREADS))
    )

    assert refused(results) == [ValidationError] * (THREADS - 1)
    assert Membership.objects.filter(agency=agency, role=Role.OFFICER).count() == 1
    assert list(audit.verify()) == []


def test_of_two_who_are_invited_as_first_head_one_becomes_it(times):
    for _round in range(times(20)):
        agency = AgencyFactory()
        focal = member_of(agency, Role.FOCAL)
        tokens = [
            invite_member(agency, by=person(focal), role=Role.HEAD, full_name=name)[1]
            for name in ("Một", "Hai")
        ]
        users = UserFactory.create_batch(2)

        together(
            lambda: accept_link(tokens[0], by=users[0]),  # noqa: B023
            lambda: accept_link(tokens[1], by=users[1]),  # noqa: B023
        )

        assert Membership.objects.filter(agency=agency, role=Role.HEAD).count() == 1


def test_of_two_heads_who_leave_at_once_the_second_is_warned(times):
    for _round in range(times(20)):
        agency = AgencyFactory()
        heads = [head_of(agency), head_of(agency)]
        held = [Membership.objects.select_related("user", "agency").get(user=h) for h in heads]

        results = together(
            lambda: end_membership(held[0], by=heads[0]),  # noqa: B023
            lambda: end_membership(held[1], by=heads[1]),  # noqa: B023
        )

        assert refused(results) == [ValidationError]
        assert Membership.objects.in_time().filter(agency=agency, role=Role.HEAD).count() == 1


def test_power_lent_by_sixteen_clicks_is_lent_once():
    agency = AgencyFactory()
    head, officer = head_of(agency), officer_of(agency)
    today = clock.today()
    results = together(
        *(
            lambda: lend_power(
                agency, by=person(head), taker=officer, starts_on=today, ends_on=today
            )
            for _click in range(THREADS)
        )
    )

    assert refused(results) == []
    assert Delegation.objects.count() == 1
    assert AuditEntry.objects.filter(action="agency.power_lent").count() == 1
