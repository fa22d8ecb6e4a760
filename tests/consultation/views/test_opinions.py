"""Officers write beside the law; no word of theirs is lost, whatever happens on the way."""

from uuid import uuid4

import pytest

from consultation.commenting import withdraw_opinion
from consultation.models import Kind, Opinion, OpinionState, Submission
from tests.consultation.views.screens import HTMX, field, told, tree
from tests.factories import (
    approved_submission,
    officer_of,
    open_consultation,
    written_opinion,
)
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db

WRITE, AUTOSAVE = "/gop-y/y-kien/", "/gop-y/y-kien/luu-tam/"
FETCH = {"X-Requested-With": "fetch"}
WORDS = "Đề nghị kéo dài thời hạn vì xã ở xa."


def words_of(consultation, eid="art_3__para_2", *, at=0, **changed):
    """What the form on the screen sends."""
    version, agency = consultation.version, consultation.agencies[at]
    return {
        "version": str(version.uid),
        "provision": str(provision(version, eid).uid) if eid else "",
        "seat": f"{consultation.round.uid}:{agency.code}",
        "token": str(uuid4()),
        "lock_version": "0",
        "kind": "amend",
        "text": WORDS,
        "proposed_wording": provision(version, eid).current_text.text if eid else "",
        **changed,
    }


def page_of(consultation, slug="dieu-3"):
    return f"{consultation.version.url}{slug}/"


def test_an_officer_saves_an_opinion_and_is_back_at_the_clause(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(WRITE, words_of(consultation))

    assert response.url == f"{page_of(consultation)}?tai=art_3__para_2#art_3__para_2"
    (opinion,) = Opinion.objects.all()
    assert (opinion.text, opinion.kind, opinion.state) == (WORDS, Kind.AMEND, OpinionState.DRAFT)
    assert opinion.agency == consultation.agencies[0]


def test_wording_left_as_it_stands_in_the_law_is_no_proposal(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    client.post(WRITE, words_of(consultation))

    assert Opinion.objects.get().proposed_wording == ""


def test_an_officer_goes_on_to_the_next_article(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(WRITE, words_of(consultation, then="next"))

    assert response.url == page_of(consultation, "dieu-4")


def test_a_script_gets_the_margin_with_the_opinion_and_the_new_number(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(WRITE, words_of(consultation), headers=HTMX)

    opinion = Opinion.objects.get()
    assert tree(response).xpath("//div[@class='opinion']/@id") == [f"y-kien-{opinion.uid}"]
    (door,) = tree(response).xpath("//a[@hx-swap-oob]")
    assert (door.get("id"), door.text) == ("door-art_3__para_2", "1")


def test_a_form_sent_twice_is_one_opinion(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    words = words_of(consultation)

    client.post(WRITE, words)
    client.post(WRITE, words)

    assert Opinion.objects.count() == 1


def test_an_opinion_without_words_keeps_everything_else(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(
        WRITE, words_of(consultation, text="", reason="Lý do đã viết.", kind="add")
    )

    assert response.status_code == 422
    assert field(response, "reason") == "Lý do đã viết."
    assert tree(response).xpath("//input[@name='kind'][@checked]/@value") == ["add"]
    assert Opinion.objects.count() == 0


def test_a_form_with_mistakes_comes_back_into_the_margin_for_a_script(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(WRITE, words_of(consultation, text=""), headers=HTMX)

    assert (response.status_code, b"<html" in response.content) == (422, False)
    assert len(tree(response).xpath("//form[@data-autosave]")) == 1


def test_the_first_keystrokes_are_kept_on_the_server(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(AUTOSAVE, words_of(consultation, text="Đề"), headers=FETCH)

    opinion = Opinion.objects.get()
    assert opinion.text == "Đề"
    assert set(response.json()) == {"saved_at", "lock_version", "autosave", "reopen"}
    assert response.json()["lock_version"] == opinion.lock_version


def test_an_autosave_goes_on_with_the_same_opinion(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    words = words_of(consultation, text="Đề")
    first = client.post(AUTOSAVE, words, headers=FETCH).json()

    second = client.post(
        first["autosave"],
        {**words, "text": "Đề nghị", "lock_version": first["lock_version"]},
        headers=FETCH,
    )

    assert second.status_code == 200
    assert [opinion.text for opinion in Opinion.objects.all()] == ["Đề nghị"]


def test_nobody_writes_for_an_agency_that_is_not_theirs(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(WRITE, words_of(consultation, at=1))

    assert response.status_code == 422
    assert Submission.objects.count() == 0


def test_a_stranger_has_no_seat_in_the_round(client):
    consultation = open_consultation()
    client.force_login(officer_of(consultation.lead))

    assert client.post(WRITE, words_of(consultation)).status_code == 422
    assert Opinion.objects.count() == 0


def test_a_quote_that_is_not_in_the_text_is_not_kept(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    quote = {"quote_exact": "chữ không có", "quote_start": "3", "quote_end": "15"}

    client.post(WRITE, words_of(consultation, **quote))

    opinion = Opinion.objects.get()
    assert (opinion.quote_exact, opinion.quote_start, opinion.quote_end) == ("", None, None)


def test_a_quote_is_kept_with_where_it_stands(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    text = provision(consultation.version, "art_3__para_2").current_text.text
    start = text.index("không quá 10 ngày")
    quote = {
        "quote_exact": "không quá 10 ngày",
        "quote_start": start,
        "quote_end": start + len("không quá 10 ngày"),
    }

    client.post(WRITE, words_of(consultation, **quote))

    assert Opinion.objects.get().quote_exact == "không quá 10 ngày"


def test_words_typed_with_loose_accents_are_stored_like_the_law(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    client.post(WRITE, words_of(consultation, text="Đe\u0302\u0300 nghị sửa."))

    assert Opinion.objects.get().text == "Đề nghị sửa."


def test_an_opinion_on_the_whole_draft_has_no_provision(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    response = client.post(WRITE, words_of(consultation, eid=""))

    assert Opinion.objects.get().provision is None
    assert response.url == f"{consultation.version.url}?tai=du-thao"


def test_a_withdrawn_opinion_can_be_put_back(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    client.force_login(consultation.officer())

    client.post(f"/gop-y/y-kien/{opinion.uid}/rut/")
    page = client.get(f"{page_of(consultation)}?tai=art_3__para_2")
    (undo,) = [form for form in tree(page).forms if "khoi-phuc" in form.get("action", "")]
    client.post(undo.get("action"))

    opinion.refresh_from_db()
    assert opinion.state == OpinionState.DRAFT


def test_nobody_else_withdraws_or_restores_an_opinion(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    client.force_login(consultation.officer(1))

    assert client.post(f"/gop-y/y-kien/{opinion.uid}/rut/").status_code == 404
    withdraw_opinion(opinion, by=consultation.officer())
    assert client.post(f"/gop-y/y-kien/{opinion.uid}/khoi-phuc/").status_code == 404


def test_a_sent_opinion_is_not_withdrawn(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    approved_submission(consultation)
    client.force_login(consultation.officer())

    assert client.post(f"/gop-y/y-kien/{opinion.uid}/rut/").status_code == 403


def test_colleagues_talk_about_an_opinion_and_nobody_else_reads_it(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    client.force_login(consultation.officer())
    words = {"text": "Hỏi lại phòng nghiệp vụ.", "token": str(uuid4()), "audience": "agency"}

    client.post(f"/gop-y/y-kien/{opinion.uid}/trao-doi/", words)
    client.post(f"/gop-y/y-kien/{opinion.uid}/trao-doi/", words)
    own = client.get(f"/gop-y/{opinion.submission.uid}/")
    approved_submission(consultation)
    client.force_login(consultation.compiler)
    compilers = client.get(f"/gop-y/{opinion.submission.uid}/")

    assert told(own, "//div[@class='opinion']/p") == ["Hỏi lại phòng nghiệp vụ."]
    assert told(compilers, "//div[@class='opinion']/p") == []
