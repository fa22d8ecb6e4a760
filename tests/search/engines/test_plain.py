"""Plain containment, for any database: fewer graces, the same locks."""

import pytest

from search.access import Access, Visibility
from search.engines.plain import PlainEngine
from search.query import SearchQuery, parse, read_abbreviations

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
ABBREVIATIONS = read_abbreviations([("UBND", "Ủy ban nhân dân")])

pytestmark = pytest.mark.both_databases


def ask(typed, access=PUBLIC, after=None, **values):
    plan = parse(typed, ABBREVIATIONS)
    return PlainEngine().search(plan, access, SearchQuery(typed, **values), after)


def ids(typed, access=PUBLIC, **values):
    return [hit.object_id for hit in ask(typed, access, **values).hits]


def test_every_word_is_found_whole_with_or_without_marks(put):
    wanted = put("Thủ tục", "cấp giấy phép")
    put("Thủ tục", "cấp giấy phép lái xe".replace("cấp", "cấpx"))

    assert ids("thu tuc cap giay") == [wanted]


def test_title_comes_before_body(put):
    body = put("", "lệ phí")
    title = put("Lệ phí", "")

    assert ids("le phi") == [title, body]


def test_phrases_numbers_abbreviations_and_citations_are_understood(put):
    short = put("", "UBND xã theo Nghị định số 78/2025/NĐ-CP")
    clause = put("", "hồ sơ", eid_article="5", eid_clause="2")
    citing = put("", "theo khoản 2 Điều 5")

    assert ids('"uy ban nhan dan" xã') == []
    assert ids("uy ban nhan dan xã") == [short]
    assert ids("78/2025/NĐ-CP") == [short]
    assert ids("Đ5 K2") == [clause, citing]


def test_what_is_not_open_is_neither_found_nor_counted(put):
    put("", "thời hạn", visibility=Visibility.AGENCY, readers=",3,")
    own = Access(acts_for=frozenset(), writes_for=frozenset({3}), compiles_for=frozenset())

    assert ask("thời hạn").total == 0
    assert ask("thời hạn", own).total == 1


@pytest.mark.parametrize("sort", ["relevance", "newest", "position"])
def test_pages_follow_each_other(put, sort):
    written = [put("", "thời hạn", draft_id=1, version_id=1) for _ in range(12)]
    seen, after = [], None

    while True:
        page = ask("thời hạn", after=after, sort=sort, size=5, facets={"draft": ("1",)})
        seen += [hit.object_id for hit in page.hits]
        after = page.next
        if after is None:
            break

    assert (sorted(seen), page.total) == (written, 12)
