"""Searching a real law and a real round, as people do."""

import unicodedata

import pytest
from django.contrib.auth.models import AnonymousUser

from search.documents import rebuild_documents
from search.finder import search
from search.query import SearchQuery
from tests.factories import open_consultation, publish_law, written_opinion

HEADING = "Điều 3. Thời hạn trả lời"


@pytest.fixture
def law(db):
    return publish_law()


def find(words, user=None, **values):
    return search(user or AnonymousUser(), SearchQuery(words, **values))


@pytest.mark.parametrize(
    "typed",
    [
        "Thời hạn trả lời",
        "thoi han tra loi",
        "thơi han tra lơi",
        "THỜI HẠN TRẢ LỜI",
        unicodedata.normalize("NFD", "Thời hạn trả lời"),
    ],
)
def test_an_article_is_found_by_its_heading_however_typed(law, typed):
    hit = find(typed).hits[0]

    assert hit.title == HEADING
    assert hit.title_html == "Điều 3. <mark>Thời hạn trả lời</mark>"


def test_a_clause_is_found_by_its_words_and_the_heading_above_it(law):
    hit = find("thời hạn nhận được đủ hồ sơ").hits[0]

    assert hit.title == "Khoản 2 Điều 3. Thời hạn trả lời"
    assert hit.snippet_html == (
        "<mark>Thời hạn</mark> trả lời không quá 10 ngày, kể từ ngày "
        "<mark>nhận được đủ hồ sơ</mark>."
    )
    assert hit.url.endswith("/dieu-3/#art_3__para_2")


@pytest.mark.parametrize("typed", ["điểm đ khoản 2 Điều 2", "diem dd", "Đ2 K2"])
def test_a_cited_place_leads_to_it(law, typed):
    titles = [hit.title for hit in find(typed).hits]

    assert titles[:1] == {
        "điểm đ khoản 2 Điều 2": ["Điểm đ khoản 2 Điều 2. Đối tượng áp dụng"],
        "diem dd": [],
        "Đ2 K2": ["Khoản 2 Điều 2. Đối tượng áp dụng"],
    }.get(typed)


def test_an_abbreviation_of_the_shipped_list_is_known(law):
    assert find("UBND cấp xã").hits[0].title == "Điểm b khoản 2 Điều 2. Đối tượng áp dụng"


def test_hits_tell_law_and_version(law):
    assert find("phạm vi điều chỉnh").hits[0].context == (
        "Nghị định về lấy ý kiến đối với dự thảo văn bản, Dự thảo lần 1"
    )


def test_the_draft_itself_is_found_by_its_name(law):
    kinds = {hit.kind: hit.title for hit in find("Nghị định về lấy ý kiến").hits}

    assert kinds["draft"] == "Nghị định về lấy ý kiến đối với dự thảo văn bản"


def test_nothing_typed_finds_nothing(law):
    assert find("  ").hits == []


def test_facets_come_with_names_and_counts(law):
    page = find("ý kiến")

    assert [choice.label for choice in page.facets["draft"]] == [
        "Nghị định về lấy ý kiến đối với dự thảo văn bản"
    ]
    assert sum(choice.count for choice in page.facets["kind"]) == page.total


@pytest.mark.parametrize(
    "facets",
    [
        {"draft": ("abc", "1 OR 1", "99999999999999999999999", "²")},
        {"kind": ("nothing",)},
        {"password": ("x",)},
    ],
)
def test_a_facet_that_makes_no_sense_is_left_out(law, facets):
    assert find("ý kiến", facets=facets).total == find("ý kiến").total


def test_a_page_is_continued_by_what_it_gave_out(law):
    first = find("ý kiến", size=3)
    second = find("ý kiến", size=3, after=first.next)

    assert {hit.id for hit in first.hits} & {hit.id for hit in second.hits} == set()


@pytest.mark.parametrize("after", ["x", "W10:abc", "null", "\0"])
def test_a_continuation_we_did_not_give_out_begins_anew(law, after):
    assert find("ý kiến", after=after).hits == find("ý kiến").hits


def test_a_page_takes_the_same_number_of_queries_whatever_it_holds(
    law, django_assert_max_num_queries
):
    consultation = open_consultation(version=law)
    for _ in range(6):
        written_opinion(consultation, text="Đề nghị quy định thời hạn trả lời.")
    find("thời hạn trả lời", consultation.officer())

    with django_assert_max_num_queries(20):
        page = find("thời hạn trả lời", consultation.officer())

    assert {"provision", "opinion"} <= {hit.kind for hit in page.hits}


def test_rebuilt_rows_find_the_same(law):
    consultation = open_consultation(version=law)
    written_opinion(consultation)
    before = [(hit.kind, hit.id) for hit in find("thời hạn", consultation.officer()).hits]

    counts = rebuild_documents()

    after = [(hit.kind, hit.id) for hit in find("thời hạn", consultation.officer()).hits]
    assert sorted(after) == sorted(before)
    assert counts["opinion"] == 1
