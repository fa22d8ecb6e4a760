"""Full text in SQLite: what is found, in which order, how it is counted and paged."""

import unicodedata

import pytest
from django.db import connection, transaction

from search.access import Access, Visibility
from search.engines.sqlite import SqliteEngine
from search.models import SearchDoc
from search.query import SearchQuery, parse, read_abbreviations

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
ABBREVIATIONS = read_abbreviations([("UBND", "Ủy ban nhân dân"), ("QPPL", "quy phạm pháp luật")])

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own engine")


def ask(typed, access=PUBLIC, after=None, **values):
    plan = parse(typed, ABBREVIATIONS)
    return SqliteEngine().search(plan, access, SearchQuery(typed, **values), after)


def ids(typed, access=PUBLIC, **values):
    return [hit.object_id for hit in ask(typed, access, **values).hits]


def exact_ids(typed):
    return [hit.object_id for hit in ask(typed).hits if not hit.approximate]


@pytest.mark.parametrize(
    "typed",
    [
        "thủ tục hành chính",
        "thu tuc hanh chinh",
        "thu tuc hành chính",
        "THỦ TỤC HÀNH CHÍNH",
        unicodedata.normalize("NFD", "thủ tục hành chính"),
    ],
)
def test_a_provision_is_found_however_its_words_are_typed(put, typed):
    wanted = put("Điều 5. Thủ tục hành chính", "Cơ quan giải quyết trong 10 ngày.")
    put("Điều 6. Phí", "Không thu phí.")

    assert ids(typed) == [wanted]


def test_words_meant_by_their_marks_come_before_their_doubles(put):
    double = put("", "Từ đó suy ra quyền và nghĩa vụ.")
    meant = put("", "Tự do đi lại, tự do cư trú.")

    assert ids("tự do") == [meant, double]
    assert ids("từ đó") == [double, meant]


def test_neighbours_come_before_words_far_apart(put):
    apart = put("", "Bảo hiểm xã hội; việc vệ sinh")
    together = put("", "Bảo vệ trẻ em; hiểm họa sinh xã")

    assert ids("bao ve") == [together, apart]


def test_a_phrase_is_found_in_its_order_only(put):
    put("", "hành chính thủ tục")
    wanted = put("", "thủ tục hành chính")

    assert ids('"thu tuc hanh chinh"') == [wanted]


def test_an_abbreviation_finds_its_long_form_and_the_other_way_round(put):
    long = put("", "Ủy ban nhân dân cấp xã")
    short = put("", "UBND cấp xã")

    assert sorted(ids("UBND")) == [long, short]
    assert sorted(ids("uỷ ban nhân dân")) == [long, short]


def test_a_document_is_found_by_its_number_alone(put):
    wanted = put("", "theo Nghị định số 78/2025/NĐ-CP của Chính phủ")
    put("", "theo Nghị định số 79/2025/NĐ-CP của Chính phủ")

    assert ids("78/2025/nd-cp") == [wanted]
    assert ids("78/2025") == [wanted]
    assert exact_ids("nghị định 78") == [wanted]


def test_a_cited_place_comes_first_then_what_cites_it(put):
    citing = put("Điều 9. Dẫn chiếu", "Thực hiện theo khoản 2 Điều 5.", eid_article="9")
    said = put("Sở Y tế", "Đề nghị sửa", kind="opinion", eid_article="5", eid_clause="2")
    clause = put("Hồ sơ", "Hồ sơ gồm đơn", eid_article="5", eid_clause="2")
    point = put("Hồ sơ", "đơn", eid_article="5", eid_clause="2", eid_point="a")
    put("Hồ sơ", "Lệ phí", eid_article="5", eid_clause="3")

    assert ids("khoản 2 Điều 5") == [clause, point, said, citing]


def test_a_cited_place_is_sought_in_the_law_that_is_named(put):
    put("Luật Đất đai", "Giải thích", eid_article="3")
    wanted = put("Luật Căn cước", "Giải thích", eid_article="3")

    assert exact_ids("Điều 3 của Luật Căn cước") == [wanted]


def test_point_d_without_marks_is_either_letter(put):
    d = put("", "mục d", eid_article="2", eid_clause="2", eid_point="d")
    dd = put("", "mục đ", eid_article="2", eid_clause="2", eid_point="đ")

    assert sorted(ids("diem d khoan 2 dieu 2")) == [d, dd]
    assert ids("điểm đ khoản 2 Điều 2") == [dd]


def test_the_nearest_law_comes_first_when_the_name_is_not_quite_right(put):
    put("Luật Đất đai", "Giải thích", eid_article="3")
    wanted = put("Luật Căn cước", "Giải thích", eid_article="3")

    found = ask("Điều 3 Luật Căn cước 2099")

    assert found.hits[0].object_id == wanted
    assert {hit.approximate for hit in found.hits} == {True}


def test_some_of_the_words_will_do_when_no_row_has_all(put):
    near = put("", "thời hạn trả lời")
    put("", "lệ phí")

    found = ask("thời hạn phúc đáp xyz")

    assert [(hit.object_id, hit.approximate) for hit in found.hits] == [(near, True)]
    assert found.total == 1


def test_rows_with_some_words_follow_those_with_all_and_are_not_counted(put):
    near = put("", "thời hạn giải quyết")
    exact = put("", "thời hạn trả lời")

    found = ask("thời hạn trả lời")

    assert [(hit.object_id, hit.approximate) for hit in found.hits] == [
        (exact, False),
        (near, True),
    ]
    assert found.total == 1
    assert found.next is None


def test_one_word_is_never_relaxed(put):
    put("", "thời hạn")

    assert ask("lệ").hits == ()


def test_facets_count_what_would_be_found(put):
    put("", "thời hạn", draft_id=1, agency_id=7)
    put("", "thời hạn", draft_id=1, kind="opinion", agency_id=8)
    put("", "thời hạn", draft_id=2)

    everything = ask("thời hạn")
    narrowed = ask("thời hạn", facets={"draft": ("1",)})

    assert everything.facets == {
        "kind": {"provision": 2, "opinion": 1},
        "draft": {"1": 2, "2": 1},
        "document_type": {},
        "field": {},
        "agency": {"7": 1, "8": 1},
        "year": {},
        "opinion_kind": {},
        "answer": {},
    }
    assert narrowed.total == 2
    assert narrowed.facets["kind"] == {"provision": 1, "opinion": 1}
    assert narrowed.facets["draft"] == {"1": 2, "2": 1}


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(put):
    first = put("", "thời hạn", draft_id=1)
    second = put("", "thời hạn", draft_id=2)
    put("", "thời hạn", draft_id=1, kind="opinion")

    found = ids("thời hạn", facets={"draft": ("1", "2"), "kind": ("provision",)})

    assert sorted(found) == [first, second]


@pytest.mark.parametrize("sort", ["relevance", "newest", "position"])
@pytest.mark.parametrize("typed", ["thời hạn", "thời hạn xyz"])
def test_pages_follow_each_other_without_gap_or_repeat(put, sort, typed):
    written = [put("", f"thời hạn {'x ' * (n % 5)}", position=n % 7) for n in range(23)]
    seen, after = [], None

    while True:
        page = ask(typed, after=after, sort=sort, size=5)
        seen += [hit.object_id for hit in page.hits]
        after = page.next
        if after is None:
            break

    assert sorted(seen) == written


def test_rows_stand_in_the_order_of_the_law_when_asked(put):
    second = put("", "thời hạn thời hạn", draft_id=1, version_id=1, position=2)
    first = put("", "việc có thời hạn", draft_id=1, version_id=1, position=1)

    assert ids("thời hạn", sort="position") == [first, second]


def test_what_is_not_open_to_a_person_is_neither_found_nor_counted(put):
    put("", "thời hạn", visibility=Visibility.AGENCY, readers=",3,", agency_id=3)
    put("", "thời hạn", visibility=Visibility.COMPILERS, readers=",3,", lead_agency_id=9)
    put("", "thời hạn", visibility=Visibility.ASKED, readers=",13,31,")

    found = ask("thời hạn")

    assert (found.hits, found.total) == ((), 0)
    assert not any(found.facets.values())


@pytest.mark.parametrize(
    ("roles", "opened"),
    [
        ({"writes_for": {3}}, ["agency", "compilers"]),
        ({"acts_for": {3}}, ["asked"]),
        ({"compiles_for": {9}}, ["asked", "compilers"]),
        ({"acts_for": {1, 33}, "writes_for": {1, 33}, "compiles_for": {1}}, []),
    ],
)
def test_each_role_opens_its_own_rows(put, roles, opened):
    names = {}
    for visibility in ("agency", "compilers", "asked"):
        pk = put("", "thời hạn", visibility=visibility, readers=",3,", lead_agency_id=9)
        names[pk] = visibility
    nobody = {"acts_for": set(), "writes_for": set(), "compiles_for": set()}
    access = Access(**{name: frozenset(held) for name, held in (nobody | roles).items()})

    assert sorted(names[pk] for pk in ids("thời hạn", access)) == opened


def test_the_index_follows_every_change_of_a_row(put):
    pk = put("", "thời hạn")
    row = SearchDoc.objects.get(object_id=pk)

    row.body_folded, row.body_exact = "le phi", "leej phis"
    row.save()
    assert (ids("thời hạn"), ids("lệ phí")) == ([], [pk])

    row.delete()
    assert ids("lệ phí") == []
    check_index()


def test_what_is_rolled_back_was_never_there(put):
    put("", "lệ phí")

    with transaction.atomic():
        put("", "thời hạn")
        transaction.set_rollback(True)

    assert ids("thời hạn") == []
    check_index()


def test_the_index_can_be_made_anew(put):
    pk = put("", "thời hạn")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fts(search_fts) VALUES('delete-all')")
    assert ids("thời hạn") == []

    SqliteEngine().rebuild()

    assert ids("thời hạn") == [pk]


def check_index():
    """Raises a DatabaseError when index and rows differ."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES('integrity-check', 1)")
