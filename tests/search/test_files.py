"""A result as a file, and as a feed."""

import csv
import io
from weakref import WeakSet
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from search.exporting import HEADERS, write_csv, write_xlsx
from search.models import SearchDoc
from tests.factories import open_consultation, publish_law, written_opinion
from tests.search.question import LAW, QUESTION

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
# What a spreadsheet would run, and what it would not.
DANGEROUS = (
    '=HYPERLINK("http://example.com","Bấm")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
)


@pytest.fixture
def law(db):
    return publish_law()


@pytest.fixture
def officer(law):
    return open_consultation(version=law)


def download(client, form, **values):
    return client.get(reverse("search_file", args=[form]), values)


def csv_rows(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet_rows(answer):
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_a_visitor_takes_a_result_away_for_a_spreadsheet(client, law):
    answer = download(client, "csv", q='"hiệu lực từ ngày"')

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert csv_rows(answer) == [
        list(HEADERS),
        [
            "1",
            "Quy định",
            "Điều 4. Hiệu lực thi hành",
            "",
            f"{law.draft.title}, {law.title}",
            "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2027.",
            SearchDoc.objects.filter(kind="provision")
            .latest("updated_at")
            .updated_at.astimezone()
            .strftime("%d/%m/%Y"),
            f"http://testserver{law.url}dieu-4/#art_4",
        ],
    ]


def test_excel_knows_the_letters_of_a_csv_file(client, law):
    answer = download(client, "csv", q="hiệu lực")

    assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbfSTT,")


def test_a_workbook_holds_the_same_as_the_csv_file(client, law):
    from_sheet = sheet_rows(download(client, "xlsx", q="thời hạn"))
    from_csv = csv_rows(download(client, "csv", q="thời hạn"))

    assert [["" if cell is None else str(cell) for cell in row] for row in from_sheet] == from_csv


@pytest.mark.parametrize("words", DANGEROUS)
def test_no_cell_is_a_formula(client, officer, words):
    client.force_login(officer.officer())
    opinion = written_opinion(officer, text=f"{words} bưu cục", reason="")
    assert opinion.text.strip()[:2] == words.strip()[:2]

    book = load_workbook(
        io.BytesIO(b"".join(download(client, "xlsx", q="bưu cục").streaming_content))
    )
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"n", "s"}
    assert {cell.column for cell in cells if cell.data_type == "n" and cell.value} == {1}

    for row in csv_rows(download(client, "csv", q="bưu cục"))[1:]:
        assert [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@", "＝"))] == []


def test_a_file_holds_every_page_of_the_result_and_nothing_twice(client, officer):
    client.force_login(officer.officer())
    for number in range(130):
        written_opinion(officer, text=f"Bưu cục số {number} ở xa.", reason="")

    rows = csv_rows(download(client, "csv", q="bưu cục ở xa"))[1:]

    assert [row[0] for row in rows] == [str(number) for number in range(1, 131)]
    assert len({row[5] for row in rows}) == 130


def test_a_file_ends_at_its_limit(client, officer, monkeypatch):
    monkeypatch.setattr("search.exporting.MOST_ROWS", 3)
    client.force_login(officer.officer())
    for _ in range(5):
        written_opinion(officer, text="Bưu cục ở xa.", reason="")

    assert len(csv_rows(download(client, "csv", q="bưu cục ở xa"))) == 1 + 3


def test_close_matches_are_in_no_file(client, law):
    assert len(csv_rows(download(client, "csv", q="thời hạn trả lời xyzzy"))) == 1


def test_what_has_every_word_of_a_question_is_in_the_file_though_the_nearest_comes_first(
    client, db
):
    publish_law(LAW)

    _headers, *rows = csv_rows(download(client, "csv", q=QUESTION))

    assert [row[2] for row in rows] == ["Điều 31. Giao hàng"]


@pytest.mark.parametrize("write", [write_xlsx, lambda rows: list(write_csv(rows))])
def test_a_file_of_many_rows_holds_few_of_them_in_memory(write):
    alive, most = WeakSet(), 0

    class Row(list):
        """A row that can be watched."""

        __hash__ = object.__hash__

    def rows():
        nonlocal most
        for number in range(500):
            row = Row([number, *(["Thủ tục"] * (len(HEADERS) - 1))])
            alive.add(row)
            most = max(most, len(alive))
            yield row

    write(rows())

    assert most <= 3


def test_nobody_asks_for_files_without_end(client, law, monkeypatch):
    monkeypatch.setattr("search.views.files.MOST", 2)
    statuses = [download(client, "csv", q="hiệu lực").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


# The feed.


def feed(client, words="hiệu lực", **headers):
    return client.get(reverse("search_feed"), {"q": words}, **headers)


def entries(answer):
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_a_feed_names_what_was_found_with_lasting_ids(client, law):
    once, again = (entries(feed(client, '"hiệu lực từ ngày"')) for _ in range(2))

    [entry] = once
    assert entry.find(f"{ATOM}title").text == "Điều 4. Hiệu lực thi hành"
    assert entry.find(f"{ATOM}id").text.startswith("tag:testserver,2026:provision/")
    assert entry.find(f"{ATOM}id").text == again[0].find(f"{ATOM}id").text
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{law.url}dieu-4/#art_4"


def test_a_reader_who_has_the_feed_already_gets_nothing_again(client, law):
    first = feed(client)

    second = feed(client, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")


def test_a_feed_is_new_when_something_is_withdrawn(client, law):
    first = feed(client, "hiệu lực")
    law.draft.unpublish()

    second = feed(client, "hiệu lực", headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, entries(second)) == (200, [])


def test_an_empty_feed_does_not_change_from_hour_to_hour(client, law):
    assert feed(client, "xyzzy")["ETag"] == feed(client, "xyzzy")["ETag"]


def test_a_feed_shows_fifty_at_most(client, law, monkeypatch):
    monkeypatch.setattr("search.feeding.MOST_ENTRIES", 2)

    assert len(entries(feed(client, "ý kiến"))) == 2


def test_the_page_of_results_names_its_feed(client, law):
    page = client.get(reverse("search"), {"q": "hiệu lực", "kind": "draft"}).content.decode()

    assert 'rel="alternate" type="application/atom+xml"' in page
    assert 'href="/tim-kiem/atom/?q=hi%E1%BB%87u+l%E1%BB%B1c&amp;kind=draft"' in page


@pytest.mark.parametrize("words", ["\x01", "\ufffe", "<>&\"'", "\x00a", "]]>"])
def test_whatever_was_typed_the_feed_can_be_read(client, law, words):
    assert entries(feed(client, f"hiệu lực {words}")) is not None


def test_the_limits_count_each_visitor_by_themselves(client, law, monkeypatch):
    monkeypatch.setattr("search.views.files.MOST", 1)
    assert download(client, "csv", q="x").status_code == 200
    cache_before = cache.get("limit:export:127.0.0.1")

    assert cache_before == 1
    assert download(client, "csv", q="x").status_code == 429
    other = client.get(reverse("search_file", args=["csv"]), {"q": "x"}, REMOTE_ADDR="10.1.1.1")
    assert other.status_code == 200
