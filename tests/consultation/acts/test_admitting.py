"""Letting people in: codes on paper, links, roles, and a head's power that is lent."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.admitting import (
    NewAccount,
    accept_link,
    activate_agency,
    end_delegation,
    end_membership,
    find_code,
    give_role,
    invite_member,
    lend_power,
    make_codes,
    name_substitute,
    record_absence,
    revoke_link,
)
from consultation.approving import approve_submission, send_up
from consultation.commenting import begin_submission
from consultation.models import (
    ActivationCode,
    AuditEntry,
    Delegation,
    MemberInvitation,
    Membership,
    Stance,
)
from consultation.rules import Role
from tests.factories import (
    AgencyFactory,
    UserFactory,
    head_of,
    member_of,
    officer_of,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db

ACCOUNT = NewAccount(username="lan.snv", full_name="Lò Thị Lan", password="mai-son-2026-x")


def again(person: User) -> User:
    """As the next request reads the person."""
    return User.objects.get(pk=person.pk)


def standing(person: User) -> rules.Standing:
    return rules.standing_of(again(person))


def days(count: int):
    return clock.today() + timedelta(days=count)


@pytest.fixture
def asked():
    """A round that asks two agencies, in which nobody has an account."""
    consultation = open_consultation(agencies=2)
    Membership.objects.filter(agency__in=consultation.agencies).delete()
    return consultation


def code_for(consultation, at: int = 0) -> str:
    agencies = [consultation.agencies[at]]
    ((_code, letters),) = make_codes(
        consultation.round, by=again(consultation.compiler), agencies=agencies
    )
    return letters


# The code on paper


def test_a_code_makes_its_holder_the_focal_point_of_its_agency_and_of_no_other(asked):
    membership = activate_agency(code_for(asked), account=ACCOUNT)

    person = membership.user
    assert (membership.agency, membership.role) == (asked.agencies[0], Role.FOCAL)
    assert person.check_password(ACCOUNT.password)
    assert standing(person).by_role == {Role.FOCAL: {asked.agencies[0].pk}}
    assert not person.is_staff


def test_a_code_is_read_as_it_is_told_over_the_telephone(asked):
    letters = code_for(asked)

    told = f"  {letters.lower().replace('-', ' ')} "

    assert find_code(told).agency == asked.agencies[0]
    assert not set("01OIL") & set(letters)


def test_a_code_opens_once(asked):
    letters = code_for(asked)
    activate_agency(letters, account=ACCOUNT)

    with pytest.raises(ValidationError) as refusal:
        activate_agency(letters, by=UserFactory())

    assert "code" in refusal.value.message_dict
    assert Membership.objects.filter(agency=asked.agencies[0]).count() == 1


def test_a_new_code_ends_the_one_before(asked):
    first, second = code_for(asked), code_for(asked)

    assert find_code(first) is None
    assert find_code(second) is not None


def test_a_code_lives_as_long_as_its_round_and_two_weeks_at_least(asked):
    letters = code_for(asked)

    with time_machine.travel(clock.no_later_than(days(14)) - timedelta(seconds=1)):
        assert find_code(letters) is not None
    with time_machine.travel(clock.no_later_than(days(14))):
        assert find_code(letters) is None


def test_codes_that_are_wrong_used_replaced_or_too_old_are_refused_in_the_same_words(asked):
    replaced, old, used = code_for(asked), code_for(asked), code_for(asked, at=1)
    ActivationCode.objects.filter(used_at=None).update(expires_at=clock.now())
    ActivationCode.objects.filter(agency=asked.agencies[1]).update(
        expires_at=clock.now() + timedelta(days=1)
    )
    activate_agency(used, account=ACCOUNT)

    def words(letters):
        with pytest.raises(ValidationError) as refusal:
            activate_agency(letters, by=UserFactory())
        return str(refusal.value)

    assert len({words(letters) for letters in ("AAAA-BBBB-CCCC", replaced, old, used, "")}) == 1


def test_no_table_holds_a_code_or_a_link_as_it_is_told(asked):
    letters = code_for(asked)
    head = head_of(asked.agencies[0])
    _invitation, token = invite_member(
        asked.agencies[0], by=head, role=Role.OFFICER, full_name="Cà Văn Thoan"
    )

    rows = [*ActivationCode.objects.values(), *MemberInvitation.objects.values()]

    assert letters not in str(rows)
    assert letters.replace("-", "") not in str(rows)
    assert token not in str(rows)


def test_codes_are_made_by_who_leads_the_round_for_agencies_it_asks(asked):
    stranger = AgencyFactory()

    for person in (head_of(asked.agencies[1]), officer_of(asked.lead), member_of(stranger, "head")):
        with pytest.raises(PermissionDenied):
            make_codes(asked.round, by=person, agencies=[asked.agencies[0]])
    with pytest.raises(ValidationError):
        make_codes(asked.round, by=asked.compiler, agencies=[stranger])

    assert not ActivationCode.objects.exists()


def test_a_person_of_one_agency_may_use_the_code_of_another_and_then_acts_for_both(asked):
    person = officer_of(asked.agencies[1])

    activate_agency(code_for(asked), by=person)

    assert standing(person).agencies() == {agency.pk for agency in asked.agencies}


def test_a_name_that_is_taken_leaves_the_code_alive(asked):
    UserFactory(username="LAN.SNV")
    letters = code_for(asked)

    with pytest.raises(ValidationError) as refusal:
        activate_agency(letters, account=ACCOUNT)

    assert "username" in refusal.value.message_dict
    assert find_code(letters) is not None


def test_the_trail_of_an_activation_names_no_person(asked):
    activate_agency(code_for(asked), account=ACCOUNT)

    told = str(list(AuditEntry.objects.values_list("details", flat=True)))

    assert AuditEntry.objects.filter(action="agency.activated").count() == 1
    assert ACCOUNT.username not in told
    assert ACCOUNT.full_name not in told
    assert list(audit.verify()) == []


# Links


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


# Power that is lent


def test_a_head_lends_his_power_from_one_day_to_another(agency):
    head, officer = head_of(agency), officer_of(agency)

    lend_power(agency, by=head, taker=officer, starts_on=days(1), ends_on=days(3), document="12/QĐ")

    assert not standing(officer).acts_for(agency.pk, Role.HEAD)
    for day, holds in ((1, True), (3, True), (4, False)):
        with time_machine.travel(clock.now() + timedelta(days=day)):
            assert standing(officer).acts_for(agency.pk, Role.HEAD) is holds


def test_what_is_lent_is_not_lent_on_and_lets_nobody_in(agency):
    head, officer, third = head_of(agency), officer_of(agency), officer_of(agency)
    lend_power(agency, by=head, taker=officer, starts_on=days(0), ends_on=days(3))
    officer = again(officer)

    with pytest.raises(PermissionDenied):
        lend_power(agency, by=officer, taker=third, starts_on=days(0), ends_on=days(1))
    with pytest.raises(PermissionDenied):
        invite_member(agency, by=officer, role=Role.HEAD, full_name="Ai đó")
    with pytest.raises(PermissionDenied):
        give_role(agency, by=officer, person=third, role=Role.HEAD)


def test_nobody_outside_the_agency_and_no_clerk_is_lent_its_power(agency):
    head = head_of(agency)
    others = (officer_of(AgencyFactory()), member_of(agency, Role.CLERK), head_of(agency), head)

    for taker in others:
        with pytest.raises(ValidationError):
            lend_power(agency, by=head, taker=taker, starts_on=days(0), ends_on=days(1))


@pytest.mark.parametrize("ends", ["the giver", "the taker", "itself"])
def test_lent_power_ends_with_who_gave_it_who_has_it_and_when_it_is_taken_back(agency, ends):
    head, second, officer = head_of(agency), head_of(agency), officer_of(agency)
    delegation = lend_power(agency, by=head, taker=officer, starts_on=days(0), ends_on=days(9))
    assert standing(officer).lent == {agency.pk: delegation.pk}

    if ends == "itself":
        end_delegation(delegation, by=second)
    else:
        person = head if ends == "the giver" else officer
        end_membership(person.memberships.get(), by=second)

    assert not standing(officer).acts_for(agency.pk, Role.HEAD)


def test_a_head_who_has_left_the_house_lends_nothing(agency):
    head, officer = head_of(agency), officer_of(agency)
    lend_power(agency, by=head, taker=officer, starts_on=days(0), ends_on=days(9))
    User.objects.filter(pk=head.pk).update(is_active=False)

    assert not standing(officer).acts_for(agency.pk, Role.HEAD)


def test_who_is_named_beforehand_acts_in_the_heads_absence_and_cannot_say_so_himself(agency):
    head, focal, deputy = head_of(agency), member_of(agency, Role.FOCAL), officer_of(agency)
    headship = head.memberships.get()

    with pytest.raises(ValidationError):
        record_absence(headship, by=focal, starts_on=days(0), ends_on=days(2))
    name_substitute(headship, by=head, substitute=deputy)
    give_role(agency, by=head, person=deputy, role=Role.FOCAL)
    with pytest.raises(PermissionDenied):
        record_absence(headship, by=again(deputy), starts_on=days(0), ends_on=days(2))
    record_absence(headship, by=focal, starts_on=days(0), ends_on=days(2))

    assert standing(deputy).acts_for(agency.pk, Role.HEAD)
    assert not standing(focal).acts_for(agency.pk, Role.HEAD)


def test_a_focal_point_names_no_substitute(agency):
    head, focal = head_of(agency), member_of(agency, Role.FOCAL)

    with pytest.raises(PermissionDenied):
        name_substitute(head.memberships.get(), by=focal, substitute=focal)


def test_power_lent_twice_in_the_same_words_is_lent_once(agency):
    head, officer = head_of(agency), officer_of(agency)

    for _click in range(2):
        lend_power(agency, by=head, taker=officer, starts_on=days(0), ends_on=days(1))

    assert Delegation.objects.count() == 1
    assert AuditEntry.objects.filter(action="agency.power_lent").count() == 1


@pytest.mark.parametrize(("first", "last"), [(-1, 2), (3, 2), (0, 400)])
def test_days_that_do_not_fit_are_refused_by_their_field(agency, first, last):
    head, officer = head_of(agency), officer_of(agency)

    with pytest.raises(ValidationError) as refusal:
        lend_power(agency, by=head, taker=officer, starts_on=days(first), ends_on=days(last))

    assert set(refusal.value.message_dict) <= {"starts_on", "ends_on"}


def test_who_stands_in_for_the_head_approves_and_the_receipt_says_so():
    consultation = open_consultation()
    written_opinion(consultation)
    officer, agency = consultation.officer(), consultation.agencies[0]
    submission = begin_submission(consultation.round, agency=agency, by=officer)
    send_up(submission, by=officer, stance=Stance.AGREES_WITH_OPINIONS)
    deputy = officer_of(agency)
    delegation = lend_power(
        agency, by=consultation.head(), taker=deputy, starts_on=days(0), ends_on=days(1)
    )

    approve_submission(submission, by=again(deputy), lock_version=submission.lock_version)

    receipt = submission.receipts.get()
    assert (receipt.approved_by, receipt.approved_as) == (deputy, "authorised")
    assert receipt.delegation == delegation


def test_power_is_read_in_one_query(agency, django_assert_num_queries):
    head, officer = head_of(agency), officer_of(agency)
    lend_power(agency, by=head, taker=officer, starts_on=days(0), ends_on=days(1))
    person = again(officer)

    with django_assert_num_queries(1):
        assert rules.standing_of(person).acts_for(agency.pk, Role.HEAD)
        assert rules.standing_of(person).acts_for(agency.pk, Role.OFFICER)
