"""A person's work on a letter: split, joined, tied elsewhere, typed off; never a word is lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation.models import Becomes, Opinion, Stance
from consultation.models.change import StaleError
from consultation.receiving.marking import (
    add_passage,
    change_passage,
    drop_passage,
    join_passage,
    split_passage,
)
from tests.consultation.receiving.handling import (
    confirm_all,
    opinion_passage,
    read_here,
    take,
    whole,
)
from tests.factories import open_consultation
from tests.factories.laws import provision
from tests.factories.letters import scanned_letter

pytestmark = pytest.mark.django_db


class TestMarking:
    def test_a_passage_split_is_two_and_the_letter_is_whole(self):
        consultation = open_consultation()
        letter = read_here(consultation)
        passage = opinion_passage(letter, 1)
        at = passage.start + passage.words.index(":") + 1

        second = split_passage(passage, by=consultation.compiler, at=at)

        assert whole(letter) == letter.content
        assert second.words.strip() == "đề nghị làm rõ."
        passage.refresh_from_db()
        assert not passage.is_confirmed
        assert passage.subjects.count() == 2

    @pytest.mark.parametrize("at", [-1, 0, 10**9])
    def test_it_is_not_split_where_nothing_would_be_left(self, at):
        consultation = open_consultation()
        letter = read_here(consultation)

        with pytest.raises(ValidationError):
            split_passage(opinion_passage(letter), by=consultation.compiler, at=at)

    def test_joined_they_are_one_with_all_that_both_speak_of(self):
        consultation = open_consultation()
        letter = read_here(consultation)

        one = join_passage(opinion_passage(letter, 1), by=consultation.compiler)

        assert whole(letter) == letter.content
        assert one.subjects.count() == 3
        assert letter.passages.opinions().count() == 1

    def test_it_is_tied_elsewhere_and_written_anew(self):
        consultation = open_consultation()
        letter = read_here(consultation)
        passage = opinion_passage(letter)

        change_passage(
            passage,
            by=consultation.compiler,
            lock_version=passage.lock_version,
            subjects=[provision(consultation.version, "art_4")],
            becomes=Becomes.OPINION,
            kind="delete",
            text="Bỏ.",
        )

        passage.refresh_from_db()
        assert [each.provision.eid for each in passage.subjects.all()] == ["art_4"]
        assert (passage.kind, passage.text, passage.is_confirmed) == ("delete", "Bỏ.", True)
        assert whole(letter) == letter.content

    def test_what_was_left_over_can_be_made_an_opinion_on_the_whole_draft(self):
        consultation = open_consultation()
        letter = read_here(consultation)
        [rest] = letter.passages.filter(becomes=Becomes.LEFT_OVER)

        change_passage(
            rest,
            by=consultation.compiler,
            lock_version=0,
            subjects=[],
            becomes=Becomes.OPINION,
            text="Cần hội trường.",
        )
        confirm_all(letter, by=consultation.compiler)
        take(letter, by=consultation.compiler)

        assert Opinion.objects.filter(provision=None, text="Cần hội trường.").exists()

    def test_two_people_on_one_passage_do_not_overwrite_each_other(self):
        consultation = open_consultation()
        letter = read_here(consultation)
        passage = opinion_passage(letter)
        values = {"by": consultation.compiler, "subjects": [], "lock_version": 0}
        change_passage(passage, text="Một.", **values)

        with pytest.raises(StaleError):
            change_passage(passage, text="Hai.", **values)

    def test_a_provision_of_another_draft_is_refused(self):
        consultation = open_consultation()
        letter = read_here(consultation)
        other = open_consultation()

        with pytest.raises(ValidationError):
            change_passage(
                opinion_passage(letter),
                by=consultation.compiler,
                lock_version=0,
                subjects=[provision(other.version, "art_4")],
            )


class TestScans:
    def test_a_scan_is_typed_beside_its_pages(self):
        consultation = open_consultation()
        letter = read_here(consultation, scanned_letter(pages=2))
        assert (letter.pages, letter.content) == (2, "")

        by = consultation.compiler
        add_passage(
            letter,
            by=by,
            page=2,
            subjects=[provision(consultation.version, "art_4")],
            becomes=Becomes.OPINION,
            kind="amend",
            text="Đề nghị lùi ngày.",
        )
        wrong = add_passage(letter, by=by, page=1, becomes=Becomes.OPINION, text="Nhầm.")
        drop_passage(wrong, by=by)
        take(
            letter,
            by=by,
            stance=Stance.AGREES_WITH_OPINIONS,
            number="9/UBND",
            dated=clock.today(),
        )

        assert [each.text for each in Opinion.objects.all()] == ["Đề nghị lùi ngày."]

    def test_a_page_it_has_not_is_refused(self):
        consultation = open_consultation()
        letter = read_here(consultation, scanned_letter(pages=1))

        with pytest.raises(ValidationError):
            add_passage(letter, by=consultation.compiler, page=2, text="Gì đó.")

    def test_a_piece_of_a_letter_with_words_is_never_taken_out(self):
        consultation = open_consultation()
        letter = read_here(consultation)

        with pytest.raises(PermissionDenied):
            drop_passage(opinion_passage(letter), by=consultation.compiler)
