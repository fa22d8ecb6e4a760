"""Compilers work the synthesis as a table: in the law's order, filtered, bounded in queries."""

from uuid import uuid4

import pytest
from django.urls import reverse

from consultation.approving import record_letter
from consultation.models import Decision, Kind, Row, RowSource
from consultation.synthesis import decide_row, gather_opinions
from tests.consultation.views.screens import HTMX, row_uids, told, tree
from tests.factories import (
    approved_opinion,
    approved_submission,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db


def desk_of(consultation, **filters):
    return reverse("desk", args=[consultation.round.uid], query=filters or None)


def gathered(consultation):
    return gather_opinions(consultation.round, by=consultation.compiler)


def uids(rows):
    return [str(row.uid) for row in rows]


def test_a_compiler_sees_the_rows_in_the_order_of_the_law(client):
    consultation = open_consultation(agencies=3)
    late = approved_opinion(consultation, at=0, eid="art_4")
    whole = approved_opinion(consultation, at=1, eid="")
    early = approved_opinion(consultation, at=2, eid="art_2__para_2__point_dd")
    gathered(consultation)
    client.force_login(consultation.compiler)

    response = client.get(desk_of(consultation))

    in_order = [whole.placed.row, early.placed.row, late.placed.row]
    assert row_uids(response) == uids(in_order)


def test_a_row_names_its_agency_and_its_letter(client, settings):
    consultation = open_consultation(agencies=1)
    opinion = approved_opinion(consultation)
    record_letter(
        opinion.submission, by=consultation.officer(), number="41/UBND-TP",
        dated=opinion.approved_at.date(),
    )  # fmt: skip
    gathered(consultation)
    client.force_login(consultation.compiler)

    (agency,) = told(client.get(desk_of(consultation)), "//*[@data-row]/td[2]")

    assert agency.startswith(f"{consultation.agencies[0].brief_name}41/UBND-TP")


def test_a_proposed_wording_is_shown_as_a_change_of_the_text(client):
    consultation = open_consultation(agencies=1)
    wording = "Thời hạn trả lời không quá 15 ngày, kể từ ngày nhận được đủ hồ sơ."
    approved_opinion(consultation, proposed_wording=wording)
    gathered(consultation)
    client.force_login(consultation.compiler)

    screen = tree(client.get(desk_of(consultation)))

    assert [mark.text_content().split()[-1][:2] for mark in screen.xpath("//tr//ins")] == ["15"]
    assert [mark.text_content().split()[-1][:2] for mark in screen.xpath("//tr//del")] == ["10"]


def test_an_officer_of_an_asked_agency_does_not_see_the_desk(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    assert client.get(desk_of(consultation)).status_code == 403


def test_a_visitor_is_sent_to_sign_in_and_a_script_is_told(client):
    consultation = open_consultation()

    assert client.get(desk_of(consultation)).status_code == 302
    assert client.get(desk_of(consultation), headers=HTMX).status_code == 401


def test_the_button_places_what_agencies_have_sent(client):
    consultation = open_consultation(agencies=2)
    for at in range(2):
        approved_opinion(consultation, at=at)
    client.force_login(consultation.compiler)

    response = client.post(reverse("gather", args=[consultation.round.uid]), follow=True)

    assert sorted(row_uids(response)) == sorted(uids(Row.objects.all()))
    assert RowSource.objects.count() == 2


@pytest.fixture
def mixed():
    """Three rows that differ in article, agency, kind and decision."""
    consultation = open_consultation(agencies=2)
    written_opinion(consultation, at=0, eid="art_3__para_2", kind=Kind.AMEND)
    written_opinion(consultation, at=0, eid="art_4", kind=Kind.DELETE)
    approved_submission(consultation, at=0)
    approved_opinion(consultation, at=1, eid="", kind=Kind.QUESTION)
    gathered(consultation)
    row = Row.objects.get(provision__eid="art_4")
    decide_row(row, by=consultation.compiler, decision=Decision.TAKEN, lock_version=0)
    return consultation


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"article": "art_3"}, ["art_3__para_2"]),
        ({"article": "chung"}, [""]),
        ({"kind": "delete"}, ["art_4"]),
        ({"decision": "taken"}, ["art_4"]),
        ({"decision": "undecided", "kind": "amend"}, ["art_3__para_2"]),
        ({"kind": "nothing-like-it", "article": "art_99"}, ["", "art_3__para_2", "art_4"]),
    ],
)
def test_filters_narrow_the_table_and_wrong_ones_do_not(client, mixed, filters, kept):
    client.force_login(mixed.compiler)

    shown = row_uids(client.get(desk_of(mixed, **filters)))

    of_uid = {str(row.uid): row for row in Row.objects.select_related("provision")}
    eids = [of_uid[uid].provision.eid if of_uid[uid].provision else "" for uid in shown]
    assert eids == kept


def test_rows_of_one_agency_are_found(client, mixed):
    client.force_login(mixed.compiler)

    response = client.get(desk_of(mixed, agency=str(mixed.agencies[1].uid)))

    assert row_uids(response) == uids(Row.objects.filter(provision=None))


def test_the_strip_leads_through_the_articles(client, mixed):
    client.force_login(mixed.compiler)

    ways = tree(client.get(desk_of(mixed))).xpath("//ol[@class='strip']//a/@href")

    assert ways == ["?article=chung", "?article=art_3", "?article=art_4"]


def many_rows(count):
    consultation = open_consultation(agencies=3)
    for at in range(3):
        for number in range(count // 3):
            written_opinion(consultation, at=at, text=f"Ý kiến {number} về thời hạn.")
        approved_submission(consultation, at=at)
    gathered(consultation)
    return consultation


@pytest.mark.parametrize("count", [60, 120])
def test_the_desk_asks_the_database_a_bounded_number_of_questions(
    client, count, django_assert_max_num_queries
):
    consultation = many_rows(count)
    client.force_login(consultation.compiler)
    client.get(desk_of(consultation))  # site roots are remembered from the first visit on

    with django_assert_max_num_queries(16):
        response = client.get(desk_of(consultation))

    assert len(row_uids(response)) == min(count, 100)


def test_an_unknown_round_is_not_found(client):
    consultation = open_consultation()
    client.force_login(consultation.compiler)

    assert client.get(reverse("desk", args=[uuid4()])).status_code == 404
