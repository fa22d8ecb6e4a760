"""A draft that amends a law is read beside that law, instruction by instruction."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests.consultation.views.screens import told, tree
from tests.factories.amending import AMENDING_LAW, publish_amending, publish_in_force
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    return publish_amending()


def address(old, new, name="comparison", *more):
    return reverse(name, args=[new.draft.slug, old.uid, new.uid, *more])


def cards(response):
    return tree(response).xpath("//article[.//h3]")


def test_an_official_sees_each_changed_clause_and_which_instruction_says_so(client, laws):
    response = client.get(address(*laws))

    shown = [
        (card.xpath("string(.//h3//a)"), ", ".join(card.xpath(".//p[@class='small']//a/text()")))
        for card in cards(response)
    ]
    assert shown == [
        ("Khoản 2 Điều 2", "Khoản 1 Điều 1, Khoản 5 Điều 1"),
        ("Điều 3", "Khoản 2 Điều 1"),
        ("Khoản 2 Điều 3", "Khoản 2 Điều 1"),
        ("Điểm b khoản 1 Điều 4", "Điểm a khoản 3 Điều 1"),
        ("Khoản 2 Điều 4", "Khoản 7 Điều 1"),
        ("Điểm d khoản 1 Điều 4", "Điểm b khoản 3 Điều 1"),
        ("Điều 5", "Khoản 5 Điều 1, Khoản 6 Điều 1"),
        ("Điều 5a", "Khoản 4 Điều 1"),
        ("Điều 6", "Khoản 7 Điều 1"),
    ]


def test_the_clause_is_marked_word_by_word_against_the_law_in_force(client, laws):
    response = client.get(address(*laws))

    marks = cards(response)[0].xpath(".//del | .//ins")
    assert [mark.xpath("string(text())").strip() for mark in marks] == [
        "trưởng bản",
        "dân bản bầu và trưởng thôn",
    ]


def test_what_could_not_be_laid_beside_the_law_is_said_with_its_instruction(client, laws):
    response = client.get(address(*laws))

    (missing,) = told(response, "//details[contains(@class,'notice')]//li")
    assert missing == "Khoản 8 Điều 1: Bãi bỏ khoản 9 Điều 2. (khoản 9 Điều 2)"


def test_every_place_leads_to_where_it_is_read(client, laws):
    response = client.get(address(*laws))

    for link in set(
        tree(response).xpath("//section[@data-changes]//a[contains(@href,'/#')]/@href")
    ):
        page, _hash, anchor = link.partition("#")
        assert tree(client.get(page)).xpath(f"//*[@id='{anchor}']"), link


def test_the_word_file_says_by_which_clause_each_thing_changes(client, laws):
    response = client.get(address(*laws, "comparison_file", "docx"))

    (table,) = Document(BytesIO(response.content)).tables
    said = [row.cells[2].text for row in table.rows if row.cells[0].text != row.cells[2].text]
    assert said[1] == (
        "Theo khoản 1 Điều 1 và khoản 5 Điều 1 của dự thảo.\n"
        "Thay “trưởng bản” bằng “dân bản bầu và trưởng thôn”."
    )


def test_two_versions_of_an_amending_law_are_compared_as_any_two_texts(client, laws):
    _law, first = laws
    second = publish_next(
        first, AMENDING_LAW.replace("một lần", "hai lần").replace("04 giờ", "03 giờ")
    )

    response = client.get(address(first, second))

    assert [card.xpath("string(.//h3//a)") for card in cards(response)] == ["Khoản 2 Điều 1"]


def test_a_law_that_it_does_not_amend_is_compared_as_any_text(client, laws):
    _law, draft = laws
    other = publish_in_force(draft, "LUẬT\nĐường bản\nĐiều 70. Đường\nĐường rộng ba mét.")

    response = client.get(address(other, draft))

    assert "Điều 70" in [card.xpath("string(.//h3//a)") for card in cards(response)]


def test_amending_takes_few_queries(client, laws):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(*laws))

    assert len(queries) <= 22
