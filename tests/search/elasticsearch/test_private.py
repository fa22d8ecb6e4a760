"""What is withdrawn, hidden or closed cannot be found in the next request, sent or not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cms.models import DraftPage
from consultation.commenting import withdraw_opinion
from search import outbox
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch import engine as asked_engine
from search.engines.elasticsearch.connection import server
from search.finder import search
from search.query import SearchQuery
from tests.factories import open_consultation, publish_law, written_opinion

pytestmark = pytest.mark.elasticsearch

SECRET = "Nậm Pồ mùa lũ quét"


def ask(user, typed=SECRET):
    return search(user, SearchQuery(f'"{typed}"'))


def told(page):
    """Everything a page says: hits, total, counts."""
    counts = {choice.count for choices in page.facets.values() for choice in choices}
    return len(page.hits), page.total, counts


@pytest.fixture
def consultation(in_step):
    consultation = open_consultation()
    consultation.opinion = written_opinion(consultation, text=SECRET)
    in_step()
    return consultation


def test_an_officer_finds_the_own_draft_in_elasticsearch(consultation):
    page = ask(consultation.officer())

    assert (page.engine, page.is_fallback, len(page.hits), page.total) == (
        "elasticsearch",
        False,
        1,
        1,
    )


@pytest.mark.parametrize("was_sent", [False, True])
def test_a_withdrawn_opinion_is_gone_in_the_next_request(consultation, in_step, was_sent):
    withdraw_opinion(consultation.opinion, by=consultation.officer())
    if was_sent:
        in_step()

    page = ask(consultation.officer())

    assert page.engine == "elasticsearch"
    assert told(page) == (0, 0, set())


@pytest.mark.parametrize("was_sent", [False, True])
def test_a_law_taken_offline_is_gone_in_the_next_request(in_step, was_sent):
    law = publish_law()
    in_step()
    assert ask(AnonymousUser(), "hiệu lực từ ngày").total > 0

    DraftPage.objects.get(pk=law.draft.pk).unpublish()
    if was_sent:
        in_step()

    page = ask(AnonymousUser(), "hiệu lực từ ngày")
    assert page.engine == "elasticsearch"
    assert told(page) == (0, 0, set())


def test_the_public_does_not_even_name_the_internal_index(consultation, monkeypatch):
    named = []

    class Listening:
        def search(self, *, index, **asked):
            named.append(index)
            return server().search(index=index, **asked)

    monkeypatch.setattr(asked_engine, "server", Listening)
    prefix = outbox.sending.settings.ELASTICSEARCH_PREFIX

    ask(AnonymousUser())
    ask(consultation.officer())

    assert named == [[f"{prefix}-public"], [f"{prefix}-public", f"{prefix}-internal"]]


def test_another_agency_and_the_public_learn_nothing_of_it(consultation):
    for person in (consultation.officer(1), consultation.compiler, AnonymousUser()):
        page = ask(person)
        assert (page.engine, told(page)) == ("elasticsearch", (0, 0, set()))


def test_the_second_lock_holds_when_the_index_says_too_much(consultation, monkeypatch):
    """The engine's own filter is taken away: hits fall out when they are read."""
    monkeypatch.setattr(asked_engine, "may_find", lambda access: {"match_all": {}})
    monkeypatch.setattr(asked_engine, "is_public", lambda access: False)

    assert ask(consultation.officer(1)).hits == []


def test_the_screen_is_served_by_elasticsearch(consultation, client):
    client.force_login(consultation.officer())

    answer = client.get(reverse("search"), {"q": f'"{SECRET}"'})

    assert answer.status_code == 200
    assert answer.context["page"].engine == ElasticsearchEngine.name


def test_an_answer_brings_no_text_with_it(consultation):
    found = server().search(
        index=[f"{outbox.sending.settings.ELASTICSEARCH_PREFIX}-internal"],
        query={"match_all": {}},
        size=100,
    )
    sources = {tuple(hit["_source"]) for hit in found["hits"]["hits"]}

    assert sources == {("kind",)}
