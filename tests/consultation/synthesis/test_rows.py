"""Grouping keeps every word; conflicts are kept, refused and cleared; old decisions are noticed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation.approving import approve_submission, return_submission, send_up
from consultation.commenting import amend_opinion
from consultation.inviting import close_round
from consultation.models import Conflict, Decision, Row, Stance
from consultation.synthesis import (
    clear_conflict,
    decide_row,
    gather_opinions,
    mark_conflict,
    merge_rows,
    obstacles,
)
from tests.factories import approved_opinion, open_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    consultation = open_consultation(agencies=3)
    for at in range(3):
        approved_opinion(consultation, at=at)
    gather_opinions(consultation.round, by=consultation.compiler)
    return consultation


def rows():
    return list(Row.objects.select_related("round").in_legal_order())


def test_what_was_written_in_the_rows_is_joined_when_they_are_grouped(desk):
    for number, row in enumerate(rows()):
        decide_row(
            row, by=desk.compiler, decision=Decision.PARTLY, lock_version=0,
            reason="Chỉ phần đầu.", outgoing=f"Câu {number}.",
        )  # fmt: skip

    row = merge_rows(rows(), by=desk.compiler)

    assert row.outgoing == "Câu 0.\nCâu 1.\nCâu 2."
    assert row.reason == "Chỉ phần đầu."
    assert (row.decision, row.decided_by) == (Decision.UNDECIDED, None)


def test_two_sides_of_a_conflict_are_not_grouped_whoever_else_is_with_them(desk):
    mark_conflict(rows()[:2], by=desk.compiler)

    with pytest.raises(ValidationError):
        merge_rows(rows(), by=desk.compiler)

    assert Row.objects.count() == 3


def test_a_group_stands_in_the_conflict_of_its_member(desk):
    conflict = mark_conflict(rows()[1:], by=desk.compiler)

    row = merge_rows(rows()[:2], by=desk.compiler)

    assert row.conflict == conflict
    assert conflict.rows.count() == 2


def test_a_row_leaves_its_conflict_and_the_others_stay(desk):
    conflict = mark_conflict(rows(), by=desk.compiler)

    clear_conflict(rows()[0], by=desk.compiler)

    assert conflict.rows.count() == 2


def test_a_conflict_of_one_is_none(desk):
    mark_conflict(rows()[:2], by=desk.compiler)

    clear_conflict(rows()[0], by=desk.compiler)

    assert Conflict.objects.filter(rows__isnull=False).count() == 0


def test_nobody_else_clears_a_conflict(desk):
    mark_conflict(rows()[:2], by=desk.compiler)

    with pytest.raises(PermissionDenied):
        clear_conflict(rows()[0], by=desk.officer())


def sent_anew(desk, row):
    """Given back after it was decided, made better, sent and approved again."""
    opinion = row.sources.get().opinion
    submission = opinion.submission
    return_submission(submission, by=desk.compiler, reason="Nêu rõ câu chữ.")
    at = desk.agencies.index(opinion.agency)
    opinion.refresh_from_db()
    amend_opinion(
        opinion, by=desk.officer(at), lock_version=opinion.lock_version, text="15 ngày làm việc."
    )
    send_up(submission, by=desk.officer(at), stance=Stance.AGREES_WITH_OPINIONS)
    approve_submission(submission, by=desk.head(at), lock_version=submission.lock_version)


def test_a_decision_older_than_the_opinion_keeps_the_edition_from_being_final(desk):
    for row in rows():
        decide_row(
            row, by=desk.compiler, decision=Decision.TAKEN, lock_version=0, outgoing="15 ngày."
        )
    close = rows()[0]
    sent_anew(desk, close)
    close_round(desk.round, by=desk.compiler)
    assert len(obstacles(desk.round)) == 1

    fresh = Row.objects.get(pk=close.pk)
    decide_row(fresh, by=desk.compiler, decision=Decision.TAKEN, lock_version=fresh.lock_version)

    assert obstacles(desk.round) == []


def test_the_row_itself_says_that_it_is_outdated(desk):
    row = rows()[0]
    decide_row(row, by=desk.compiler, decision=Decision.TAKEN, lock_version=0)
    sent_anew(desk, row)

    outdated = [row.is_outdated for row in Row.objects.with_sources().in_legal_order()]

    assert outdated == [True, False, False]
