"""The audit chain holds, and shows where it was broken."""

import pytest
from django.db import DatabaseError, connection, transaction

from consultation import audit
from consultation.models import AuditEntry, AuditHead
from tests.factories import AgencyFactory, UserFactory, approved_opinion, open_consultation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def record_three():
    user, agency = UserFactory(), AgencyFactory()
    with transaction.atomic():
        for action in ("first", "second", "third"):
            audit.record(action, agency, by=user, number=1)
    return agency


def test_the_chain_of_a_whole_round_verifies():
    approved_opinion(open_consultation())

    assert list(audit.verify()) == []
    assert AuditEntry.objects.filter(action="submission.approved").count() == 1


def test_the_database_refuses_to_change_an_entry():
    record_three()

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(sequence=2).update(action="altered")


def test_the_database_refuses_to_delete_an_entry():
    record_three()

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(sequence=2).delete()


def test_an_altered_entry_is_named_even_if_the_guard_was_taken_off():
    record_three()
    entry = AuditEntry.objects.get(sequence=2)
    entry.action = "altered"

    assert audit._hash_of(entry) != entry.hash


def test_a_chain_cut_at_its_end_is_found_by_its_head():
    record_three()
    AuditHead.objects.update(sequence=4)

    assert list(audit.verify()) == ["the chain ends at entry 3, its head says 4"]


def test_a_fact_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(RuntimeError):
        audit.record("stray", AgencyFactory(), by=None)


def test_an_entry_names_nobody():
    user = UserFactory(full_name="Lò Thị Hương")
    with transaction.atomic():
        entry = audit.record("seen", AgencyFactory(), by=user)

    assert "Hương" not in str(entry.__dict__)
    assert entry.actor_uid == str(user.uid)


def test_sqlite_keeps_the_guard_against_replacing():
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone() == (1,)
