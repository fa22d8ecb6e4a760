"""Whatever is typed, the search answers."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from search.finder import search
from search.query import ALL_FACETS, SearchQuery
from tests.factories import publish_law

SNIPPETS = (
    *('"', "'", '""', "“", "*", "%", "_", "\\", ";", "--", "/*", "(", ")", ":", "^", "+", "-", "{"),
    *("AND", "OR", "NOT", "NEAR(", "NEAR/2", "title_folded:", "exact :", "{exact} :", "bm25("),
    *("DROP TABLE search_searchdoc", "' OR 1=1 --", "0x00", "\x00", "\ufeff", "\u202e", "\ud800"),
    *(
        "<script>",
        "&amp;",
        "{{ x }}",
        "{% x %}",
        "${x}",
        "%s",
        "%(x)s",
        "\r\n",
        "\t",
        "🙂",
        "𝐀",
        "İ",
    ),
    *("Điều 5", "khoản 2", "đ.20 k.2", "điểm đ", "78/2025/NĐ-CP", "UBND", "thủ tục", "thu tuc"),
    *("9" * 40, "a" * 300, "ê" * 300, "\u0301" * 50, "1/1/1", "10.000.000", "và " * 100),
)


@pytest.fixture
def law(db):
    return publish_law()


@pytest.mark.both_databases
def test_no_query_however_strange_makes_the_search_fail(law, times):
    random.seed(20261125)

    for _ in range(times(3000)):
        text = random.choice(["", " "]).join(random.choices(SNIPPETS, k=random.randint(1, 8)))
        sort = random.choice(["relevance", "newest", "position"])
        page = search(AnonymousUser(), SearchQuery(text, sort=sort))
        assert page.total >= len([hit for hit in page.hits if not hit.approximate])


def test_operators_of_the_engine_are_words_like_any_other(law):
    query = SearchQuery('thời hạn OR NOT "')

    assert all(hit.approximate for hit in search(AnonymousUser(), query).hits)


@pytest.mark.both_databases
def test_no_address_however_strange_makes_a_page_of_the_search_fail(law, client, times):
    """Words, facets, days, order and cursor, at every door that reads them."""
    random.seed(20261126)
    after = search(AnonymousUser(), SearchQuery("ý kiến", size=1)).next

    for _ in range(times(3000)):
        door = random.choice(["search"] * 8 + ["search_feed", "suggestions"])
        address = strange_address(after)
        headers = random.choice([{}, {"HX-Request": "true", "HX-Target": "more"}])
        answer = client.get(reverse(door), address, headers=headers)
        assert answer.status_code in (200, 429), address


def strange_address(after):
    strange = [*SNIPPETS, "2026", "1", "0", "-1", "9" * 30, "provision", "draft", "relevance", ""]
    days = ["0001-01-01", "9999-12-31", "31/12/9999", "2026-02-30", "29/02/2024", "1/1/1"]
    address = {"q": random.choice(["", " "]).join(random.choices(SNIPPETS, k=random.randint(0, 6)))}
    for name in random.sample([*ALL_FACETS, "x"], k=random.randint(0, 5)):
        address[name] = random.choices(strange, k=random.randint(1, 60))
    for name in ("since", "until"):
        address[name] = random.choice([*days, *strange])
    address["sort"] = random.choice(["newest", "position", *strange])
    address["after"] = random.choice([after, after[:-3] + "abc", *strange])
    return {name: writable(value) for name, value in address.items()}


def writable(value):
    """Halves of pairs cannot be sent; a browser sends a mark in their place."""
    if isinstance(value, list):
        return [writable(each) for each in value]
    return value.encode("utf-8", "replace").decode()
