"""Links for members, and roles that are given and ended."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation.admitting import (
    accept_link,
    end_membership,
    give_role,
    invite_member,
    revoke_link,
)
from consultation.models import (
    AuditEntry,
    Membership,
)
from consultation.rules import Role
from tests.consultation.acts.people import ACCOUNT, again, days, standing
from tests.factories import (
    AgencyFactory,
    UserFactory,
    head_of,
    member_of,
    officer_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


def test_a_focal_point_invites_the_first_head_and_an_officer_but_no_second_head(agency):
    focal = member_of(agency, Role.FOCAL)
    _one, for_head = invite_member(agency, by=focal, role=Role.HEAD, full_name="Hờ A Vừ")
    _two, second = invite_member(agency, by=focal, role=Role.HEAD, full_name="Giàng A Páo")
    _three, officer = invite_member(agency, by=focal, role=Role.OFFICER, full_name="Thào Thị Dinh")

    accept_link(for_head, by=UserFactory())
    accept_link(officer, by=UserFactory())

    with pytest.raises(ValidationError):
        accept_link(second, by=UserFactory())
    with pytest.raises(PermissionDenied):
        invite_member(again(focal).memberships.get().agency, by=again(focal), role=Role.HEAD,
                      full_name="Giàng A Páo")  # fmt: skip
    assert Membership.objects.filter(agency=agency, role=Role.HEAD).count() == 1


def test_a_link_is_used_once_and_then_keeps_no_name_and_no_address(agency):
    head = head_of(agency)
    invitation, token = invite_member(
        agency, by=head, role=Role.OFFICER, full_name="Lường Thị Mai", email="mai@example.vn"
    )

    accept_link(token, account=ACCOUNT)

    with pytest.raises(ValidationError):
        accept_link(token, by=UserFactory())
    invitation.refresh_from_db()
    assert (invitation.full_name, invitation.email) == ("", "")
    assert invitation.used_by.username == ACCOUNT.username


def test_nobody_takes_the_role_he_has_invited_to(agency):
    focal = member_of(agency, Role.FOCAL)
    _invitation, token = invite_member(agency, by=focal, role=Role.HEAD, full_name="Tôi")

    with pytest.raises(ValidationError):
        accept_link(token, by=again(focal))

    assert Role.HEAD not in standing(focal).by_role


def test_a_link_dies_with_the_power_of_who_made_it_and_when_it_is_taken_back(agency):
    head, other = head_of(agency), head_of(agency)
    _one, first = invite_member(agency, by=head, role=Role.HEAD, full_name="Một")
    second, token = invite_member(agency, by=other, role=Role.OFFICER, full_name="Hai")

    end_membership(head.memberships.get(), by=other)
    revoke_link(second, by=again(other))

    for dead in (first, token):
        with pytest.raises(ValidationError):
            accept_link(dead, by=UserFactory())


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK])
def test_officers_and_clerks_let_nobody_in(agency, role):
    person = member_of(agency, role)

    for wanted in Role:
        with pytest.raises(PermissionDenied):
            invite_member(agency, by=person, role=wanted, full_name="Ai đó")


def test_a_compiler_is_made_by_the_head_of_an_agency_that_compiles_alone(agency):
    head = head_of(agency)
    with pytest.raises(PermissionDenied):
        invite_member(agency, by=head, role=Role.COMPILER, full_name="Ai đó")

    member_of(agency, Role.COMPILER)
    focal = member_of(agency, Role.FOCAL)

    with pytest.raises(PermissionDenied):
        invite_member(agency, by=focal, role=Role.COMPILER, full_name="Ai đó")
    assert invite_member(agency, by=again(head), role=Role.COMPILER, full_name="Ai đó")


# Roles


def test_nobody_lifts_himself(agency):
    head_of(agency)
    focal, officer = member_of(agency, Role.FOCAL), officer_of(agency)

    for person in (focal, officer):
        for role in (Role.HEAD, Role.COMPILER, Role.FOCAL):
            with pytest.raises(PermissionDenied):
                give_role(agency, by=again(person), person=person, role=role)


def test_a_member_whose_role_ended_has_no_power_in_the_next_request(agency):
    head, officer = head_of(agency), officer_of(agency)

    end_membership(officer.memberships.get(), by=head)

    assert standing(officer).by_role == {}
    assert AuditEntry.objects.filter(action="agency.membership_ended").count() == 1


def test_a_role_may_end_with_a_day_to_come_and_begin_anew(agency):
    head, officer = head_of(agency), officer_of(agency)
    membership = officer.memberships.get()

    end_membership(membership, by=head, last_day=days(3))
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert standing(officer).by_role
    with time_machine.travel(clock.now() + timedelta(days=4)):
        assert not standing(officer).by_role
        token = invite_member(agency, by=again(head), role=Role.OFFICER, full_name="Cũ")[1]
        accept_link(token, by=again(officer))
        assert standing(officer).by_role


def test_the_last_who_keeps_the_members_is_warned_before_he_goes(agency):
    head = head_of(agency)

    with pytest.raises(ValidationError) as warning:
        end_membership(head.memberships.get(), by=head)

    assert "is_meant" in warning.value.message_dict
    assert standing(head).by_role
    end_membership(head.memberships.get(), by=again(head), is_meant=True)
    assert not standing(head).by_role


def test_the_last_head_is_warned_though_a_focal_point_stays(agency):
    head = head_of(agency)
    member_of(agency, Role.FOCAL)

    with pytest.raises(ValidationError) as warning:
        end_membership(head.memberships.get(), by=head)

    assert "is_meant" in warning.value.message_dict


def test_a_focal_point_ends_no_head_and_nobody_ends_members_of_another_agency(agency):
    head, focal = head_of(agency), member_of(agency, Role.FOCAL)
    stranger = head_of(AgencyFactory())

    for person in (focal, stranger):
        with pytest.raises(PermissionDenied):
            end_membership(head.memberships.get(), by=person)
