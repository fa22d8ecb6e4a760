"""Full text in PostgreSQL: rows too long for a vector, pages beyond the best, writers at once."""

from itertools import islice, product
from string import ascii_lowercase

import pytest
from django.db import connection, transaction
from django_q.models import Schedule

from search.access import Access
from search.engines import postgresql_pages, ranking
from search.engines.counting import count_words
from search.engines.postgresql import PostgresqlEngine
from search.engines.postgresql_bm25 import read_frequencies
from search.engines.postgresql_match import as_lexeme
from search.models import SearchDoc
from search.query import SearchQuery, parse, read_abbreviations

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
ABBREVIATIONS = read_abbreviations([("UBND", "Ủy ban nhân dân"), ("QPPL", "quy phạm pháp luật")])

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def ask(typed, access=PUBLIC, after=None, **values):
    plan = parse(typed, ABBREVIATIONS)
    return PostgresqlEngine().search(plan, access, SearchQuery(typed, **values), after)


def ids(typed, **values):
    found = ask(typed, **values).hits
    return sorted(hit.object_id for hit in found if not hit.approximate)


def many_words(number):
    """Words of five letters, each once."""
    return " ".join(
        "".join(letters) for letters in islice(product(ascii_lowercase, repeat=5), number)
    )


def marks_of(object_id):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ARRAY(SELECT lexeme FROM unnest(vector) WHERE lexeme LIKE '#%%')"
            " FROM search_searchdoc WHERE object_id = %s",
            [object_id],
        )
        return cursor.fetchone()[0]


@pytest.fixture(params=["short", "#long", "#unread"])
def wordy(put, request):
    """A row with "thủ tục cấp giấy phép của UBND xã" at its end, as long as is needed."""
    before = {"short": "", "#long": many_words(20_000), "#unread": many_words(150_000)}
    row = put("Phụ lục", f"{before[request.param]} thủ tục cấp giấy phép của UBND xã 78/2025/NĐ-CP")
    expected = [] if request.param == "short" else [request.param]
    assert marks_of(row) == expected
    return row


THERE = (
    "giay phep thu tuc",
    "Phụ lục giấy phép",
    '"thu tuc"',
    '"thủ tục cấp giấy phép"',
    "Ủy ban nhân dân xã",
    "78/2025/NĐ-CP",
    '"giấy phép" UBND "phụ lục"',
)
NOT_THERE = (
    '"tục thủ"',
    '"thủ tục giấy phép"',
    '"phụ lục thủ"',
    '"lục thủ"',
    "hồ sơ",
    '"xã thủ"',
)


def test_every_word_is_found_however_long_the_text_and_nothing_else(wordy):
    assert {typed: ids(typed) for typed in THERE} == {typed: [wordy] for typed in THERE}
    assert {typed: ids(typed) for typed in NOT_THERE} == {typed: [] for typed in NOT_THERE}


def test_a_phrase_is_not_put_together_from_its_neighbours(put):
    put("", "thủ tục và tục cấp giấy")
    wanted = put("", "thủ tục cấp giấy")

    assert ids('"thủ tục cấp"') == [wanted]


def test_a_long_form_is_not_put_together_from_its_neighbours(put):
    put("", "ủy ban và ban nhân với nhân dân")
    wanted = put("", "ủy ban nhân dân")

    assert ids("UBND") == [wanted]


def test_a_word_longer_than_a_lexeme_may_be_is_found(put):
    word = "x" * 490
    wanted = put("", f"mã {word} này")
    put("", f"mã {word}y này")
    put("", f"mã {'x' * 5000} này")

    assert ids(word) == [wanted]
    assert ids(f'"mã {word} này"') == [wanted]
    assert len(as_lexeme(word)) == 192


@pytest.mark.parametrize("weighed", [4000, 20, 3])
@pytest.mark.parametrize("typed", ["thời hạn", "thời hạn lạ"])
def test_pages_go_on_beyond_the_best(put, monkeypatch, typed, weighed):
    """Whether all rows are weighed, those with what is rare, or none."""
    monkeypatch.setattr(postgresql_pages, "BEST", 7)
    monkeypatch.setattr(postgresql_pages, "MOST_WEIGHED", weighed)
    texts = [
        f"thời hạn {'thời ' * (n % 4)} {'x ' * (n % 5)} {'lạ' * (n % 3 == 0)}" for n in range(40)
    ]
    written = [put("", text) for text in texts]
    wanted = [
        pk for pk, text in zip(written, texts, strict=True) if "lạ" in text or "lạ" not in typed
    ]
    PostgresqlEngine().rebuild()

    assert sorted(all_pages(typed)) == wanted


def test_of_rows_with_some_words_the_best_are_all_there_is(put, monkeypatch):
    monkeypatch.setattr(postgresql_pages, "BEST", 7)
    for number in range(40):
        put("", f"thời hạn {'x ' * (number % 5)}")

    seen = all_pages("thời hạn xyz abc")

    assert len(seen) == len(set(seen)) == ask("thời hạn xyz abc").total == 7


def all_pages(typed):
    seen, after = [], None
    while True:
        page = ask(typed, after=after, size=3)
        seen += [hit.object_id for hit in page.hits]
        after = page.next
        if after is None:
            return seen


def test_what_is_rare_comes_first_where_not_all_rows_are_weighed(put, monkeypatch):
    monkeypatch.setattr(postgresql_pages, "MOST_WEIGHED", 10)
    for number in range(30):
        put("", f"hạn {number} của thời vụ")
    wanted = put("", "trong một đoạn văn rất dài có thời hạn được nói đến")
    PostgresqlEngine().rebuild()

    assert ask("thời hạn", size=1).hits[0].object_id == wanted


def test_a_vector_follows_a_row_however_it_is_written(put):
    row = put("", "thời hạn")

    SearchDoc.objects.filter(object_id=row).update(body_folded="le phi", body_exact="leej phis")

    assert (ids("thời hạn"), ids("lệ phí")) == ([], [row])


def test_what_is_rolled_back_was_never_there(put):
    with transaction.atomic():
        put("", "thời hạn")
        transaction.set_rollback(True)

    assert ids("thời hạn") == []


def test_how_common_a_word_is_is_counted_by_a_rebuild(put):
    for number in range(5):
        put("", f"thời hạn {number}")

    PostgresqlEngine().rebuild()
    found = read_frequencies(["thoi", "thoi+han", "~thowif", "le"])

    assert (found.rows, found.mean_length) == (5, 3.0)
    assert found.of == {"thoi": 5, "thoi+han": 5, "~thowif": 5}


def test_every_part_of_many_rows_is_counted(put):
    numbers = [put("", "thời hạn") for _ in range(3)]
    last = SearchDoc.objects.get(object_id=numbers[-1])
    SearchDoc.objects.filter(pk=last.pk).update(id=last.pk + 25_000)

    PostgresqlEngine().rebuild()

    assert read_frequencies(["thoi+han"]).of == {"thoi+han": 3}


def test_a_worker_counts_words_anew_when_the_rows_have_become_many_more(put):
    for number in range(10):
        put("", f"thời hạn {number}")
    answers = [count_words(), count_words()]
    put("", "thời hạn")
    answers.append(count_words())
    put("", "thời hạn")
    put("", "thời hạn")
    answers.append(count_words())

    assert answers == ["counted", "as they were", "as they were", "counted"]
    assert read_frequencies(["thoi"]).of == {"thoi": 13}


def test_a_turn_of_the_worker_is_laid_with_the_tables(db):
    schedule = Schedule.objects.get(name="search word counts")

    assert (schedule.func, schedule.schedule_type) == (
        f"{count_words.__module__}.{count_words.__name__}",
        Schedule.HOURLY,
    )


def test_before_any_rebuild_the_sample_of_the_database_tells_what_is_common(put):
    for number in range(50):
        put("", f"thời hạn {number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchdoc")

    found = read_frequencies(["thoi", "le"])

    assert (found.rows, found.of) == (50, {"thoi": 50})


def test_an_empty_search_has_nothing_to_count(db):
    assert count_words() == "as they were"


def test_common_words_are_left_out_where_any_word_will_do(put, monkeypatch):
    monkeypatch.setattr(ranking, "FEW", 10)
    for number in range(100):
        put("", f"cơ quan {number} và nơi khác")
    near = put("", "lệ phí trước bạ do cơ quan thu")
    PostgresqlEngine().rebuild()

    found = ask("cơ quan thu lệ phí xyz")

    assert [hit.object_id for hit in found.hits] == [near]


def test_among_few_rows_no_word_is_too_common_to_be_found_by(put):
    wanted = [put("", f"cơ quan {number}") for number in range(20)]
    wanted.append(put("", "lệ phí trước bạ"))
    PostgresqlEngine().rebuild()

    found = ask("cơ quan thu lệ phí xyz", size=50)

    assert sorted(hit.object_id for hit in found.hits) == wanted
