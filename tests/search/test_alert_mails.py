"""The mail server is away, the worker is killed: no mail is lost, none is shown twice."""

import smtplib

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend

from search import alerts
from search.alerts import sending
from search.models import AlertMessage, KnownHit, MessageState, SavedSearch
from tests.search.kept import keep, later, run, say

pytestmark = pytest.mark.both_databases


class Broken(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("away")


def test_a_mail_server_that_is_away_is_tried_again_and_nothing_is_lost(
    consultation, officer, settings
):
    keep(officer)
    say(consultation)
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    run()
    message = AlertMessage.objects.get()
    assert (message.state, message.attempts) == (MessageState.WAITING, 1)
    assert "away" in message.trouble
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert run(minutes=7) == []  # not before its time
    assert len(run(minutes=9)) == 1
    assert run(minutes=60) == []


def test_after_a_night_without_a_mail_server_it_is_given_up_and_said(
    consultation, officer, settings
):
    keep(officer)
    say(consultation)
    settings.EMAIL_BACKEND = f"{__name__}.Broken"

    tried = [run(hours=5 * turn) and None for turn in range(1, 12)]

    message = AlertMessage.objects.get()
    assert (message.state, message.attempts) == (MessageState.FAILED, len(sending.WAITS))
    assert len(tried) > len(sending.WAITS)
    assert SavedSearch.objects.of(officer).get().last_mail == MessageState.FAILED


class Killed(BaseException):
    """The worker's process is gone: nothing after this line is done."""


@pytest.mark.parametrize("place", ["_take", "_found_now", "compose", "_note"])
def test_a_worker_killed_anywhere_loses_nothing_and_doubles_nothing(
    consultation, officer, monkeypatch, place
):
    """Before the mail is handed over."""
    keep(officer)
    say(consultation)
    mail.outbox.clear()

    def killed(*args, **kwargs):
        raise Killed

    with later(minutes=6):
        alerts.store_messages()
        with monkeypatch.context() as patch:
            patch.setattr(sending, place, killed)
            with pytest.raises(Killed):
                alerts.send_messages()
    before = list(mail.outbox)
    after = run(minutes=20)

    assert (len(before), len(after)) == (0, 1)
    assert run(minutes=40) == []


@pytest.mark.parametrize("arrives", [True, False])
def test_a_mail_that_may_have_gone_is_not_sent_again(consultation, officer, monkeypatch, arrives):
    """The worker is killed between the mail server's yes and our note of it, or just before."""
    keep(officer)
    say(consultation)
    mail.outbox.clear()
    send = EmailMultiAlternatives.send

    def killed(message, *args, **kwargs):
        if arrives:
            send(message)
        raise Killed

    with later(minutes=6):
        alerts.store_messages()
        with monkeypatch.context() as patch:
            patch.setattr(EmailMultiAlternatives, "send", killed)
            with pytest.raises(Killed):
                alerts.send_messages()
    assert len(mail.outbox) == arrives

    assert run(minutes=40) == []
    assert SavedSearch.objects.of(officer).get().last_mail == MessageState.HANDED_OVER


def test_a_worker_killed_while_it_stores_has_stored_nothing(consultation, officer, monkeypatch):
    keep(officer)
    say(consultation)

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch, later(minutes=6):
        patch.setattr(KnownHit.objects, "bulk_create", killed)
        with pytest.raises(Killed):
            alerts.store_messages()

    assert AlertMessage.objects.count() == 0
    assert len(run(minutes=7)) == 1
