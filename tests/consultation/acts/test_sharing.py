"""An agency gives its articles to its people, and notes what nobody else reads."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation.approving import assign_articles, finish_assignment, remove_note, write_note
from consultation.commenting import begin_submission, post_comment, remove_comment
from consultation.models import Assignment, CommentRecord, Note
from consultation.rules import Role
from tests.factories import approved_opinion, member_of, officer_of, open_consultation
from tests.factories.laws import provision
from tests.factories.rounds import approved_submission, written_opinion

pytestmark = pytest.mark.django_db


class Agency:
    """One asked agency: its head, its officer, another officer, its answer, two articles."""

    def __init__(self):
        self.consultation = open_consultation()
        self.head, self.officer = self.consultation.head(), self.consultation.officer()
        self.other = officer_of(self.consultation.agencies[0])
        self.focal = member_of(self.consultation.agencies[0], Role.FOCAL)
        self.answer = begin_submission(
            self.consultation.round, agency=self.consultation.agencies[0], by=self.officer
        )
        self.articles = [provision(self.consultation.version, eid) for eid in ("art_3", "art_4")]

    def given(self, officer, **values):
        values.setdefault("articles", self.articles)
        return assign_articles(self.answer, by=self.head, officer=officer, **values)


@pytest.fixture
def agency():
    return Agency()


def test_articles_are_given_to_an_officer_until_a_day(agency):
    day = clock.today() + timedelta(days=3)

    agency.given(agency.officer, due_on=day)

    mine = Assignment.objects.of_officer(agency.officer)
    assert [(one.provision.eid, one.due_on) for one in mine] == [("art_3", day), ("art_4", day)]


def test_given_on_it_has_one_person_and_the_first_stays_written(agency):
    agency.given(agency.officer)

    agency.given(agency.other, articles=agency.articles[:1])

    standing = Assignment.objects.standing().in_legal_order()
    assert [one.officer for one in standing] == [agency.other, agency.officer]
    assert Assignment.objects.count() == 3


def test_given_again_to_the_same_person_only_the_day_changes(agency):
    agency.given(agency.officer)
    finish_assignment(Assignment.objects.first(), by=agency.officer)
    day = clock.today() + timedelta(days=1)

    assert agency.given(agency.officer, due_on=day) == []

    assert Assignment.objects.exclude(finished_at=None).count() == 1
    assert {one.due_on for one in Assignment.objects.all()} == {day}


def test_taken_back_nobody_has_it(agency):
    agency.given(agency.officer)

    agency.given(None)

    assert not Assignment.objects.standing().exists()


def test_a_focal_point_gives_out_and_an_officer_does_not(agency):
    assign_articles(
        agency.answer, by=agency.focal, articles=agency.articles, officer=agency.officer
    )

    with pytest.raises(PermissionDenied):
        assign_articles(
            agency.answer, by=agency.officer, articles=agency.articles, officer=agency.other
        )


def test_nobody_of_another_agency_is_given_work(agency):
    with pytest.raises(ValidationError):
        agency.given(agency.consultation.officer(1))


def test_its_officer_and_who_shares_the_work_say_that_it_is_done(agency):
    first, second = agency.given(agency.officer)

    finish_assignment(first, by=agency.officer)
    finish_assignment(second, by=agency.head)
    finish_assignment(second, by=agency.head, is_finished=False)
    with pytest.raises(PermissionDenied):
        finish_assignment(first, by=agency.other)

    assert [one.finished_at is None for one in Assignment.objects.order_by("pk")] == [False, True]


def test_a_note_is_read_in_its_agency_alone(agency):
    note = write_note(agency.answer, by=agency.officer, text="Hỏi lại Sở Y tế.", token=uuid4())

    assert Note.objects.visible_to(agency.other).get() == note
    for stranger in (agency.consultation.compiler, agency.consultation.officer(1)):
        assert not Note.objects.visible_to(stranger).exists()


def test_the_compiler_reads_no_note_after_the_answer_was_sent(agency):
    write_note(agency.answer, by=agency.officer, text="Không gửi.", token=uuid4())
    written_opinion(agency.consultation)
    approved_submission(agency.consultation)

    assert not Note.objects.visible_to(agency.consultation.compiler).exists()


def test_a_note_sent_twice_is_one(agency):
    token = uuid4()

    for _time in range(2):
        write_note(agency.answer, by=agency.officer, text="Một lần.", token=token)

    assert Note.objects.count() == 1


def test_a_note_is_taken_away_by_its_author_or_the_head_and_leaves_its_trace(agency):
    first, second = (
        write_note(agency.answer, by=agency.officer, text="Nhầm.", token=uuid4()) for _ in "ab"
    )
    with pytest.raises(PermissionDenied):
        remove_note(first, by=agency.other)

    remove_note(first, by=agency.officer)
    remove_note(second, by=agency.head)

    assert [note.removed_by for note in Note.objects.order_by("pk")] == [
        agency.officer,
        agency.head,
    ]
    with pytest.raises(PermissionDenied):
        remove_note(first, by=agency.officer)


def test_a_comment_is_taken_away_by_who_wrote_it_and_its_trace_stays():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    post_comment(opinion, by=consultation.officer(), text="Nói nhầm.", token=uuid4())
    record = CommentRecord.objects.get()
    with pytest.raises(PermissionDenied):
        remove_comment(record, by=consultation.head())

    remove_comment(record, by=consultation.officer())

    record = CommentRecord.objects.visible_to(consultation.head()).in_order().get()
    assert record.removed_at is not None
    assert record.comment.is_removed
    with pytest.raises(PermissionDenied):
        remove_comment(record, by=consultation.officer())
