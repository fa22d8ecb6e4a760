"""Every row with all words, every count and every facet is the one the database finds."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from search import outbox
from search.access import Access, Visibility
from search.documents.port import words_of
from search.engines import database_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import SearchDoc
from search.query import SearchQuery, parse, read_abbreviations

pytestmark = [pytest.mark.elasticsearch, pytest.mark.both_databases]

ABBREVIATIONS = read_abbreviations(
    [
        ("UBND", "Ủy ban nhân dân"),
        ("QPPL", "quy phạm pháp luật"),
        ("VBQPPL", "văn bản quy phạm pháp luật"),
    ]
)
SENTENCES = [
    "Ủy ban nhân dân cấp xã tiếp nhận hồ sơ trong thời hạn 10 ngày làm việc",
    "UBND tỉnh ban hành VBQPPL theo thẩm quyền",
    "Thời hạn trả lời không quá 15 ngày kể từ ngày nhận đủ hồ sơ",
    "Lệ phí cấp giấy phép thực hiện theo Nghị định số 78/2025/NĐ-CP",
    "Tổ chức, cá nhân có quyền tự do đi lại; từ đó phát sinh nghĩa vụ",
    "Việc thu hồi đất phải có quyết định của cơ quan nhà nước có thẩm quyền",
    "Sở Tư pháp chủ trì thẩm định dự thảo văn bản quy phạm pháp luật",
    "Thực hiện theo khoản 2 Điều 5 của Luật này",
    "Đề nghị sửa điểm đ khoản 2 Điều 5 cho rõ trách nhiệm",
    "Kỹ thuật viên quý trọng hoà bình, thuỷ lợi và lý lịch rõ ràng",
]
TITLES = ["Điều 5. Thủ tục hành chính", "Luật Đất đai", "Điều 6. Lệ phí", "Hồ sơ", ""]
TYPED = [
    "thủ tục hành chính",
    "thu tuc hanh chinh",
    "thời hạn",
    "UBND",
    "ủy ban nhân dân cấp xã",
    "uy ban nhan dan tinh",
    "VBQPPL",
    "văn bản qppl",
    '"hồ sơ trong thời hạn"',
    '"hành chính ủy ban"',
    "78/2025/NĐ-CP",
    "nghị định 78",
    "khoản 2 Điều 5",
    "điểm đ khoản 2 điều 5 luật đất đai",
    "diem d khoan 2 dieu 5",
    "Đ5 K2 hồ sơ",
    "điều 6",
    "tự do",
    "kĩ thuật hòa bình",
    "hồ sơ lệ phí xyz",
    "a" * 300,
]


@pytest.fixture
def rows(db, elsewhere):
    """400 rows of all kinds, agencies and years, the same ones every time."""
    chance = random.Random(12)
    SearchDoc.objects.bulk_create(made(chance, number) for number in range(1, 401))
    database_engine().rebuild()
    outbox.rebuild_index()


def made(chance, number):
    body = ". ".join(chance.sample(SENTENCES, chance.randint(0, 3)))
    readers = chance.choice(["", ",3,", ",13,31,", ",3,7,"])
    return SearchDoc(
        kind=chance.choice(["provision", "opinion", "row", "draft", "page", "file"]),
        object_id=number,
        group_key=f"section:{number % 40}",
        visibility=chance.choice([*Visibility, Visibility.PUBLIC]),
        readers=readers,
        lead_agency_id=chance.choice([None, 7, 9]),
        draft_id=chance.choice([None, 1, 2, 3]),
        version_id=chance.choice([None, 1, 2]),
        agency_id=chance.choice([None, 3, 7, 13]),
        year=chance.choice([None, 2024, 2025]),
        document_type=chance.choice(["", "law", "decree"]),
        field=chance.choice(["", "Đất đai", "Y tế"]),
        opinion_kind=chance.choice(["", "amend"]),
        answer=chance.choice(["", "our_taken"]),
        eid_article=chance.choice(["", "5", "6"]),
        eid_clause=chance.choice(["", "1", "2"]),
        eid_point=chance.choice(["", "d", "đ"]),
        position=chance.randint(0, 50),
        updated_at=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=chance.randint(0, 9000)),
        **words_of(chance.choice(TITLES), body or "a" * 260),
    )


PEOPLE = {
    "the public": Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset()),
    "an officer": Access(
        acts_for=frozenset({3}), writes_for=frozenset({3}), compiles_for=frozenset()
    ),
    "a reader": Access(acts_for=frozenset({13}), writes_for=frozenset(), compiles_for=frozenset()),
    "a compiler": Access(
        acts_for=frozenset({7}), writes_for=frozenset({7}), compiles_for=frozenset({7, 9})
    ),
}
NARROWED = [
    {},
    {"facets": {"kind": ("provision", "opinion")}},
    {"facets": {"draft": ("1",), "year": ("2025",)}},
    {"facets": {"agency": ("3",), "document_type": ("law", "decree")}},
    {"since": date(2025, 3, 1), "until": date(2025, 9, 30)},
]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_finds_the_same_rows_and_counts_on_both_engines(rows, person):
    different = [
        (typed, narrowed)
        for typed in TYPED
        for narrowed in NARROWED
        if answer(ElasticsearchEngine(), typed, PEOPLE[person], narrowed)
        != answer(database_engine(), typed, PEOPLE[person], narrowed)
    ]

    assert different == []


def answer(engine, typed, access, narrowed):
    """Rows with every word on all pages, total and facets; None where only some words match."""
    query = SearchQuery(typed, size=50, **narrowed)
    plan = parse(typed, ABBREVIATIONS)
    first = page = engine.search(plan, access, query, None)
    found = []
    while True:
        found += [(hit.kind, hit.object_id) for hit in page.hits if not hit.approximate]
        if page.next is None or page.next.approximate:
            break
        page = engine.search(plan, access, query, page.next)
    if any(hit.approximate for hit in first.hits[:1]):
        return None
    assert len(found) == len(set(found)) == first.total
    return sorted(found), first.total, first.facets


@pytest.mark.parametrize("sort", ["relevance", "newest", "position"])
@pytest.mark.parametrize("typed", ["hồ sơ", "hồ sơ lệ phí xyz"])
def test_pages_follow_each_other_without_gap_or_repeat(rows, sort, typed):
    whole = pages(typed, sort, size=100)

    assert pages(typed, sort, size=7) == whole
    assert len(set(whole)) == len(whole) > 30


def pages(typed, sort, size):
    seen, after = [], None
    while True:
        query = SearchQuery(typed, sort=sort, size=size)
        page = ElasticsearchEngine().search(
            parse(typed, ABBREVIATIONS), PEOPLE["a compiler"], query, after
        )
        seen += [(hit.kind, hit.object_id) for hit in page.hits]
        after = page.next
        if after is None:
            return seen


@pytest.mark.parametrize("sort", ["newest", "position"])
def test_rows_stand_in_the_same_order_when_one_is_asked_for(rows, sort):
    query = SearchQuery("hồ sơ", sort=sort, size=100)
    orders = [
        [
            (hit.kind, hit.object_id)
            for hit in engine.search(
                parse("hồ sơ", ABBREVIATIONS), PEOPLE["a compiler"], query, None
            ).hits
        ]
        for engine in (ElasticsearchEngine(), database_engine())
    ]

    assert orders[0] == orders[1]


def test_what_stands_at_a_cited_address_comes_first(rows):
    found = ElasticsearchEngine().search(
        parse("khoản 2 Điều 5", ABBREVIATIONS), PEOPLE["the public"], SearchQuery("x"), None
    )
    first = SearchDoc.objects.get(kind=found.hits[0].kind, object_id=found.hits[0].object_id)

    assert (first.kind, first.eid_article, first.eid_clause, first.eid_point) == (
        "provision",
        "5",
        "2",
        "",
    )
