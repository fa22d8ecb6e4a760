"""Anybody who may read a draft law compares its versions, on the screen and on paper."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from cms.models import User
from consultation.views import comparison_page
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

    assert told(response, "//select[@name='old']/option")[0].startswith("Văn bản hiện hành")
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


def test_a_version_is_compared_with_that_of_another_draft_below_the_newer_ones_address(
    client, versions
):
    other = publish_law(title="Nghị định khác")

    response = client.get(address(other, versions[1]))

    assert told(response, "//h1")[0].endswith(" Nghị định khác (Dự thảo lần 1)")
    assert len(headings(response)) == 5
    elsewhere = reverse("comparison", args=[other.draft.slug, other.uid, versions[1].uid])
    assert client.get(elsewhere).status_code == 404


def test_another_draft_is_found_by_words_of_its_title(client, versions):
    other = publish_law(title="Nghị định khác")
    publish_law(title="Luật Giếng làng")
    chooser = reverse("choose_versions", args=[versions[1].draft.slug])

    response = client.get(chooser, {"tim": "định khác"})

    offered = tree(response).xpath("//select[@name='old']//option/@value")
    assert offered == [str(one.uid) for one in (*versions, other)]
    chosen = client.get(chooser, {"old": other.uid, "new": versions[1].uid})
    assert chosen.url == address(other, versions[1])


def test_a_version_of_a_draft_that_one_may_not_read_is_compared_with_nothing(client, versions):
    hidden = open_consultation(is_public=False, version=publish_law(title="Nghị định nội bộ"))
    page = address(hidden.version, versions[1])
    chooser = reverse("choose_versions", args=[versions[1].draft.slug])

    for person in (None, officer_of(AgencyFactory())):
        if person:
            client.force_login(person)
        assert client.get(page).status_code == 404
        assert client.get(page + "ban-so-sanh.docx").status_code == 404
        assert client.post(page + "tai-lieu/pdf/").status_code == 404
        assert (
            len(tree(client.get(chooser, {"tim": ""})).xpath("//select[@name='old']//option")) == 2
        )
        answer = client.get(chooser, {"old": hidden.version.uid, "new": versions[1].uid})
        assert answer.status_code == 422
    client.force_login(hidden.officer())
    assert client.get(page).status_code == 200


def test_an_editor_is_told_how_to_add_the_law_in_force_and_others_are_told_nothing(
    client, versions
):
    first, second = versions
    way = f"//a[contains(@href, '?du-thao={first.draft.pk}')]"

    assert tree(client.get(address(first, second))).xpath(way) == []
    client.force_login(User.objects.get(username="bien-tap"))
    assert len(tree(client.get(address(first, second))).xpath(way)) == 1
    publish_next(first, SMALL_LAW, in_force=True)
    assert tree(client.get(address(first, second))).xpath(way) == []


def test_the_unchanged_provisions_between_two_changes_are_folded_and_named(client, versions):
    response = client.get(address(*versions))

    folds = tree(response).xpath("//section[@id='changes' or @data-changes]//details")
    assert " ".join(folds[0].xpath("string(p)").split()) == (
        "Phần mở đầu, Chương I, Điều 1, Điều 2"
    )
    assert [fold.xpath("string(summary)").split()[0] for fold in folds] == ["9", "3"]


def test_each_change_leads_to_the_one_before_and_the_one_after(client, versions):
    response = client.get(address(*versions))

    steps = tree(response).xpath("//article//nav")
    assert [step.xpath("./a/@href") for step in steps] == [
        ["#c-2"], ["#c-1", "#c-3"], ["#c-2", "#c-4"], ["#c-3", "#c-5"], ["#c-4"],
    ]  # fmt: skip


def test_the_last_change_of_a_page_leads_on_to_the_next_page(client, versions, monkeypatch):
    monkeypatch.setattr(comparison_page, "PAGE", 2)

    response = client.get(address(*versions), {"page": 2})

    steps = tree(response).xpath("//article//nav")
    assert [step.xpath("./a/@href") for step in steps] == [
        ["?page=1#c-2", "#c-4"],
        ["#c-3", "?page=3#c-5"],
    ]


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


def test_other_kinds_of_file_are_not_made(client, versions):
    assert client.get(address(*versions, "comparison_file", "exe")).status_code == 404


def test_comparing_takes_few_queries_however_long_the_law(client, versions):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(*versions))

    assert len(queries) <= 20
