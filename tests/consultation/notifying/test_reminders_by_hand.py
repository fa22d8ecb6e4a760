"""Reminders stopped, sent by hand, by command; what is kept of them."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils.module_loading import import_string
from django_q.models import Schedule

from cms import clock
from consultation.inviting import (
    remind_agencies,
    remind_due,
    resume_reminders,
    stop_reminders,
)
from consultation.inviting.reminding import step_on
from consultation.models import (
    AuditEntry,
    Reminder,
    ReminderStep,
)
from consultation.models.working_days import WorkCalendar
from consultation.notifying import lay_schedules
from tests.consultation.notifying.october import LAST, at
from tests.factories import open_consultation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stopped", [True, False])
def test_reminders_of_a_round_can_be_stopped_and_taken_up_again(consultation, travelled, stopped):
    stop_reminders(consultation.round, by=consultation.compiler)
    if not stopped:
        resume_reminders(consultation.round, by=consultation.compiler)
    at(travelled, date(2026, 10, 13))

    assert remind_due() == (0 if stopped else 2)


def test_by_hand_an_agency_is_reminded_once_a_day(consultation, travelled):
    asked = list(consultation.round.invitations.all())
    at(travelled, date(2026, 10, 7), hour=18)

    first = remind_agencies(consultation.round, by=consultation.compiler, invitations=asked[:1])
    again = remind_agencies(consultation.round, by=consultation.compiler, invitations=asked)
    at(travelled, date(2026, 10, 8))
    next_day = remind_agencies(consultation.round, by=consultation.compiler, invitations=asked)

    assert [len(each) for each in (first, again, next_day)] == [1, 1, 2]


def test_an_asked_agency_reminds_nobody(consultation):
    asked = list(consultation.round.invitations.all())

    with pytest.raises(PermissionDenied):
        remind_agencies(consultation.round, by=consultation.head(), invitations=asked)
    with pytest.raises(PermissionDenied):
        stop_reminders(consultation.round, by=consultation.head())


def test_a_reminder_says_how_many_people_it_reached(consultation, travelled):
    consultation.officer(0).memberships.all().delete()
    consultation.head(0).memberships.all().delete()
    at(travelled, date(2026, 10, 13))
    remind_due()

    people = dict(Reminder.objects.values_list("invitation__agency", "people"))
    assert people == {consultation.agencies[0].pk: 0, consultation.agencies[1].pk: 2}


def test_what_is_recorded_names_no_person(consultation, travelled):
    at(travelled, date(2026, 10, 13))
    remind_due()

    entry = AuditEntry.objects.get(action="round.agencies_reminded")
    assert entry.actor_uid == ""
    assert entry.details == {
        "step": "half",
        "agencies": [agency.code for agency in consultation.agencies],
    }


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        (1, ["last_day"]),
        (2, ["last_day"]),
        (3, ["last_day"]),
        (4, ["half", "last_day"]),
        (5, ["half", "last_day"]),
        (8, ["half", "quarter", "last_day"]),
        (20, ["half", "quarter", "last_day"]),
    ],
)
def test_a_short_time_has_fewer_steps(days, steps):
    calendar = WorkCalendar([])
    begins = date(2026, 10, 5)
    last = calendar.days(begins + timedelta(days=1), begins + timedelta(days=60))[days - 1]
    each = [begins + timedelta(days=number) for number in range((last - begins).days + 2)]

    found = [step_on(day, begins, last, calendar) for day in each]

    assert list(dict.fromkeys(step for step in found if step)) == [ReminderStep(s) for s in steps]
    assert found[0] is None


@pytest.mark.parametrize("agencies", [3, 30])
def test_many_agencies_need_hardly_more_questions_to_find(
    travelled, agencies, django_assert_max_num_queries
):
    open_consultation(agencies=agencies, deadline=clock.no_later_than(LAST))
    at(travelled, date(2026, 10, 7))

    with django_assert_max_num_queries(12):
        assert remind_due() == 0


def test_the_commands_do_what_the_schedule_does_and_no_more(consultation, travelled, capsys):
    at(travelled, date(2026, 10, 13))
    mail.outbox.clear()

    for _turn in range(2):
        call_command("remind")
        call_command("send_messages")

    assert "2 agencies reminded" in capsys.readouterr().out
    assert len(mail.outbox) == 4
    assert Reminder.objects.count() == 2


def test_the_schedules_are_laid_once(db):
    for _time in range(2):
        lay_schedules()

    laid = Schedule.objects.filter(func__startswith="consultation.notifying")
    assert laid.filter(func__endswith="deliver_messages").count() == 1
    assert Schedule.objects.get(func="consultation.inviting.remind_due").minutes == 15
    for schedule in Schedule.objects.filter(func__startswith="consultation."):
        assert callable(import_string(schedule.func))
