"""Narrowing down, what is chosen, what could be left out, what follows: with and without htmx."""

from dataclasses import replace

import pytest
from django.urls import reverse

from search.finder import Choice, Page
from search.views import results
from search.views.narrowing import facets_of
from tests.factories import open_consultation, publish_law, written_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def law(db):
    return publish_law()


def get(client, words="", headers=None, **values):
    return client.get(reverse("search"), {"q": words, **values}, headers=headers)


def test_what_is_chosen_stands_above_the_results_with_its_way_back(client, law):
    page = get(client, "thời hạn ý kiến", kind=["draft", "provision"], since="01/01/2026")

    chips = {chip.label: chip.address for chip in page.context["chosen"]}
    words = "q=th%E1%BB%9Di+h%E1%BA%A1n+%C3%BD+ki%E1%BA%BFn"
    assert chips == {
        "Provision": f"{words}&kind=draft&since=2026-01-01",
        "Draft law": f"{words}&kind=provision&since=2026-01-01",
        "01/01/2026": f"{words}&kind=draft&kind=provision",
    }


def test_a_long_facet_shows_eight_and_the_chosen_ones_first():
    choices = [Choice(str(n), f"Sở {n}", 20 - n, chosen=n == 15) for n in range(20)]

    [box] = facets_of(Page(facets={"agency": choices}))

    assert [option.choice.value for option in box.first] == ["15", *map(str, range(7))]
    assert (len(box.rest), box.number) == (12, 20)


def test_a_facet_with_one_value_says_nothing_and_is_not_shown():
    assert facets_of(Page(facets={"year": [Choice("2026", "2026", 5, chosen=False)]})) == []


def test_an_id_in_the_page_holds_whatever_the_value_is(client, law):
    choices = [Choice("Đất đai; nhà ở", "Đất đai; nhà ở", 1, chosen=False)] * 2

    [box] = facets_of(Page(facets={"field": choices}))

    assert box.first[0].id.replace("-", "").isalnum()


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [("01/01/2026", "31/12/2199", True), ("2026-01-01", "", True), ("", "31/12/2000", False)],
)
def test_days_narrow_the_result_however_they_are_written(client, law, since, until, found):
    page = get(client, '"hiệu lực từ ngày"', since=since, until=until)

    assert bool(page.context["page"].hits) is found


def test_a_day_that_is_none_is_said_and_left_out(client, law):
    page = get(client, '"hiệu lực từ ngày"', since="32/13/2026")

    assert "Write the day like 31/12/2026." in page.content.decode()
    assert 'value="32/13/2026"' in page.content.decode()
    assert len(page.context["page"].hits) == 1


def test_the_cited_place_stands_by_itself(client, law):
    page = get(client, "khoản 2 Điều 3")

    [cited] = page.context["cited"][:1]
    assert cited.title == "Khoản 2 Điều 3. Thời hạn trả lời"
    assert 'class="card cited"' in page.content.decode()


def test_without_a_citation_nothing_stands_by_itself(client, law):
    assert get(client, "thời hạn").context["cited"] is None


def ways(page):
    return {way["label"]: way["total"] for way in page.context["ways"]}


def test_nothing_found_in_quotation_marks_may_be_found_without(client, law):
    assert ways(get(client, '"hạn thời trả lời"')) == {
        "Without quotation marks": get(client, "hạn thời trả lời").context["page"].total
    }


def test_nothing_found_says_which_choice_to_take_away_and_what_it_gives(client, law):
    page = get(client, '"hiệu lực từ ngày"', kind="opinion", until="31/12/2000")

    assert ways(page) == {"Without all of this": 1} | {
        label: total for label, total in ways(page).items() if label != "Without all of this"
    }
    assert ways(get(client, '"hiệu lực từ ngày"', kind="opinion")) == {
        "Without narrowing by “What”": 1,
        "Without all of this": 1,
    }


def test_a_point_that_is_not_there_leads_to_its_clause_and_article(client, law):
    assert list(ways(get(client, "điểm g khoản 2 Điều 3"))) == ["khoản 2 Điều 3", "Điều 3"]


def test_what_leads_nowhere_is_not_offered(client, law):
    assert ways(get(client, '"xyzzy"', kind="draft")) == {}


def test_more_hits_come_alone_in_the_place_of_the_button(client, law):
    consultation = open_consultation(version=law)
    client.force_login(consultation.officer())
    for _ in range(25):
        written_opinion(consultation, text="Đề nghị sửa thời hạn trả lời.")
    first = get(client, "đề nghị sửa")
    htmx = {"HX-Request": "true", "HX-Target": "more"}

    more = get(client, "đề nghị sửa", headers=htmx, after=first.context["page"].next)

    assert len(more.context["page"].hits) == 5
    assert "<aside" not in more.content.decode()
    assert "<html" not in more.content.decode()
    shown = {hit.id for hit in first.context["page"].hits}
    assert shown & {hit.id for hit in more.context["page"].hits} == set()


def test_only_a_signed_in_person_is_offered_to_keep_a_search(client, law):
    assert reverse("keep_search") not in get(client, "thời hạn").content.decode()
    client.force_login(open_consultation(version=law).officer())

    assert reverse("keep_search") in get(client, "thời hạn").content.decode()


def test_an_answer_from_the_database_in_anothers_place_says_so(client, law, monkeypatch):
    ask = results.search
    monkeypatch.setattr(
        results, "search", lambda user, query: replace(ask(user, query), is_fallback=True)
    )
    assert "these results come from the database" in get(client, "thời hạn").content.decode()
    monkeypatch.undo()
    assert "these results come from the database" not in get(client, "thời hạn").content.decode()


def test_the_page_costs_the_same_queries_for_few_and_for_many_hits(
    client, law, django_assert_max_num_queries
):
    consultation = open_consultation(version=law)
    client.force_login(consultation.officer())
    for _ in range(25):
        written_opinion(consultation, text="Đề nghị sửa bưu cục.")
    get(client, "bưu cục")

    with django_assert_max_num_queries(25):
        get(client, "bưu cục")
