"""Searches that people keep, and the mails about what is new: each hit once, none lost."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django_q.models import Schedule

from cms import clock
from consultation.commenting import withdraw_opinion
from search import alerts
from search.alerts import sending, telling
from search.models import AlertMessage, Frequency, KnownHit, MessageState, SavedSearch
from search.query import SearchQuery
from tests.factories import UserFactory, approved_opinion, open_consultation, written_opinion

pytestmark = pytest.mark.both_databases

WORDS = "bưu cục Sín Thầu"


@pytest.fixture
def consultation(db):
    return open_consultation(agencies=2)


@pytest.fixture
def officer(consultation):
    officer = consultation.officer()
    officer.email = "can-bo@example.vn"
    officer.save()
    return officer


def keep(user, frequency=Frequency.AT_ONCE, words=WORDS):
    return alerts.save_search(SearchQuery(words), by=user, name="Bưu cục", frequency=frequency)


def say(consultation, words="Xã Sín Thầu chưa có bưu cục", **values):
    return written_opinion(consultation, text=words, reason="", **values)


def later(**passed):
    return time_machine.travel(clock.now() + timedelta(**passed), tick=False)


def run(**passed):
    """The scheduled job, so much later; the mails it sent."""
    mail.outbox.clear()
    with later(**(passed or {"minutes": 6})):
        alerts.run_alerts()
    return list(mail.outbox)


def test_a_search_is_kept_with_all_that_was_chosen(consultation, officer):
    query = SearchQuery(WORDS, facets={"kind": ("opinion",), "draft": ()}, since=clock.today())

    saved = alerts.save_search(query, by=officer, name="Bưu cục", frequency=Frequency.NONE)

    saved.refresh_from_db()
    assert (saved.query.text, saved.query.facets) == (WORDS, {"kind": ("opinion",)})
    assert (saved.query.since, saved.query.until) == (clock.today(), None)
    assert f"since={clock.today().isoformat()}" in saved.address


def test_what_was_there_when_the_mails_began_is_not_new(consultation, officer):
    say(consultation)
    keep(officer)

    assert run() == []


def test_an_officer_is_told_of_what_is_new_once(consultation, officer):
    keep(officer)
    say(consultation)

    [told] = run()
    assert told.to == ["can-bo@example.vn"]
    assert "Khoản 2 Điều 3" in told.body.replace("khoản", "Khoản")
    assert run(minutes=20) == []
    assert run(days=2) == []


def test_a_mail_names_and_links_but_does_not_quote(consultation, officer):
    keep(officer)
    say(consultation)

    [told] = run()

    [(html, kind)] = [(part.content, part.mimetype) for part in told.alternatives]
    assert kind == "text/html"
    for content in (told.body, html):
        assert "http://testserver/du-thao/" in content
        assert "chưa có bưu cục" not in content


def test_daily_mails_come_once_a_day(consultation, officer):
    keep(officer, Frequency.DAILY)
    say(consultation)

    assert run(hours=20) == []
    assert len(run(hours=24)) == 1


def test_two_workers_at_the_same_search_store_one_message(consultation, officer):
    saved = keep(officer)
    say(consultation)
    stale = SavedSearch.objects.get(pk=saved.pk)

    with later(minutes=6):
        assert alerts.store_messages() == 1
        assert telling._look_through(stale) is False
    assert AlertMessage.objects.count() == 1


def test_only_what_may_be_seen_when_the_mail_goes_out_is_told(consultation, officer):
    keep(officer)
    opinion = say(consultation)
    with later(minutes=6):
        alerts.store_messages()
        withdraw_opinion(opinion, by=officer)

    assert run(minutes=8) == []
    assert AlertMessage.objects.get().state == MessageState.DROPPED


def test_what_was_hidden_when_the_mail_went_out_is_new_when_it_comes_back(consultation, officer):
    keep(officer)
    opinion = say(consultation)
    with later(minutes=6):
        alerts.store_messages()
        withdraw_opinion(opinion, by=officer)
    run(minutes=8)

    say(consultation, "Sín Thầu có bưu cục mới")
    assert len(run(minutes=20)) == 1
    assert not KnownHit.objects.filter(object_id=opinion.pk).exists()


def test_whoever_leaves_the_agency_is_told_nothing_of_it_any_more(consultation, officer):
    keep(officer)
    say(consultation)
    with later(minutes=6):
        alerts.store_messages()
    officer.memberships.all().delete()

    assert run(minutes=8) == []


def test_an_account_that_is_switched_off_gets_no_mail(consultation, officer):
    keep(officer)
    say(consultation)
    with later(minutes=6):
        alerts.store_messages()
    officer.is_active = False
    officer.save()

    assert run(minutes=8) == []


# The mail server.


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
    """A mail program shows one mail of two with the same Message-ID."""
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

    assert len({told.extra_headers["Message-ID"] for told in before + after}) == 1
    assert len(after) == 1
    assert len(before) == (place == "_note")
    assert run(minutes=40) == []


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


# Refusals.


def refusal(*args, **values):
    with pytest.raises(alerts.RefusedError) as refused:
        keep(*args, **values)
    return refused.value.reason


def test_without_an_address_a_search_is_kept_but_not_mailed_about(consultation):
    person = consultation.officer(1)

    assert refusal(person) == alerts.NO_ADDRESS
    assert keep(person, Frequency.NONE).frequency == Frequency.NONE


def test_a_search_that_finds_too_much_is_not_mailed_about(consultation, officer, monkeypatch):
    monkeypatch.setattr("search.alerts.saving.MOST_HITS", 3)
    for _ in range(4):
        say(consultation)

    assert refusal(officer) == alerts.TOO_BROAD
    assert SavedSearch.objects.count() == 0


def test_nobody_keeps_searches_without_end(consultation, officer, monkeypatch):
    monkeypatch.setattr("search.alerts.saving.MOST_SEARCHES", 1)
    keep(officer)

    assert refusal(officer) == alerts.TOO_MANY


def test_nobody_changes_or_deletes_anothers_search(consultation, officer):
    saved, other = keep(officer), UserFactory()

    with pytest.raises(PermissionDenied):
        alerts.change_saved_search(saved, by=other, name="x", frequency=Frequency.NONE)
    with pytest.raises(PermissionDenied):
        alerts.delete_saved_search(saved, by=other)


# Stopping.


def test_mails_that_wait_are_not_sent_after_the_person_said_stop(consultation, officer):
    saved = keep(officer)
    say(consultation)
    with later(minutes=6):
        alerts.store_messages()

    alerts.stop_alerts(saved)

    assert run(minutes=8) == []
    assert SavedSearch.objects.get().frequency == Frequency.NONE


def test_mails_begin_anew_with_what_is_new_then(consultation, officer):
    saved = keep(officer)
    alerts.change_saved_search(saved, by=officer, name="Bưu cục", frequency=Frequency.NONE)
    say(consultation)

    alerts.change_saved_search(saved, by=officer, name="Bưu cục", frequency=Frequency.AT_ONCE)

    assert run() == []
    say(consultation, "Bưu cục Sín Thầu mở cửa")
    assert len(run(minutes=20)) == 1


def test_the_compiler_is_told_when_an_opinion_is_sent_not_when_it_is_written(consultation):
    compiler = consultation.compiler
    compiler.email = "tong-hop@example.vn"
    compiler.save()
    keep(compiler)
    say(consultation, at=1)
    assert run() == []

    approved_opinion(consultation, text="Sín Thầu: bưu cục ở xa", reason="")
    assert len(run(minutes=20)) == 1


def test_the_job_runs_by_a_schedule_that_is_laid_once(db):
    alerts.schedule_alerts()
    alerts.schedule_alerts()

    assert Schedule.objects.filter(func="search.alerts.run_alerts").count() == 1
