"""What several people do at the same moment: one wins, nothing is lost, the trail holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from cms.models import User
from consultation import audit
from consultation.approving import approve_submission, return_submission, send_up
from consultation.commenting import restore_opinion, withdraw_opinion, write_opinion
from consultation.models import (
    AuditEntry,
    Decision,
    Edition,
    Invitation,
    Opinion,
    OpinionRevision,
    OpinionState,
    Row,
    Stance,
    Submission,
    SubmissionState,
)
from consultation.models.change import StaleError, TransitionError
from consultation.synthesis import decide_row, edit_row, freeze_edition, gather_opinions
from tests.factories import approved_opinion, open_consultation, written_opinion
from tests.factories.laws import provision

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

REFUSALS = (StaleError, TransitionError, PermissionDenied)
THREADS = 16
MEANT = Stance.AGREES_WITH_OPINIONS


def together(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or why it was refused; all begin at the same moment."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            # Each has its connection before it waits for the others.
            connection.ensure_connection()
            gate.wait()
            return act()
        except REFUSALS as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refused(results) -> list[type]:
    return [type(result) for result in results if isinstance(result, Exception)]


def of(model, thing):
    """The thing as each of several people has read it, for himself."""
    return model.objects.select_related("round").get(pk=thing.pk)


def person(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_one_form_sent_sixteen_times_makes_one_opinion():
    consultation = open_consultation()
    seat = Invitation.objects.get(round=consultation.round, agency=consultation.agencies[0])
    clause, token = provision(consultation.version, "art_3__para_2"), uuid4()
    writers = [person(consultation.officer()) for _thread in range(THREADS)]

    def act(by):
        words = {"kind": "amend", "text": "Đề nghị 15 ngày.", "reason": "Xã ở xa."}
        return lambda: write_opinion(seat, by=by, token=token, provision=clause, **words)

    results = together(*map(act, writers))

    assert refused(results) == []
    assert {result.pk for result in results} == {Opinion.objects.get().pk}
    assert Submission.objects.count() == 1
    assert list(audit.verify()) == []


@pytest.fixture
def desk():
    consultation = open_consultation()
    approved_opinion(consultation)
    gather_opinions(consultation.round, by=consultation.compiler)
    return consultation


def deciding(desk, decision):
    row, by = of(Row, Row.objects.get()), person(desk.compiler)
    version = row.lock_version
    return lambda: decide_row(
        row, by=by, decision=decision, reason="Chưa đủ căn cứ.", lock_version=version
    )


def test_of_two_compilers_who_decide_one_row_the_second_is_told(desk, times):
    for _round in range(times(30)):
        entries = AuditEntry.objects.filter(action="row.decided").count()

        results = together(deciding(desk, Decision.TAKEN), deciding(desk, Decision.NOT_TAKEN))

        (kept,) = [result for result in results if not isinstance(result, Exception)]
        assert refused(results) == [StaleError]
        assert Row.objects.get().decision == kept.decision
        assert AuditEntry.objects.filter(action="row.decided").count() == entries + 1
    assert list(audit.verify()) == []


def test_without_the_version_of_the_row_both_would_have_been_written(desk):
    """The control: what the test above finds is the work of the lock version."""
    first, second = deciding(desk, Decision.TAKEN), Row.objects.get().pk

    def unguarded():
        Row.objects.filter(pk=second).update(decision=Decision.NOT_TAKEN, reason="x")

    assert refused(together(first, unguarded)) == []


def test_an_answer_that_is_approved_and_returned_at_once_is_one_of_both(times):
    for _round in range(times(20)):
        consultation = open_consultation(agencies=1)
        written_opinion(consultation)
        draft = of(Submission, Submission.objects.get(round=consultation.round))
        sent = send_up(draft, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)
        mine, yours = of(Submission, sent), of(Submission, sent)
        head, deputy = person(consultation.head()), person(consultation.head())
        version = sent.lock_version

        results = together(
            lambda: approve_submission(mine, by=head, lock_version=version),  # noqa: B023
            lambda: return_submission(yours, by=deputy, reason="Nêu rõ."),  # noqa: B023
        )

        after = of(Submission, sent)
        assert len(refused(results)) == 1
        assert after.state in (SubmissionState.APPROVED, SubmissionState.RETURNED)
        assert bool(after.receipt_code) == (after.state == SubmissionState.APPROVED)
        assert after.returns.count() == (after.state == SubmissionState.RETURNED)
    assert list(audit.verify()) == []


def test_what_is_written_while_the_answer_is_sent_up_is_in_it_or_is_refused(times):
    for _round in range(times(20)):
        consultation = open_consultation(agencies=1)
        written_opinion(consultation)
        draft = of(Submission, Submission.objects.get(round=consultation.round))
        seat = Invitation.objects.get(round=consultation.round)
        sender, writer = person(consultation.officer()), person(consultation.officer())

        together(
            lambda: send_up(draft, by=sender, stance=Stance.AGREES_WITH_OPINIONS),  # noqa: B023
            lambda: write_opinion(seat, by=writer, token=uuid4(), kind="amend", text="Thêm."),  # noqa: B023
        )

        sent_up = AuditEntry.objects.filter(action="submission.sent_up").latest("sequence")
        assert sent_up.details["opinions"] == draft.opinions.standing().count()


def test_an_edition_made_while_a_row_is_decided_holds_the_row_before_or_after(desk, times):
    for number in range(1, times(20) + 1):
        row, by, compiler = of(Row, Row.objects.get()), person(desk.compiler), person(desk.compiler)
        words = {"wording": f"Lần {number}", "outgoing": f"Lần {number}", "reason": ""}
        version, round_ = row.lock_version, row.round

        results = together(
            lambda: edit_row(row, by=by, lock_version=version, **words),  # noqa: B023
            lambda: freeze_edition(round_, by=compiler),  # noqa: B023
        )

        edition = Edition.objects.get(number=number)
        told = {said for said in range(number + 1) if f"'Lần {said}'" in str(edition.data)}
        assert refused(results) == []
        assert told in ({number - 1} if number > 1 else set(), {number})
    assert Edition.objects.count() == times(20)
    assert list(audit.verify()) == []


def test_an_opinion_is_not_taken_back_out_of_an_answer_that_was_sent_up_meanwhile():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    withdrawn = withdraw_opinion(
        written_opinion(consultation, eid="art_4"), by=consultation.officer()
    )
    seen = {one.pk: as_read(one) for one in (opinion, withdrawn)}
    send_up(of(Submission, opinion.submission), by=consultation.officer(), stance=MEANT)

    with pytest.raises(PermissionDenied):
        withdraw_opinion(seen[opinion.pk], by=consultation.officer())
    with pytest.raises(PermissionDenied):
        restore_opinion(seen[withdrawn.pk], by=consultation.officer())

    assert list(Opinion.objects.order_by("pk").values_list("state", flat=True)) == [
        OpinionState.DRAFT,
        OpinionState.WITHDRAWN,
    ]


def test_what_is_taken_back_at_the_moment_of_sending_up_is_either_sent_or_taken_back():
    consultation = open_consultation()
    going, staying = written_opinion(consultation), written_opinion(consultation, eid="art_4")
    submission = of(Submission, going.submission)
    officers = [person(consultation.officer()) for _act in range(2)]

    together(
        lambda: send_up(submission, by=officers[0], stance=MEANT),
        lambda: withdraw_opinion(as_read(going), by=officers[1]),
    )

    standing = set(Opinion.objects.filter(state=OpinionState.DRAFT).values_list("pk", flat=True))
    sent = set(OpinionRevision.objects.values_list("opinion_id", flat=True))
    assert sent == standing
    assert staying.pk in sent


def as_read(opinion: Opinion) -> Opinion:
    return Opinion.objects.select_related("submission__round").get(pk=opinion.pk)
