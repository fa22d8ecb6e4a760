"""Searches that people keep, and the mails about what is new: each hit once, whom it concerns."""

import pytest
from django.core.exceptions import PermissionDenied
from django_q.models import Schedule

from cms import clock
from consultation.commenting import withdraw_opinion
from search import alerts
from search.alerts import telling
from search.models import AlertMessage, Frequency, KnownHit, MessageState, SavedSearch
from search.query import SearchQuery
from tests.factories import UserFactory, approved_opinion, publish_law
from tests.search.kept import WORDS, keep, later, run, say

pytestmark = pytest.mark.both_databases


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


def test_of_two_workers_at_the_same_search_the_second_stores_nothing(
    consultation, officer, monkeypatch
):
    saved = keep(officer)
    say(consultation)
    stale = SavedSearch.objects.get(pk=saved.pk)
    stored = []
    store = telling._store
    monkeypatch.setattr(telling, "_store", lambda *given: stored.append(given) or store(*given))

    with later(minutes=6):
        assert alerts.store_messages() == 1
        assert telling._look_through(stale) is False

    assert len(stored) == 1
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


def test_an_account_that_is_switched_off_gets_no_mail_of_public_things_either(
    consultation, officer
):
    keep(officer)
    publish_law("Điều 1. Bưu cục\nXã Sín Thầu có bưu cục.", title="Nghị định về bưu cục")
    with later(minutes=6):
        assert alerts.store_messages() == 1
    officer.is_active = False
    officer.save()

    assert run(minutes=8) == []


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
