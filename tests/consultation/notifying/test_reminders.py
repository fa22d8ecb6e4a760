"""Reminders by a travelling clock: each step once, to those who can still do something."""

from datetime import date, datetime
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.db import connections

from cms import clock
from consultation.approving import send_up
from consultation.inviting import (
    close_round,
    extend_round,
    invite_agencies,
    note_opening,
    remind_due,
)
from consultation.models import (
    Holiday,
    MailState,
    Message,
    Reminder,
    Stance,
)
from consultation.notifying import deliver_messages
from tests.consultation.notifying.october import HANOI, LAST, OPENED, at, run_every_hour, steps_of
from tests.factories import AgencyFactory, approved_submission, open_consultation, written_opinion

pytestmark = pytest.mark.django_db


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


def test_a_closed_round_is_not_reminded_by_the_schedule(consultation, travelled):
    close_round(consultation.round, by=consultation.compiler)
    at(travelled, date(2026, 10, 13))

    assert remind_due() == 0


def test_an_agency_asked_later_has_steps_of_its_own_time(consultation, travelled):
    at(travelled, date(2026, 10, 12))
    late = AgencyFactory()
    invite_agencies(consultation.round, by=consultation.compiler, agencies=[late])
    run_every_hour(travelled, date(2026, 10, 12), date(2026, 10, 19))

    reminders = Reminder.objects.filter(invitation__agency=late).order_by("pk")
    # Four working days from the day after it was asked: two, then one of them left.
    assert [(each.step, each.day) for each in reminders] == [
        ("half", date(2026, 10, 15)),
        ("last_day", date(2026, 10, 16)),
    ]
