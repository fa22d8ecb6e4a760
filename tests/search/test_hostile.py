"""Whatever is typed, the search answers."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser

from search.finder import search
from search.query import SearchQuery
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
