"""The desk: every opinion in one row, decided, frozen, answered."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from consultation.approving import return_submission
from consultation.canonical import canonical_json, sha256_hex
from consultation.inviting import close_round
from consultation.models import (
    Answer,
    Decision,
    Opinion,
    RoundState,
    Row,
    RowSource,
    Stance,
    Visibility,
)
from consultation.models.change import StaleError
from consultation.synthesis import (
    NotFinalError,
    decide_row,
    freeze_edition,
    gather_opinions,
    issue_edition,
    mark_conflict,
    merge_rows,
    publish_answers,
    record_answer,
    split_row,
    unplaced_opinions,
)
from tests.factories import approved_opinion, approved_submission, open_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def undrawn(settings):
    """These tests are about the data: the worker draws elsewhere."""
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "sync": False}


def decide_all(round_, *, by, decision=Decision.TAKEN, reason=""):
    for row in Row.objects.filter(round=round_):
        decide_row(row, by=by, decision=decision, lock_version=row.lock_version, reason=reason)


def test_every_approved_opinion_gets_exactly_one_row():
    consultation = open_consultation(agencies=3)
    opinions = [approved_opinion(consultation, at=at) for at in range(3)]

    gather_opinions(consultation.round, by=consultation.compiler)
    gather_opinions(consultation.round, by=consultation.compiler)

    assert RowSource.objects.count() == len(opinions)
    assert list(unplaced_opinions(consultation.round)) == []


def test_the_database_refuses_an_opinion_in_two_rows():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)
    other = Row.objects.create(round=consultation.round)

    with pytest.raises(IntegrityError), transaction.atomic():
        RowSource.objects.create(row=other, opinion=opinion)

    assert row.sources.get().opinion == opinion


def test_drafts_and_agreements_are_never_rows():
    consultation = open_consultation(agencies=2)
    approved_submission(consultation, at=0, stance=Stance.AGREES)

    assert gather_opinions(consultation.round, by=consultation.compiler) == []


def test_alike_rows_are_merged_and_keep_every_source():
    consultation = open_consultation(agencies=3)
    for at in range(3):
        approved_opinion(consultation, at=at)
    rows = gather_opinions(consultation.round, by=consultation.compiler)

    into = merge_rows(rows, by=consultation.compiler, wording="Kéo dài thời hạn.")

    assert Row.objects.get() == into
    assert into.sources.count() == 3


def test_a_split_gives_the_opinion_a_row_of_its_own_again():
    consultation = open_consultation(agencies=2)
    opinions = [approved_opinion(consultation, at=at) for at in range(2)]
    into = merge_rows(
        gather_opinions(consultation.round, by=consultation.compiler), by=consultation.compiler
    )

    fresh = split_row(into, by=consultation.compiler, opinions=[opinions[1]])

    assert fresh.sources.get().opinion == opinions[1]
    assert into.sources.get().opinion == opinions[0]


def test_what_is_not_taken_needs_a_reason():
    consultation = open_consultation()
    approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)

    with pytest.raises(ValidationError):
        decide_row(row, by=consultation.compiler, decision=Decision.NOT_TAKEN, lock_version=0)

    row.refresh_from_db()
    assert row.decision == Decision.UNDECIDED


def test_two_compilers_never_overwrite_each_other():
    consultation = open_consultation()
    approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)
    stale = Row.objects.get(pk=row.pk)
    decide_row(row, by=consultation.compiler, decision=Decision.TAKEN, lock_version=0)

    with pytest.raises(StaleError):
        decide_row(stale, by=consultation.compiler, decision=Decision.ASK_LEADER, lock_version=0)

    row.refresh_from_db()
    assert row.decision == Decision.TAKEN


def test_an_officer_of_an_asked_agency_cannot_decide():
    consultation = open_consultation()
    approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)

    with pytest.raises(PermissionDenied):
        decide_row(row, by=consultation.officer(), decision=Decision.TAKEN, lock_version=0)


def test_a_final_edition_is_refused_with_every_reason():
    consultation = open_consultation(agencies=3)
    for at in range(2):
        approved_opinion(consultation, at=at)
    rows = gather_opinions(consultation.round, by=consultation.compiler)
    mark_conflict(rows, by=consultation.compiler)
    decide_all(consultation.round, by=consultation.compiler)
    approved_opinion(consultation, at=2)

    with pytest.raises(NotFinalError) as refusal:
        freeze_edition(consultation.round, by=consultation.compiler, final=True)

    assert len(refusal.value.reasons) == 3  # still open, one unplaced, one conflict unsettled


def test_a_forwarded_conflict_is_settled():
    consultation = open_consultation()
    for at in range(2):
        approved_opinion(consultation, at=at)
    mark_conflict(
        gather_opinions(consultation.round, by=consultation.compiler), by=consultation.compiler
    )
    decide_all(consultation.round, by=consultation.compiler, decision=Decision.FORWARDED)
    close_round(consultation.round, by=consultation.compiler)

    edition = freeze_edition(consultation.round, by=consultation.compiler, final=True)

    assert edition.counts["forwarded"] == 2


def test_the_frozen_edition_is_recounted_and_its_sum_holds():
    consultation = open_consultation(agencies=4)
    approved_opinion(consultation, at=0)
    approved_opinion(consultation, at=1)
    approved_submission(consultation, at=2, stance=Stance.AGREES)
    gather_opinions(consultation.round, by=consultation.compiler)

    edition = freeze_edition(consultation.round, by=consultation.compiler)
    edition.refresh_from_db()

    counts = edition.counts
    assert (counts["asked"], counts["answered"], counts["silent"]) == (4, 3, 1)
    assert (counts["agreed"], counts["opinions"], counts["undecided"]) == (1, 2, 2)
    assert edition.sha256 == sha256_hex(canonical_json(edition.data))
    assert [statement["scope"] for statement in edition.data["statements"]] == ["toàn bộ dự thảo"]


def test_a_returned_opinion_leaves_the_edition():
    consultation = open_consultation()
    opinion = approved_opinion(consultation)
    gather_opinions(consultation.round, by=consultation.compiler)
    return_submission(opinion.submission, by=consultation.compiler, reason="Nêu rõ khoản nào.")

    edition = freeze_edition(consultation.round, by=consultation.compiler)

    assert edition.data["rows"] == []


def test_issue_answers_and_publication_close_the_circle():
    consultation = open_consultation()
    approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)
    decide_all(consultation.round, by=consultation.compiler)
    close_round(consultation.round, by=consultation.compiler)
    edition = freeze_edition(consultation.round, by=consultation.compiler, final=True)

    issue_edition(
        edition, by=consultation.compiler, number="1203/STP", dated=date(2026, 12, 20),
        signatory="Lò Văn Thắng",
    )  # fmt: skip
    row = Row.objects.get()
    record_answer(row, by=consultation.compiler, answer=Answer.ACCEPTED, text="")
    publish_answers(row.round, by=consultation.compiler)

    consultation.round.refresh_from_db()
    assert consultation.round.state == RoundState.ANSWERED
    assert Opinion.objects.get().visibility == Visibility.PUBLIC


def test_an_explanation_needs_words():
    consultation = open_consultation()
    approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)
    decide_all(consultation.round, by=consultation.compiler)
    close_round(consultation.round, by=consultation.compiler)
    edition = freeze_edition(consultation.round, by=consultation.compiler, final=True)
    issue_edition(
        edition, by=consultation.compiler, number="1", dated=date(2026, 12, 20), signatory="A"
    )
    row = Row.objects.get()

    with pytest.raises(ValidationError):
        record_answer(row, by=consultation.compiler, answer=Answer.EXPLAINED, text=" ")
