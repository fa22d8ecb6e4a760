"""A letter read, corrected and taken over: what is confirmed stands, no word is lost on the way."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation import audit
from consultation.models import (
    Letter,
    LetterState,
    Opinion,
    OpinionState,
    Stance,
    Submission,
    SubmissionState,
)
from consultation.models.change import StaleError
from consultation.receiving.bringing import bring_and_read, receive_file
from consultation.receiving.ledger import note_letter, take_back_letter
from consultation.receiving.ledger_rows import Entry
from consultation.receiving.marking import (
    confirm_passages,
)
from consultation.receiving.taking import take_over_letter
from consultation.synthesis import freeze_edition, gather_opinions
from tests.consultation.receiving.handling import (
    brought,
    confirm_all,
    opinion_passage,
    read_here,
    take,
    whole,
)
from tests.factories import approved_opinion, open_consultation, written_opinion
from tests.factories.letters import word_letter

pytestmark = pytest.mark.django_db


def test_a_read_letter_knows_its_number_date_stance_and_every_word():
    letter = read_here(open_consultation())

    assert (letter.number, letter.stance) == ("1234/SYT-NVY", Stance.AGREES_WITH_OPINIONS)
    assert letter.dated.isoformat() == "2026-11-05"
    assert whole(letter) == letter.content
    named = [
        sorted(subject.provision.eid for subject in each.subjects.all())
        for each in letter.passages.opinions().in_order()
    ]
    assert named == [["art_3__para_2"], ["art_2__para_2__point_a", "art_2__para_2__point_b"]]


def test_confirmed_opinions_stand_each_where_it_belongs_under_the_letters_number():
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)

    letter = take(letter, by=consultation.compiler)

    opinions = Opinion.objects.order_by("pk")
    assert [each.provision.eid for each in opinions] == [
        "art_3__para_2",
        "art_2__para_2__point_a",
        "art_2__para_2__point_b",
    ]
    assert {(each.origin, each.state, each.visibility) for each in opinions} == {
        ("letter", "approved", "lead")
    }
    assert opinions[0].reason == "xã ở xa nhận hồ sơ chậm."
    answer = Submission.objects.get()
    assert (answer.state, answer.letter_number) == (SubmissionState.APPROVED, "1234/SYT-NVY")
    assert answer.receipts.get().opinions == 3
    assert list(audit.verify()) == []


def test_they_are_placed_like_others_and_the_synthesis_names_the_letter():
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)
    take(letter, by=consultation.compiler)
    gather_opinions(consultation.round, by=consultation.compiler)

    edition = freeze_edition(consultation.round, by=consultation.compiler)

    sources = [source for row in edition.data["rows"] for source in row["sources"]]
    assert {(each["letter_number"], each["letter_date"]) for each in sources} == {
        ("1234/SYT-NVY", "2026-11-05")
    }
    assert {each["origin"] for each in sources} == {"letter"}


def test_nothing_is_taken_over_while_one_opinion_waits_to_be_confirmed():
    consultation = open_consultation()
    letter = read_here(consultation)
    uids = [str(opinion_passage(letter).uid)]
    confirm_passages(letter, by=consultation.compiler, uids=uids)

    with pytest.raises(ValidationError):
        take(letter, by=consultation.compiler)

    assert not Opinion.objects.exists()
    assert not Submission.objects.exists()


def test_nothing_half_is_taken_over_when_the_last_step_fails(monkeypatch):
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("consultation.receiving.taking.make_stand", broken)
    with pytest.raises(RuntimeError):
        take(letter, by=consultation.compiler)

    assert not Opinion.objects.exists()
    assert not Submission.objects.exists()


def test_whoever_takes_over_has_seen_the_last_correction():
    consultation = open_consultation()
    letter = read_here(consultation)
    seen = letter.lock_version
    confirm_all(letter, by=consultation.compiler)

    with pytest.raises(StaleError):
        take_over_letter(
            letter,
            by=consultation.compiler,
            lock_version=seen,
            is_signed=True,
            stance=letter.stance,
            number=letter.number,
            dated=letter.dated,
        )


def test_taken_over_twice_is_taken_over_once():
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)
    take(letter, by=consultation.compiler)

    with pytest.raises(PermissionDenied):
        take(letter, by=consultation.compiler)

    assert Opinion.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ({"stance": Stance.AGREES}, "stance"),
        ({"stance": ""}, "stance"),
        ({"number": ""}, "number"),
        ({"dated": None}, "dated"),
    ],
)
def test_what_the_letter_lacks_is_named(values, cell):
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)

    with pytest.raises(ValidationError) as refused:
        take(letter, by=consultation.compiler, **values)

    assert list(refused.value.message_dict) == [cell]


def test_undone_its_opinions_are_withdrawn_and_the_answer_stands_no_longer():
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)
    letter = take(letter, by=consultation.compiler)

    take_back_letter(letter, by=consultation.compiler)

    assert {each.state for each in Opinion.objects.all()} == {OpinionState.WITHDRAWN}
    assert Submission.objects.get().state == SubmissionState.WRITING


def test_what_stands_in_the_synthesis_is_not_undone():
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)
    letter = take(letter, by=consultation.compiler)
    gather_opinions(consultation.round, by=consultation.compiler)

    with pytest.raises(ValidationError):
        take_back_letter(letter, by=consultation.compiler)

    assert Submission.objects.get().state == SubmissionState.APPROVED


def test_a_letter_adds_its_opinions_to_an_answer_that_was_sent_here():
    consultation = open_consultation()
    code = approved_opinion(consultation).submission.receipt_code
    entry = Entry(agency=consultation.agencies[0], confirmed=True)
    by = consultation.compiler
    letter = note_letter(consultation.round, by=by, token=uuid4(), entry=entry)
    letter = receive_file(letter, by=by, file=word_letter())
    confirm_all(letter, by=by)

    take(letter, by=by)

    answer = Submission.objects.get()
    assert answer.opinions.approved().count() == 4
    assert answer.receipts.current().get().opinions == 4
    assert answer.receipt_code != code


class TestItsOwnAgency:
    def test_signed_its_letter_is_its_answer(self):
        consultation = open_consultation()
        letter = brought(consultation)
        confirm_all(letter, by=consultation.officer())

        take(letter, by=consultation.officer(), is_signed=True)

        assert Submission.objects.get().state == SubmissionState.APPROVED
        assert Opinion.objects.filter(state=OpinionState.APPROVED).count() == 3

    def test_unsigned_its_opinions_are_drafts_that_go_the_normal_way(self):
        consultation = open_consultation()
        letter = brought(consultation)
        confirm_all(letter, by=consultation.officer())

        letter = take(letter, by=consultation.officer(), is_signed=False, number="", dated=None)

        assert letter.state == LetterState.TAKEN
        assert Submission.objects.get().state == SubmissionState.WRITING
        opinions = Opinion.objects.all()
        assert {(each.state, each.visibility) for each in opinions} == {("draft", "agency")}
        assert {each.author for each in opinions} == {consultation.officer()}

    def test_before_it_is_taken_over_the_lead_sees_nothing_of_it(self):
        consultation = open_consultation()
        letter = brought(consultation)

        assert not Letter.objects.visible_to(consultation.compiler).exists()
        assert Letter.objects.visible_to(consultation.officer()).get() == letter
        assert not Letter.objects.visible_to(consultation.officer(1)).exists()

    def test_unsigned_the_lead_sees_nothing_of_it_afterwards_either(self):
        consultation = open_consultation()
        letter = brought(consultation)
        confirm_all(letter, by=consultation.officer())
        take(letter, by=consultation.officer(), is_signed=False)

        assert not Letter.objects.visible_to(consultation.compiler).exists()

    def test_nobody_else_brings_or_marks_it(self):
        consultation = open_consultation()
        letter = brought(consultation)

        for other in (consultation.officer(1), consultation.compiler):
            with pytest.raises(PermissionDenied):
                confirm_all(letter, by=other)
        with pytest.raises(PermissionDenied):
            bring_and_read(
                consultation.round,
                by=consultation.officer(1),
                token=uuid4(),
                agency=consultation.agencies[0],
                file=word_letter(),
            )

    def test_what_it_wrote_here_waits_beside_its_signed_letter(self):
        consultation = open_consultation()
        written = written_opinion(consultation)
        letter = brought(consultation)
        confirm_all(letter, by=consultation.officer())

        take(letter, by=consultation.officer(), is_signed=True)

        written.refresh_from_db()
        assert written.state == OpinionState.DRAFT
