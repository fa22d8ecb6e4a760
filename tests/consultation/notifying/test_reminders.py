"""Reminders by a travelling clock: each step once, to those who can still do something."""

from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connections
from django.utils.module_loading import import_string
from django_q.models import Schedule

from cms import clock
from consultation.approving import send_up
from consultation.inviting import (
    close_round,
    extend_round,
    note_opening,
    remind_agencies,
    remind_due,
    resume_reminders,
    stop_reminders,
)
from consultation.inviting.reminding import step_on
from consultation.models import (
    AuditEntry,
    Holiday,
    MailState,
    Message,
    Reminder,
    ReminderStep,
    Stance,
)
from consultation.models.working_days import WorkCalendar
from consultation.notifying import deliver_messages, lay_schedules
from tests.factories import approved_submission, open_consultation, written_opinion

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
# Monday; the deadline is Friday of the week after: nine working days from the day after.
OPENED = datetime(2026, 10, 5, 10, 0, tzinfo=HANOI)
LAST = date(2026, 10, 16)


@pytest.fixture
def travelled():
    with time_machine.travel(OPENED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def consultation(travelled):
    opened = open_consultation(agencies=2, deadline=clock.no_later_than(LAST))
    for number, person in enumerate([*opened.officers.values(), *opened.heads.values()]):
        person.email = f"p{number}@dienbien.example"
        person.save()
    return opened


def at(traveller, day, hour=8, minute=0):
    traveller.move_to(datetime.combine(day, time(hour, minute), tzinfo=HANOI))


def steps_of(consultation, number=0):
    reminders = Reminder.objects.filter(invitation__agency=consultation.agencies[number])
    return [
        (each.step, clock.last_day(each.deadline), each.day) for each in reminders.order_by("pk")
    ]


def run_every_hour(traveller, first, last):
    moment = datetime.combine(first, time(0), tzinfo=HANOI)
    while moment.date() <= last:
        traveller.move_to(moment)
        remind_due()
        moment += timedelta(hours=1)


def test_half_a_quarter_and_the_last_day_are_said_once_each(consultation, travelled):
    run_every_hour(travelled, date(2026, 10, 5), date(2026, 10, 20))

    assert steps_of(consultation) == [
        ("half", LAST, date(2026, 10, 13)),
        ("quarter", LAST, date(2026, 10, 15)),
        ("last_day", LAST, date(2026, 10, 16)),
    ]


def test_running_twice_reminds_once(consultation, travelled):
    at(travelled, date(2026, 10, 13))

    assert [remind_due(), remind_due()] == [2, 0]
    assert Message.objects.filter(kind="reminder").count() == 4


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_eight_turns_at_once_remind_once():
    with time_machine.travel(OPENED, tick=False):
        open_consultation(agencies=3, deadline=clock.no_later_than(LAST))
    ready = Barrier(8)
    failures = []

    def work():
        try:
            ready.wait()
            remind_due()
        except Exception as trouble:  # what a worker would log
            failures.append(trouble)
        finally:
            connections.close_all()

    with time_machine.travel(datetime(2026, 10, 13, 8, 0, tzinfo=HANOI), tick=True):
        workers = [Thread(target=work) for _ in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    assert failures == []
    assert Reminder.objects.count() == 3
    assert Message.objects.filter(kind="reminder").count() == 6


@pytest.mark.parametrize(("hour", "minute", "count"), [(7, 29, 0), (7, 30, 2), (23, 0, 2)])
def test_nobody_is_reminded_before_offices_open(consultation, travelled, hour, minute, count):
    at(travelled, date(2026, 10, 13), hour, minute)

    assert remind_due() == count


def test_nobody_is_reminded_on_a_day_off(consultation, travelled):
    Holiday.objects.create(day=date(2026, 10, 13), name="Nghỉ bão")
    at(travelled, date(2026, 10, 13))

    assert remind_due() == 0


def test_a_day_off_makes_the_steps_come_on_other_days(consultation, travelled):
    Holiday.objects.create(day=LAST, name="Nghỉ bão")
    run_every_hour(travelled, date(2026, 10, 5), date(2026, 10, 20))

    assert steps_of(consultation)[-1] == ("last_day", LAST, date(2026, 10, 15))


def test_after_days_without_a_worker_only_the_latest_step_is_said(consultation, travelled):
    at(travelled, LAST)
    remind_due()

    assert [step for step, _deadline, _day in steps_of(consultation)] == ["last_day"]


def test_who_has_sent_is_left_alone(consultation, travelled):
    written_opinion(consultation, at=0)
    approved_submission(consultation, at=0)
    at(travelled, date(2026, 10, 13))
    remind_due()

    assert steps_of(consultation, 0) == []
    assert len(steps_of(consultation, 1)) == 1


def test_who_is_reminded_of_what_follows_from_how_far_the_agency_is(consultation, travelled):
    written_opinion(consultation, at=0)
    submission = written_opinion(consultation, at=1).submission
    send_up(submission, by=consultation.officer(1), stance=Stance.AGREES_WITH_OPINIONS)
    at(travelled, date(2026, 10, 13))
    remind_due()

    told = {
        message.to: message.link
        for message in Message.objects.filter(kind="reminder", round=consultation.round)
    }
    # The draft's author and the agency's people; where approval waits, its head alone.
    assert set(told) == {consultation.officer(0), consultation.head(0), consultation.head(1)}
    assert str(submission.uid) in told[consultation.head(1)]
    kinds = dict(Reminder.objects.values_list("invitation__agency", "kind"))
    assert kinds == {consultation.agencies[0].pk: "unsent", consultation.agencies[1].pk: "waiting"}


def test_one_who_opened_and_one_who_did_not_are_told_different_things(consultation, travelled):
    note_opening(consultation.round, by=consultation.officer(0))
    at(travelled, date(2026, 10, 13))
    remind_due()

    kinds = dict(Reminder.objects.values_list("invitation__agency", "kind"))
    assert kinds == {
        consultation.agencies[0].pk: "unbegun",
        consultation.agencies[1].pk: "unopened",
    }


def test_several_rounds_are_one_mail_a_person(consultation, travelled):
    second = open_consultation(
        agencies=1, version=consultation.version, deadline=clock.no_later_than(LAST)
    )
    officer = consultation.officer(0)
    second.officer(0).memberships.update(user=officer)
    at(travelled, date(2026, 10, 13))
    remind_due()
    mail.outbox.clear()
    deliver_messages()

    mine = [sent for sent in mail.outbox if sent.to == [officer.email]]
    assert len(mine) == 1
    assert Message.objects.filter(kind="reminder", to=officer).count() == 2


def test_an_agency_that_sends_while_the_mail_waits_is_not_reminded(consultation, travelled):
    at(travelled, date(2026, 10, 13))
    remind_due()
    written_opinion(consultation, at=0)
    approved_submission(consultation, at=0)
    deliver_messages()

    told = Message.objects.filter(kind="reminder").exclude(state=MailState.DROPPED)
    assert {message.to for message in told} == {consultation.officer(1), consultation.head(1)}


def test_a_longer_deadline_begins_the_steps_anew(consultation, travelled):
    at(travelled, date(2026, 10, 13))
    remind_due()
    extend_round(
        consultation.round,
        by=consultation.compiler,
        deadline=clock.no_later_than(date(2026, 10, 23)),
        reason="Mưa lũ",
    )
    run_every_hour(travelled, date(2026, 10, 13), date(2026, 10, 26))

    assert [(step, day) for step, _deadline, day in steps_of(consultation)] == [
        ("half", date(2026, 10, 13)),
        ("half", date(2026, 10, 20)),
        ("quarter", date(2026, 10, 22)),
        ("last_day", date(2026, 10, 23)),
    ]


@pytest.mark.parametrize("stopped", [True, False])
def test_reminders_of_a_round_can_be_stopped_and_taken_up_again(consultation, travelled, stopped):
    stop_reminders(consultation.round, by=consultation.compiler)
    if not stopped:
        resume_reminders(consultation.round, by=consultation.compiler)
    at(travelled, date(2026, 10, 13))

    assert remind_due() == (0 if stopped else 2)


def test_a_closed_round_is_not_reminded_by_the_schedule(consultation, travelled):
    close_round(consultation.round, by=consultation.compiler)
    at(travelled, date(2026, 10, 13))

    assert remind_due() == 0


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
