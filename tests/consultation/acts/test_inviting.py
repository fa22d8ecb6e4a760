"""A round from plan to close."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation.inviting import (
    close_round,
    extend_round,
    invite_agencies,
    note_opening,
    open_round,
    plan_round,
)
from consultation.models import Invitation, RoundState
from consultation.models.change import TransitionError
from consultation.rules import Role
from tests.factories import AgencyFactory, member_of, officer_of, open_consultation, publish_law

pytestmark = pytest.mark.django_db


def in_days(days):
    return clock.no_later_than(clock.today() + timedelta(days=days))


def planned():
    lead = AgencyFactory()
    compiler = member_of(lead, Role.COMPILER)
    round_ = plan_round(publish_law(), by=compiler, name="Đợt 1", lead=lead, deadline=in_days(5))
    return round_, compiler


def test_an_officer_cannot_plan_a_round_for_the_lead():
    lead = AgencyFactory()

    with pytest.raises(PermissionDenied):
        plan_round(publish_law(), by=officer_of(lead), name="Đợt 1", lead=lead, deadline=in_days(5))


def test_a_round_that_asks_nobody_does_not_open():
    round_, compiler = planned()

    with pytest.raises(ValidationError):
        open_round(round_, by=compiler)

    assert round_.state == RoundState.PLANNED


def test_asking_an_agency_twice_asks_it_once():
    round_, compiler = planned()
    agency = AgencyFactory()

    for _time in range(2):
        invite_agencies(round_, by=compiler, agencies=[agency])

    assert Invitation.objects.count() == 1


def test_a_deadline_is_extended_never_shortened():
    consultation = open_consultation()
    later = consultation.round.deadline + timedelta(days=5)

    extend_round(consultation.round, by=consultation.compiler, deadline=later, reason="Mưa lũ")

    with pytest.raises(ValidationError):
        extend_round(
            consultation.round,
            by=consultation.compiler,
            deadline=later - timedelta(days=1),
            reason="Mưa lũ",
        )
    consultation.round.refresh_from_db()
    assert consultation.round.deadline == later


def test_our_deadline_leaves_the_drafting_agencys_its_time():
    consultation = open_consultation(drafter_deadline=in_days(12))

    with pytest.raises(ValidationError):
        extend_round(consultation.round, by=consultation.compiler, deadline=in_days(13))


def test_a_closed_round_does_not_close_again():
    consultation = open_consultation()
    close_round(consultation.round, by=consultation.compiler)

    with pytest.raises(TransitionError):
        close_round(consultation.round, by=consultation.compiler)


def test_the_first_opening_is_remembered_and_no_later_one():
    consultation = open_consultation()

    note_opening(consultation.round, by=consultation.officer())
    first = Invitation.objects.get(agency=consultation.agencies[0]).first_opened_at
    note_opening(consultation.round, by=consultation.officer())

    assert Invitation.objects.get(agency=consultation.agencies[0]).first_opened_at == first
    assert Invitation.objects.get(agency=consultation.agencies[1]).first_opened_at is None


def test_asked_agencies_do_not_manage_the_round():
    consultation = open_consultation()

    with pytest.raises(PermissionDenied):
        close_round(consultation.round, by=consultation.head())


def test_a_longer_deadline_needs_a_reason_once_agencies_know_of_the_round():
    consultation = open_consultation()
    later = consultation.round.deadline + timedelta(days=5)

    with pytest.raises(ValidationError):
        extend_round(consultation.round, by=consultation.compiler, deadline=later, reason=" ")


def test_a_plan_is_given_a_later_day_without_a_reason():
    round_, compiler = planned()

    extend_round(round_, by=compiler, deadline=in_days(9))

    assert round_.deadline == in_days(9)
