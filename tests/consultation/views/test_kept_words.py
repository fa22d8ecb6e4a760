"""No word of an official is lost: conflicts, ended sessions, answers sent meanwhile."""

from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from consultation.approving import send_up
from consultation.models import Opinion, Stance
from tests.consultation.views.screens import HTMX, field, told, tree
from tests.factories import (
    open_consultation,
    written_opinion,
)
from tests.factories.laws import provision
from tests.factories.people import PASSWORD

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


def test_an_autosave_whose_answer_was_lost_is_no_conflict(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    words = words_of(consultation, text="Đề nghị")
    client.post(AUTOSAVE, words, headers=FETCH)
    client.post(AUTOSAVE, {**words, "text": "Đề nghị sửa"}, headers=FETCH)

    again = client.post(AUTOSAVE, {**words, "text": "Đề nghị sửa"}, headers=FETCH)

    assert again.status_code == 200


def test_two_people_in_one_opinion_lose_neither_text(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation, text="Bản đang lưu.")
    Opinion.objects.filter(pk=opinion.pk).update(lock_version=4)
    client.force_login(consultation.officer())
    mine = words_of(consultation, token=str(opinion.token), text="Bản của tôi.")

    answer = client.post(AUTOSAVE, mine, headers=FETCH)
    both = client.get(answer.json()["url"])

    assert answer.status_code == 409
    assert field(both, "text") == "Bản của tôi."
    assert "Bản đang lưu." in told(both, "//section[h2/@id='stored']")[0]
    client.post(WRITE, {**mine, "lock_version": field(both, "lock_version")})
    opinion.refresh_from_db()
    assert opinion.text == "Bản của tôi."


def test_a_conflict_met_by_the_button_shows_both_texts_at_once(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation, text="Bản đang lưu.")
    Opinion.objects.filter(pk=opinion.pk).update(lock_version=4)
    client.force_login(consultation.officer())

    response = client.post(
        WRITE, words_of(consultation, token=str(opinion.token), text="Bản của tôi.")
    )

    assert response.status_code == 409
    assert (field(response, "text"), field(response, "lock_version")) == ("Bản của tôi.", "4")
    assert "Bản đang lưu." in told(response, "//section[h2/@id='stored']")[0]


def test_a_background_save_is_told_that_one_is_signed_out(client):
    consultation = open_consultation()

    response = client.post(AUTOSAVE, words_of(consultation), headers=FETCH)

    assert response.status_code == 401


def test_a_script_is_told_that_one_is_signed_out(client):
    consultation = open_consultation()

    assert client.post(WRITE, words_of(consultation), headers=HTMX).status_code == 401


def test_words_written_before_a_session_ended_wait_behind_the_sign_in(client):
    consultation = open_consultation()
    officer = consultation.officer()

    refused = client.post(WRITE, words_of(consultation))
    signed = client.post(refused.url, {"login": officer.username, "password": PASSWORD})
    kept = client.get(signed.url)

    assert urlsplit(refused.url).path == "/tai-khoan/login/"
    assert field(kept, "text") == WORDS
    (form,) = [form for form in tree(kept).forms if form.get("data-autosave")]
    client.post(WRITE, dict(form.form_values()))
    assert [opinion.text for opinion in Opinion.objects.all()] == [WORDS]


def test_words_written_while_the_answer_was_sent_up_are_still_there(client):
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    officer = consultation.officer()
    send_up(opinion.submission, by=officer, stance=Stance.AGREES_WITH_OPINIONS)
    client.force_login(officer)

    response = client.post(WRITE, words_of(consultation))

    assert (response.status_code, field(response, "text")) == (422, WORDS)
    assert Opinion.objects.count() == 1
