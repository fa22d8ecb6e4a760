"""A head's power, lent for some days."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from cms.models import User
from consultation import rules
from consultation.admitting import (
    end_delegation,
    end_membership,
    give_role,
    invite_member,
    lend_power,
    name_substitute,
    record_absence,
)
from consultation.approving import approve_submission, send_up
from consultation.commenting import begin_submission
from consultation.models import (
    AuditEntry,
    Delegation,
    Stance,
)
from consultation.rules import Role
from tests.consultation.acts.people import again, days, standing
from tests.factories import (
    AgencyFactory,
    head_of,
    member_of,
    officer_of,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


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
