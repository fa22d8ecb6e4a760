"""What everybody may read, and what not yet: the front page, the directory, a round's record."""

import pytest
from django.urls import reverse

from consultation.approving import record_letter
from consultation.models import Opinion, Row
from consultation.synthesis import draw_edition
from tests.consultation.views.screens import told, tree
from tests.factories import (
    AgencyFactory,
    approved_opinion,
    approved_submission,
    officer_of,
    open_consultation,
    publish_law,
    written_opinion,
)
from tests.factories.issued import SECRET_REASON, answered_consultation, issued_consultation

pytestmark = pytest.mark.django_db


def record_of(consultation):
    return reverse("round", args=[consultation.round.uid])


def words(response):
    return response.content.decode()


def test_the_front_page_shows_what_is_open_and_what_was_answered(client):
    answered = answered_consultation(version=publish_law(title="Nghị định đã trả lời"))
    opened = open_consultation(version=publish_law(title="Nghị định đang mở"))

    links = tree(client.get("/")).xpath("//main//li//a/@href")

    assert links == [record_of(opened), record_of(answered)]


def test_an_internal_round_is_not_on_the_front_page(client):
    open_consultation(is_public=False)

    assert client.get("/").context["open_rounds"].count() == 0


def test_the_directory_counts_drafts_by_where_they_stand(client):
    answered_consultation(version=publish_law(title="Nghị định A"))
    open_consultation(version=publish_law(title="Nghị định B"))
    publish_law(title="Nghị định C")

    response = client.get(reverse("directory"))
    only_open = client.get(reverse("directory"), {"standing": "open"})

    assert [tab["count"] for tab in response.context["standings"]] == [3, 1, 0, 1, 1]
    assert told(only_open, "//main//li//*[@class='list__title']") == ["Nghị định B"]


def test_the_directory_narrows_by_type_and_field(client):
    publish_law(title="Nghị định A", field="Xây dựng pháp luật", document_type="decree")
    publish_law(title="Luật B", field="Đất đai", document_type="law")

    response = client.get(reverse("directory"), {"type": "law", "field": "Đất đai"})

    assert told(response, "//main//li//*[@class='list__title']") == ["Luật B"]


def test_the_directory_keeps_internal_drafts_from_visitors(client):
    consultation = open_consultation(is_public=False)

    seen_by_visitor = client.get(reverse("directory")).context["page"].object_list
    client.force_login(consultation.officer())
    seen_by_asked = client.get(reverse("directory")).context["page"].object_list

    assert (len(seen_by_visitor), len(seen_by_asked)) == (0, 1)


def test_an_open_round_tells_how_many_answered_and_no_word_of_it(client):
    consultation = open_consultation(agencies=3)
    opinion = approved_opinion(consultation, at=0)
    written_opinion(consultation, at=1)

    response = client.get(record_of(consultation))

    round_ = response.context["round"]
    assert (round_.asked, round_.answered) == (3, 1)
    assert opinion.text not in words(response)
    assert consultation.agencies[0].name not in words(response)


def test_a_round_whose_letter_is_out_tells_the_public_no_row_yet(client):
    consultation = issued_consultation()

    response = client.get(record_of(consultation))

    assert response.context["page"].object_list.count() == 0
    assert "Đề nghị lùi ngày có hiệu lực." not in words(response)


def test_an_asked_agency_then_sees_what_became_of_its_own_words_only(client):
    consultation = issued_consultation()
    client.force_login(consultation.officer(1))

    response = client.get(record_of(consultation))

    (row,) = response.context["page"].object_list
    assert [source.opinion.agency for source in row.sources.all()] == [consultation.agencies[1]]
    assert SECRET_REASON in words(response)


def test_the_answered_record_shows_opinion_letter_and_answer(client):
    consultation = answered_consultation()

    response = client.get(record_of(consultation))

    cards = told(response, "//article")
    assert len(cards) == 2
    assert "Đề nghị 15 ngày." in cards[0]
    assert "Lấy 12 ngày." in cards[0]
    assert consultation.agencies[0].brief_name in cards[0]


def test_our_own_reasons_stay_in_the_house(client):
    consultation = answered_consultation()
    stranger = officer_of(AgencyFactory())

    seen_by_visitor = words(client.get(record_of(consultation)))
    client.force_login(stranger)
    seen_by_stranger = words(client.get(record_of(consultation)))

    assert SECRET_REASON not in seen_by_visitor + seen_by_stranger


def test_the_answered_record_names_who_was_asked_and_who_was_silent(client):
    consultation = answered_consultation()

    asked = client.get(record_of(consultation)).context["asked"]

    assert [(each.agency, each.answer_state) for each in asked] == [
        (consultation.agencies[0], "approved"),
        (consultation.agencies[1], "approved"),
        (consultation.agencies[2], None),
    ]


def test_an_internal_record_is_unknown_to_those_it_did_not_ask(client):
    consultation = answered_consultation(is_public=False)

    assert client.get(record_of(consultation)).status_code == 404
    client.force_login(consultation.officer(2))
    assert client.get(record_of(consultation)).status_code == 200


def test_an_internal_record_shows_an_asked_agency_no_words_of_another(client):
    consultation = answered_consultation(is_public=False)
    client.force_login(consultation.officer(0))

    rows = client.get(record_of(consultation)).context["page"].object_list

    seen = [source.opinion for row in rows for source in row.sources.all()]
    assert seen == list(Opinion.objects.filter(agency=consultation.agencies[0]))


def test_the_record_offers_the_letters_table_and_the_draft_file(client):
    consultation = answered_consultation()
    edition = consultation.round.editions.get()
    draw_edition(edition)

    links = tree(client.get(record_of(consultation))).xpath("//aside//ul//a/@href")

    table = reverse("edition_file", args=[edition.files.get(kind="submission").uid])
    assert links == [table, f"{table}?xem", reverse("source_file", args=[consultation.version.uid])]


def test_the_record_asks_the_database_a_bounded_number_of_questions(
    client, django_assert_max_num_queries
):
    consultation = answered_consultation()
    draw_edition(consultation.round.editions.get())
    client.get(record_of(consultation))

    with django_assert_max_num_queries(13):
        client.get(record_of(consultation))


def test_the_dossier_lists_its_rounds_and_documents(client):
    consultation = answered_consultation()

    response = client.get(consultation.version.draft.url)

    assert record_of(consultation) in tree(response).xpath("//main//a/@href")


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_a_receipt_code_leads_to_its_receipt_however_it_is_typed(client, typed):
    consultation = open_consultation(agencies=1)
    written_opinion(consultation)
    submission = approved_submission(consultation)
    record_letter(
        submission, by=consultation.officer(), number="1", dated=submission.approved_at.date()
    )
    code = submission.receipt_code.lower().replace("-", " ")

    response = client.post(reverse("find_receipt"), {"code": typed.format(code)})

    assert response.url == reverse("receipt", args=[submission.receipt_code])


def test_an_unknown_code_is_said_to_be_unknown(client):
    response = client.post(reverse("find_receipt"), {"code": "GY-2026-000001-AAAA"})

    assert response.status_code == 422
    assert tree(response).xpath("//input[@name='code']/@value") == ["GY-2026-000001-AAAA"]


def test_rows_of_the_record_stand_in_the_order_of_the_law(client):
    consultation = answered_consultation()

    found = tree(client.get(record_of(consultation))).xpath("//article/@id")

    assert found == [f"row-{row.uid}" for row in Row.objects.in_legal_order()]
