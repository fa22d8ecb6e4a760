"""Who finds what: every role at every kind of thing in every state, at every door."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.models import Round
from search.access import Access, Visibility, access_of
from search.alerts.sending import visible_now
from search.alerts.telling import hits_now
from search.exporting import lines
from search.feeding import draw_feed
from search.finder import search
from search.models import SavedSearch, SearchDoc
from search.query import SearchQuery
from search.suggesting import suggest
from tests.search.roles import FINDS, PEOPLE, World, build_world, word_of

pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once: the tests only read it, or undo what they do to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db) -> World:
    return built


def table(world, finds):
    """What `finds(person, thing)` says of everybody and everything, as in FINDS."""
    return {
        thing: "".join("x" if finds(world.people[who], thing) else "." for who in PEOPLE)
        for thing in FINDS
    }


def of_kind(world, thing, **values):
    return SearchQuery(word_of(thing), facets={"kind": (world.things[thing][0],)}, **values)


def hits(world):
    def finds(person, thing):
        found = search(person, of_kind(world, thing)).hits
        return world.things[thing] in [(hit.kind, hit.thing.pk) for hit in found]

    return finds


def test_everybody_finds_what_is_theirs_to_see_and_nothing_else(world):
    assert table(world, hits(world)) == FINDS


def test_totals_count_only_what_one_finds(world):
    assert (
        table(world, lambda person, thing: search(person, of_kind(world, thing)).total == 1)
        == FINDS
    )


def test_facets_count_only_what_one_finds(world):
    def finds(person, thing):
        kinds = search(person, SearchQuery(word_of(thing))).facets.get("kind", [])
        counts = {each.value: each.count for each in kinds}
        return counts.get(world.things[thing][0]) == 1

    assert table(world, finds) == FINDS


def test_no_facet_names_a_draft_or_an_agency_that_only_private_hits_have(world):
    """What a visitor is offered by any search leads to something the visitor finds."""
    visitor = AnonymousUser()
    for thing in FINDS:
        for name, choices in search(visitor, SearchQuery(word_of(thing))).facets.items():
            for choice in choices:
                narrowed = SearchQuery(word_of(thing), facets={name: (choice.value,)})
                assert len(search(visitor, narrowed).hits) == choice.count


# The first lock alone: what the rows say.


def test_the_rows_open_to_a_person_are_exactly_what_the_person_finds(world):
    def finds(person, thing):
        kind, pk = world.things[thing]
        return SearchDoc.objects.open_to(access_of(person)).of(kind, [pk]).exists()

    assert table(world, finds) == FINDS


def test_without_the_first_lock_the_totals_tell_of_private_things(world, monkeypatch):
    monkeypatch.setattr(Access, "condition", lambda self: Q())
    query = SearchQuery(word_of("draft opinion"))

    assert sum(each.count for each in search(AnonymousUser(), query).facets["kind"]) == 1


# The second lock alone: every row lies and says that it is public.


def test_rows_that_lie_about_their_audience_show_nothing_more(world):
    SearchDoc.objects.update(visibility=Visibility.PUBLIC)

    assert table(world, hits(world)) == FINDS


def test_without_the_second_lock_lying_rows_show(world, monkeypatch):
    SearchDoc.objects.update(visibility=Visibility.PUBLIC)
    monkeypatch.setattr("consultation.rules.visible_opinions", lambda user: Q())

    assert table(world, hits(world))["draft opinion"] == "x" * len(PEOPLE)


# The other doors.


def test_a_file_holds_what_the_person_finds(world):
    def finds(person, thing):
        kind = world.things[thing][0]
        return sum(1 for _ in lines(person, of_kind(world, thing))) == 1 and kind != ""

    assert table(world, finds) == FINDS


def test_a_feed_holds_what_a_visitor_finds_whoever_asks(world, client):
    def finds(person, thing):
        if person.is_authenticated:
            client.force_login(person)
        else:
            client.logout()
        address = {"q": word_of(thing), "kind": world.things[thing][0]}
        return b"<entry>" in client.get(reverse("search_feed"), address).content

    public = {thing: FINDS[thing][0] * len(PEOPLE) for thing in FINDS}
    assert table(world, finds) == public


def test_a_feed_drawn_for_anybody_is_the_same(world):
    titles = {thing: draw(thing).count(b"<entry>") for thing in FINDS}

    assert {thing for thing, number in titles.items() if number} == {
        thing for thing, row in FINDS.items() if row[0] == "x"
    }


def draw(thing):
    return draw_feed(SearchQuery(word_of(thing)), title="x", page_url="/", feed_url="/").content


def test_an_alert_tells_what_the_person_finds(world):
    def finds(person, thing):
        if not person.is_authenticated:
            return FINDS[thing][0] == "x"
        kind = world.things[thing][0]
        saved = SavedSearch(owner=person, text=word_of(thing), facets={"kind": [kind]})
        return hits_now(person, saved, most=10) == [world.things[thing]]

    assert table(world, finds) == FINDS


def test_what_is_sent_is_what_the_person_may_see_at_that_moment(world):
    def finds(person, thing):
        return len(visible_now(person, [world.things[thing]])) == 1

    assert table(world, finds) == FINDS


def test_the_field_proposes_titles_and_headings_of_public_drafts_alone(world, client):
    proposed = {}
    for who, person in world.people.items():
        if person.is_authenticated:
            client.force_login(person)
        answers = {
            thing: client.get(reverse("suggestions"), {"q": word_of(thing)}).json()["suggestions"]
            for thing in FINDS
        }
        proposed[who] = {thing for thing, words in answers.items() if words}

    assert proposed == {who: {"public draft"} for who in PEOPLE}


def test_a_proposal_that_outlived_its_publicity_is_not_made(world):
    word = word_of("public draft")
    assert len(suggest(word)) == 1

    first = SearchDoc.objects.get(kind="draft", title_folded__contains=word)
    Round.objects.filter(draft=first.draft_id).update(is_public=False)

    assert suggest(word) == []


@pytest.mark.parametrize("path", ["search", "search_feed", "suggestions"])
def test_what_only_others_find_costs_a_visitor_no_more_queries_than_nonsense(world, client, path):
    def cost(words):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(path), {"q": words})
        return len(queries)

    cost("kqacxzzz")
    private = [thing for thing in FINDS if FINDS[thing][0] == "."]

    assert {thing: cost(word_of(thing)) for thing in private} == dict.fromkeys(
        private, cost("kqacxzzz")
    )
