"""The mail server is away, the worker is killed, two work at once: nothing lost, nothing twice."""

import smtplib
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections

from cms import clock
from consultation.models import MailState, Message
from consultation.notifying import delivering, send_again, store_message
from tests.consultation.notifying.mails import CONTEXT, later, run
from tests.factories import UserFactory

pytestmark = pytest.mark.both_databases
WORKING = "django.core.mail.backends.locmem.EmailBackend"


class Away(EmailBackend):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError("away")


class Breaking(EmailBackend):
    """The line breaks in the middle."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("broken")


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"hoa@dienbien.example": (550, b"no such user")})


def tell(person, kind, key="one", **values):
    return store_message(kind=kind, key=key, context=CONTEXT, to=person, **values)


@pytest.mark.parametrize("trouble", ["Away", "Breaking"])
def test_a_mail_server_that_fails_is_tried_again_and_nothing_is_lost(
    person, kind, settings, trouble
):
    tell(person, kind)
    settings.EMAIL_BACKEND = f"{__name__}.{trouble}"
    assert run() == []
    message = Message.objects.get()
    assert (message.state, message.attempts) == (MailState.WAITING, 1)
    assert message.last_error

    settings.EMAIL_BACKEND = WORKING
    assert run() == []  # not before its time
    assert len(run(minutes=2)) == 1
    assert run(hours=30) == []


def test_the_pauses_grow_for_most_of_a_day_then_it_is_given_up_and_said(person, kind, settings):
    tell(person, kind)
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    began = clock.now()
    passed = 0
    for wait in (0, *delivering.WAITS):
        passed += wait
        run(minutes=passed)

    message = Message.objects.get()
    assert message.state == MailState.FAILED
    assert message.attempts == len(delivering.WAITS) + 1
    assert (message.due_at - began).total_seconds() >= 18 * 3600
    assert list(delivering.WAITS) == sorted(delivering.WAITS)
    assert list(Message.objects.troubled()) == [message]


def test_an_administrator_has_a_given_up_mail_tried_again(person, kind, settings):
    message = tell(person, kind)
    Message.objects.update(state=MailState.FAILED, attempts=11)

    assert send_again(uids=[str(message.uid)]) == 1
    assert len(run()) == 1


def test_an_address_that_does_not_exist_is_not_tried_for_hours(person, kind, settings):
    tell(person, kind)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    run()

    message = Message.objects.get()
    assert message.state == MailState.FAILED
    assert "no such user" in message.last_error


class Killed(BaseException):
    """The worker's process is gone: nothing after this line is done."""


def kill_at(monkeypatch, place):
    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(delivering, place, killed)
        with pytest.raises(Killed):
            delivering.deliver_messages()


@pytest.mark.parametrize("place", ["_is_wanted", "_take"])
def test_a_worker_killed_before_it_hands_a_mail_over_loses_nothing(
    person, kind, monkeypatch, place
):
    tell(person, kind)
    kill_at(monkeypatch, place)

    assert len(run(minutes=1)) == 1
    assert run(minutes=60) == []


@pytest.mark.parametrize(("place", "gone"), [("compose", 0), ("_note", 1)])
def test_a_worker_killed_with_a_mail_in_its_hands_never_doubles_it(
    person, kind, monkeypatch, place, gone
):
    """Whether it went nobody knows; it is said, and a person decides."""
    message = tell(person, kind)
    mail.outbox.clear()
    kill_at(monkeypatch, place)
    assert len(mail.outbox) == gone

    assert run(minutes=5) == []
    assert run(minutes=20) == []
    message.refresh_from_db()
    assert message.state == MailState.UNSURE
    assert list(Message.objects.troubled()) == [message]


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_send_each_mail_once(person, kind):
    for number in range(12):
        tell(person, kind, key=str(number))
    mail.outbox.clear()
    ready = Barrier(8)

    def work():
        try:
            ready.wait()
            delivering.deliver_messages()
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(mail.outbox) == 12
    assert set(Message.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}


def test_what_is_due_together_comes_in_one_mail_where_the_kind_allows(person, kind):
    for key in ("one", "two", "three"):
        tell(person, kind, key=key, bundle=True)
    tell(person, kind, key="alone")

    sent = run()

    assert sorted(each.body.count("Cơ quan soạn thảo gửi") for each in sent) == [1, 3]
    assert len({each.extra_headers["Message-ID"] for each in sent}) == 2


def test_a_bundle_tried_again_is_the_same_mail(person, kind, settings):
    tell(person, kind, key="one", bundle=True)
    tell(person, kind, key="two", bundle=True)
    settings.EMAIL_BACKEND = f"{__name__}.Breaking"
    run()
    tell(person, kind, key="three", bundle=True)
    settings.EMAIL_BACKEND = WORKING

    sent = run(minutes=2)

    assert len(sent) == 2
    assert Message.objects.get(key="one").mail_uid == Message.objects.get(key="two").mail_uid


def test_bundles_of_two_people_are_two_mails(person, kind):
    tell(person, kind, key="one", bundle=True)
    tell(UserFactory(email="khac@example.com"), kind, key="two", bundle=True)

    assert sorted(sent.to[0] for sent in run()) == ["hoa@dienbien.example", "khac@example.com"]


def test_what_is_no_longer_so_is_not_sent(person, kind, monkeypatch):
    tell(person, kind)
    monkeypatch.setitem(delivering.STILL_SO, kind, lambda message: False)

    assert run() == []
    assert Message.objects.get().state == MailState.DROPPED


def test_an_account_that_was_closed_is_not_written_to(person, kind):
    tell(person, kind)
    person.is_active = False
    person.save()

    assert run() == []


def test_a_turn_ends_before_the_queue_would_end_it(person, kind, monkeypatch):
    for number in range(3):
        tell(person, kind, key=str(number))
    monkeypatch.setattr(delivering, "TURN", -1.0)

    assert run() == []
    monkeypatch.undo()
    assert len(run()) == 3


def test_a_mail_due_tomorrow_waits(person, kind):
    with later(days=1):
        tomorrow = clock.now()
    tell(person, kind, due_at=tomorrow)

    assert run() == []
    assert len(run(days=1, minutes=1)) == 1
