"""The ledger: a letter that agrees is an answer, a doubt is asked about, an entry can be undone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation import audit
from consultation.approving import take_back_submission
from consultation.models import (
    ApprovedAs,
    AuditEntry,
    Letter,
    LetterState,
    Opinion,
    OpinionState,
    Stance,
    Submission,
    SubmissionState,
)
from consultation.models.change import StaleError
from consultation.receiving.ledger import note_letter, take_back_letter
from consultation.receiving.ledger_rows import DoubtError, Entry
from consultation.rules import Role
from tests.factories import (
    AgencyFactory,
    approved_opinion,
    member_of,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.django_db


def agreeing(consultation, at=0, **values):
    values = {"number": "12/SYT-VP", "dated": clock.today(), "stance": Stance.AGREES, **values}
    values.setdefault("agency", consultation.agencies[at])
    return Entry(**values)


def note(consultation, entry, *, by=None, token=None, **values):
    by = by or consultation.compiler
    return note_letter(consultation.round, by=by, token=token or uuid4(), entry=entry, **values)


def answer_of(consultation, at=0) -> Submission:
    return Submission.objects.get(round=consultation.round, agency=consultation.agencies[at])


def test_a_letter_that_agrees_with_number_and_date_is_its_agencys_answer():
    consultation = open_consultation()

    letter = note(consultation, agreeing(consultation))

    answer = answer_of(consultation)
    assert letter.state == LetterState.TAKEN
    assert (answer.state, answer.stance) == (SubmissionState.APPROVED, Stance.AGREES)
    assert (answer.letter_number, answer.letter_date) == ("12/SYT-VP", clock.today())
    assert answer.approved_by is None
    assert answer.receipts.current().get().approved_as == ApprovedAs.LETTER
    assert list(audit.verify()) == []


@pytest.mark.parametrize("missing", [{"number": ""}, {"dated": None}, {"stance": ""}])
def test_without_number_date_or_stance_it_only_waits(missing):
    consultation = open_consultation()

    letter = note(consultation, agreeing(consultation, **missing))

    assert letter.state == LetterState.NOTED
    assert not Submission.objects.exists()


def test_a_letter_with_opinions_waits_for_them():
    consultation = open_consultation()

    letter = note(consultation, agreeing(consultation, stance=Stance.AGREES_WITH_OPINIONS))

    assert letter.state == LetterState.NOTED


def test_a_row_sent_twice_is_one_letter():
    consultation, token = open_consultation(), uuid4()

    first = note(consultation, agreeing(consultation), token=token)
    again = note(consultation, agreeing(consultation), token=token)

    assert first.pk == again.pk
    assert AuditEntry.objects.filter(action="letter.noted").count() == 1


def test_a_row_typed_on_becomes_an_answer_once_it_is_complete():
    consultation, token = open_consultation(), uuid4()
    note(consultation, agreeing(consultation, number=""), token=token)

    letter = note(consultation, agreeing(consultation), token=token, lock_version=0)

    assert letter.state == LetterState.TAKEN


def test_two_people_in_one_row_do_not_overwrite_each_other():
    consultation, token = open_consultation(), uuid4()
    note(consultation, agreeing(consultation, stance="", number=""), token=token)
    note(consultation, agreeing(consultation, stance="", number="1/A"), token=token, lock_version=0)

    with pytest.raises(StaleError):
        note(
            consultation,
            agreeing(consultation, stance="", number="2/B"),
            token=token,
            lock_version=0,
        )


def test_number_and_date_can_be_corrected_afterwards_and_the_stance_cannot():
    consultation, token = open_consultation(), uuid4()
    letter = note(consultation, agreeing(consultation), token=token)
    version = letter.lock_version

    letter = note(
        consultation, agreeing(consultation, number="13/SYT-VP"), token=token, lock_version=version
    )

    assert answer_of(consultation).letter_number == "13/SYT-VP"
    against = agreeing(consultation, number="13/SYT-VP", stance=Stance.DISAGREES)
    with pytest.raises(ValidationError) as refusal:
        note(consultation, against, token=token, lock_version=letter.lock_version)
    assert list(refusal.value.message_dict) == ["stance"]
    assert answer_of(consultation).stance == Stance.AGREES


def test_a_letter_received_after_our_last_day_is_late_whenever_it_is_entered():
    consultation = open_consultation()
    deadline = clock.no_later_than(clock.today() - timedelta(days=3))
    type(consultation.round).objects.update(
        deadline=deadline, opened_at=deadline - timedelta(days=9)
    )
    consultation.round.refresh_from_db()
    days = [clock.today() - timedelta(days=n) for n in (3, 2)]

    for at, day in enumerate(days):
        note(
            consultation,
            agreeing(consultation, at=at, number=f"{at}/X", dated=day, received_on=day),
        )

    assert [answer_of(consultation, at).is_late for at in (0, 1)] == [False, True]
    assert [answer_of(consultation, at).receipts.get().is_late for at in (0, 1)] == [False, True]


class TestDoubts:
    def test_a_second_letter_of_an_agency_is_asked_about_then_kept_as_one_more(self):
        consultation = open_consultation()
        note(consultation, agreeing(consultation))

        with pytest.raises(DoubtError):
            note(consultation, agreeing(consultation, number="14/SYT-VP"))
        second = note(consultation, agreeing(consultation, number="14/SYT-VP", confirmed=True))

        assert second.is_additional
        assert Submission.objects.count() == 1
        assert answer_of(consultation).letter_number == "12/SYT-VP"

    def test_the_same_number_and_date_of_two_agencies_is_asked_about(self):
        consultation = open_consultation()
        note(consultation, agreeing(consultation, at=0))

        with pytest.raises(DoubtError):
            note(consultation, agreeing(consultation, at=1))

    def test_an_agency_that_was_not_asked_is_asked_with_its_letter(self):
        consultation = open_consultation()
        stranger = AgencyFactory()

        with pytest.raises(DoubtError):
            note(consultation, agreeing(consultation, agency=stranger))
        note(consultation, agreeing(consultation, agency=stranger, confirmed=True))

        assert consultation.round.invitations.filter(agency=stranger).exists()

    def test_what_an_agency_has_not_sent_stays_with_it(self):
        consultation = open_consultation()
        written = written_opinion(consultation)

        with pytest.raises(DoubtError):
            note(consultation, agreeing(consultation))
        note(consultation, agreeing(consultation, confirmed=True))

        written.refresh_from_db()
        assert (written.state, written.visibility) == (OpinionState.DRAFT, "agency")
        assert answer_of(consultation).receipts.get().data["content"]["opinions"] == []

    def test_the_letter_to_an_answer_sent_here_adds_its_number_and_nothing_else(self):
        consultation = open_consultation()
        approved_opinion(consultation)
        before = answer_of(consultation)

        entry = agreeing(consultation, stance=Stance.AGREES, confirmed=True)
        letter = note(consultation, entry)

        after = answer_of(consultation)
        assert letter.state == LetterState.TAKEN
        assert (after.receipt_code, after.stance) == (before.receipt_code, before.stance)
        assert after.letter_number == "12/SYT-VP"


class TestUndoing:
    def test_the_answer_of_a_wrong_row_stands_no_longer(self):
        consultation = open_consultation()
        letter = note(consultation, agreeing(consultation))

        take_back_letter(letter, by=consultation.compiler)

        answer = answer_of(consultation)
        assert (answer.state, answer.stance) == (SubmissionState.WRITING, "")
        assert answer.receipts.current().count() == 0
        assert Letter.objects.get().state == LetterState.DROPPED

    def test_the_row_can_be_typed_anew(self):
        consultation = open_consultation()
        take_back_letter(note(consultation, agreeing(consultation)), by=consultation.compiler)

        letter = note(consultation, agreeing(consultation, number="15/SYT-VP"))

        assert not letter.is_additional
        assert answer_of(consultation).letter_number == "15/SYT-VP"

    def test_undone_twice_is_undone_once(self):
        consultation = open_consultation()
        letter = note(consultation, agreeing(consultation))

        for _press in range(2):
            take_back_letter(letter, by=consultation.compiler)

        assert AuditEntry.objects.filter(action="letter.taken_back").count() == 1

    def test_an_answer_sent_here_outlives_its_letter(self):
        consultation = open_consultation()
        approved_opinion(consultation)
        letter = note(consultation, agreeing(consultation, confirmed=True))

        take_back_letter(letter, by=consultation.compiler)

        assert answer_of(consultation).state == SubmissionState.APPROVED
        assert Opinion.objects.get().state == OpinionState.APPROVED

    def test_an_agency_may_take_back_what_its_letter_approved_and_it_is_its_own_again(self):
        consultation = open_consultation()
        note(consultation, agreeing(consultation))

        take_back_submission(answer_of(consultation), by=consultation.head(), reason="Sai.")

        assert answer_of(consultation).state == SubmissionState.RETURNED


class TestWho:
    @pytest.mark.parametrize("role", [Role.COMPILER, Role.HEAD, Role.CLERK])
    def test_compilers_head_and_clerk_of_the_lead_enter_letters(self, role):
        consultation = open_consultation()

        note(consultation, agreeing(consultation), by=member_of(consultation.lead, role))

        assert Letter.objects.count() == 1

    def test_nobody_else_does(self):
        consultation = open_consultation()
        others = [
            consultation.officer(),
            consultation.head(),
            member_of(consultation.lead, Role.OFFICER),
            member_of(AgencyFactory(), Role.COMPILER),
        ]

        for other in others:
            with pytest.raises(PermissionDenied):
                note(consultation, agreeing(consultation), by=other)


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ({"stance": "maybe"}, "stance"),
        ({"dated": clock.today() + timedelta(days=1)}, "dated"),
        ({"received_on": clock.today() + timedelta(days=1)}, "received_on"),
        ({"received_on": clock.today() - timedelta(days=1)}, "received_on"),
    ],
)
def test_a_cell_that_cannot_be_is_named(values, cell):
    consultation = open_consultation()

    with pytest.raises(ValidationError) as refused:
        note(consultation, agreeing(consultation, **values))

    assert list(refused.value.message_dict) == [cell]
