"""Letters noted and taken over by many at the same moment: one of each, and the trail holds."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cms import clock
from consultation import audit
from consultation.models import AuditEntry, Letter, Opinion, Receipt, Stance, Submission
from consultation.receiving.ledger import note_letter, take_back_letter
from consultation.receiving.ledger_rows import DoubtError, Entry
from consultation.receiving.taking import take_over_letter
from tests.consultation.receiving.handling import confirm_all, read_here
from tests.factories import open_consultation
from tests.security.test_at_once import THREADS, person, refused, together

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def noting(consultation, *, token=None):
    """A person at the lead, about to note that agency 0 agrees."""
    by = person(consultation.compiler)
    entry = Entry(consultation.agencies[0], Stance.AGREES, "12/S", clock.today())

    def act():
        try:
            return note_letter(consultation.round, by=by, token=token or uuid4(), entry=entry)
        except DoubtError as doubt:
            return doubt

    return act


def test_one_row_sent_by_sixteen_is_one_letter_and_one_answer():
    consultation, token = open_consultation(), uuid4()

    results = together(*(noting(consultation, token=token) for _thread in range(THREADS)))

    assert refused(results) == []
    assert {result.pk for result in results} == {Letter.objects.get().pk}
    assert Submission.objects.count() == Receipt.objects.count() == 1
    assert AuditEntry.objects.filter(action="letter.noted").count() == 1
    assert list(audit.verify()) == []


def test_of_sixteen_rows_for_one_agency_fifteen_are_asked_about():
    consultation = open_consultation()

    results = together(*(noting(consultation) for _thread in range(THREADS)))

    assert refused(results) == [DoubtError] * (THREADS - 1)
    assert Letter.objects.count() == Submission.objects.count() == 1
    assert list(audit.verify()) == []


def test_a_letter_taken_over_by_sixteen_gives_its_opinions_once():
    consultation = open_consultation()
    letter = read_here(consultation)
    confirm_all(letter, by=consultation.compiler)
    letter.refresh_from_db()

    def taking():
        by, mine = person(consultation.compiler), Letter.objects.with_round().get(pk=letter.pk)
        return lambda: take_over_letter(
            mine,
            by=by,
            lock_version=letter.lock_version,
            is_signed=True,
            stance=letter.stance,
            number=letter.number,
            dated=letter.dated,
        )

    results = together(*(taking() for _thread in range(THREADS)))

    assert len(refused(results)) == THREADS - 1
    assert Opinion.objects.approved().count() == 3
    assert Receipt.objects.count() == 1
    assert list(audit.verify()) == []


def test_undone_by_sixteen_it_is_undone_once():
    consultation = open_consultation()
    letter = noting(consultation)()

    def undoing():
        by = person(consultation.compiler)
        return lambda: take_back_letter(letter, by=by)

    results = together(*(undoing() for _thread in range(THREADS)))

    assert not any(isinstance(result, ValidationError) for result in results)
    assert AuditEntry.objects.filter(action="letter.taken_back").count() == 1
    assert Submission.objects.get().receipts.current().count() == 0
    assert list(audit.verify()) == []
