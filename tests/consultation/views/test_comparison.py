"""Anybody who may read a draft law compares its versions, on the screen and on paper."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from consultation.views import comparison as comparison_views
from tests.consultation.views.screens import told, tree
from tests.factories import SMALL_LAW, AgencyFactory, officer_of, open_consultation, publish_law
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    first = publish_law()
    return first, publish_next(first)


def address(old, new, name="comparison", *more):
    return reverse(name, args=[new.draft.slug, old.uid, new.uid, *more])


def headings(response):
    """The places each change names, and the colour of its tag, which is no word of a language."""
    return [
        (*heading.xpath(".//a/text()"), heading.xpath(".//span/@class")[-1].split("--")[-1])
        for heading in tree(response).xpath("//article/div[@class='card__head']/h3")
    ]


def test_a_visitor_reads_what_became_of_each_provision(client, versions):
    response = client.get(address(*versions))

    assert headings(response) == [
        ("Điểm d khoản 2 Điều 2", "del"),
        ("Điểm đ khoản 2 Điều 2", "Điểm d khoản 2 Điều 2", "part"),
        ("Khoản 2 Điều 3", "part"),
        ("Điều 4", "good"),
        ("Điều 4", "Điều 5", "part"),
    ]


def test_a_changed_clause_shows_its_words_struck_out_and_put_in(client, versions):
    response = client.get(address(*versions))

    card = tree(response).xpath("//article[contains(., 'Khoản 2 Điều 3')]")[0]
    assert [mark.xpath("string(text())").strip() for mark in card.xpath(".//del | .//ins")] == [
        "10",
        "15",
    ]


def test_each_place_leads_to_its_provision_in_its_own_version(client, versions):
    first, second = versions

    response = client.get(address(first, second))

    links = tree(response).xpath("//article[contains(., 'Điều 5')]//h3//a/@href")
    assert links == [f"{first.url}dieu-4/#art_4", f"{second.url}dieu-5/#art_5"]
    assert client.get(links[1].split("#")[0]).status_code == 200


def test_the_summary_counts_by_chapter_and_leads_to_its_changes(client, versions):
    response = client.get(address(*versions))

    rows = tree(response).xpath("//section[@aria-labelledby='summary']//tbody/tr")
    counts = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert counts[1:3] == [
        ["Chương I. QUY ĐỊNH CHUNG", "–", "–", "1", "–", "1", "–", "–", "8"],
        ["Chương II. TRÌNH TỰ LẤY Ý KIẾN", "1", "1", "–", "–", "1", "–", "–", "3"],
    ]
    assert counts[3][1:8] == ["1", "1", "1", "0", "2", "0", "0"]
    (second,) = rows[2].xpath(".//a/@href")
    only = client.get(address(*versions) + second.split("#")[0])
    assert len(headings(only)) == 3


def test_side_by_side_each_wording_stands_in_its_own_column(client, versions):
    response = client.get(address(*versions), {"cach": "song-song"})

    row = tree(response).xpath("//table[contains(@class,'grid--cards')]//tr[contains(.,'15')]")[0]
    old, new = row.xpath("./td")
    assert [len(old.xpath(".//del")), len(old.xpath(".//ins"))] == [1, 0]
    assert [len(new.xpath(".//del")), len(new.xpath(".//ins"))] == [0, 1]
    assert old.get("data-label") == "Dự thảo lần 1"


def test_everything_is_shown_to_whom_asks_for_it(client, versions):
    changed = client.get(address(*versions))
    everything = client.get(address(*versions), {"hien": "tat-ca"})

    total = int(told(everything, "//tr[@class='total']/td")[-1]) + len(headings(changed))
    assert len(headings(everything)) == total


def test_the_form_leads_to_the_versions_chosen_and_keeps_the_layout(client, versions):
    first, second = versions
    chooser = reverse("choose_versions", args=[second.draft.slug])

    chosen = {"old": second.uid, "new": first.uid, "cach": "song-song", "hien": "thay-doi"}
    response = client.get(chooser, chosen)

    assert response.url == address(second, first) + "?cach=song-song"
    assert client.get(chooser).url == address(first, second)


def test_one_version_is_not_compared_with_itself(client, versions):
    first, second = versions
    chooser = reverse("choose_versions", args=[second.draft.slug])

    assert client.get(chooser, {"old": first.uid, "new": first.uid}).status_code == 422
    assert client.get(address(first, first)).status_code == 404


def test_a_draft_with_one_version_says_that_there_is_nothing_to_compare(client):
    draft = publish_law().draft

    response = client.get(reverse("choose_versions", args=[draft.slug]))

    assert response.status_code == 200
    assert tree(response).xpath("//form[.//select[@name='old']]") == []


def test_the_law_in_force_is_offered_for_comparison_too(client, versions):
    first, second = versions
    in_force = publish_next(first, SMALL_LAW, in_force=True)

    response = client.get(address(in_force, second))

    assert told(response, "//select[@name='old']/option")[0].startswith("Luật hiện hành")
    assert len(headings(response)) == 5


def test_versions_of_an_internal_draft_are_compared_only_by_whom_it_asks(client):
    consultation = open_consultation(is_public=False)
    page = address(consultation.version, publish_next(consultation.version))

    assert client.get(page).status_code == 302
    client.force_login(officer_of(AgencyFactory()))
    assert client.get(page).status_code == 404
    assert client.get(page + "ban-so-sanh.docx").status_code == 404
    client.force_login(consultation.officer())
    assert client.get(page).status_code == 200


def test_versions_of_another_draft_are_not_found_here(client, versions):
    other = publish_law(title="Nghị định khác")

    assert client.get(address(other, versions[1])).status_code == 404


def test_the_word_file_holds_both_wordings_and_the_change_in_words(client, versions):
    response = client.get(address(*versions, "comparison_file", "docx"))

    (table,) = Document(BytesIO(response.content)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Dự thảo lần 1", "Dự thảo lần 2", "Nội dung thay đổi"]
    assert [row[2] for row in rows if row[0] != row[1]][1:] == [
        "Bỏ quy định này.",
        "Đánh số lại: điểm đ khoản 2 Điều 2 thành điểm d khoản 2 Điều 2.\nGiữ nguyên nội dung.",
        "Thay “10” bằng “15”.",
        "Bổ sung mới.",
        "Đánh số lại: Điều 4 thành Điều 5.\nGiữ nguyên nội dung.",
    ]


def test_the_pdf_is_drawn_once_and_sent_as_a_file(client, versions, monkeypatch):
    drawn = []
    draw = comparison_views.DRAWN["pdf"]
    monkeypatch.setitem(
        comparison_views.DRAWN, "pdf", lambda *given: drawn.append(1) or draw(*given)
    )

    first = client.get(address(*versions, "comparison_file", "pdf"))
    again = client.get(address(*versions, "comparison_file", "pdf"))

    assert first.content[:5] == b"%PDF-"
    assert first.content == again.content
    assert len(drawn) == 1
    assert first["Content-Disposition"].startswith("attachment")


def test_other_kinds_of_file_are_not_made(client, versions):
    assert client.get(address(*versions, "comparison_file", "exe")).status_code == 404


def test_comparing_takes_few_queries_however_long_the_law(client, versions):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(*versions))

    assert len(queries) <= 16


def test_a_pdf_is_not_offered_where_it_would_take_too_long(client, versions, monkeypatch):
    monkeypatch.setattr(comparison_views, "MOST_ROWS_OF_PDF", 1)
    pdf, word = (address(*versions, "comparison_file", kind) for kind in ("pdf", "docx"))

    response = client.get(address(*versions))

    assert [len(tree(response).xpath(f"//a[@href='{file}']")) for file in (pdf, word)] == [0, 1]
    assert client.get(pdf).status_code == 404
