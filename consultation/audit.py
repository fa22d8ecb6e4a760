"""Record a fact: one more link of a hash chain that only grows.

Each entry's hash covers its content and the hash before it; the head row is locked last in each
act. `verify` finds an altered, missing or reordered entry, and a head that does not fit the end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction

from cms import clock
from cms.models import User
from cms.signals import cms_act_recorded
from consultation.canonical import canonical_json
from consultation.models import AuditEntry, AuditHead


def record(action: str, target: models.Model, *, by: User | None, **details: Any) -> AuditEntry:
    """Append what was done to `target`; must be called inside the act's transaction.

    Details are plain values (str, int, bool, None, lists and dicts of them) and name no person.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a fact is recorded in the transaction that makes it true")
    head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
    entry = AuditEntry(
        sequence=head.sequence + 1,
        at=clock.now(),
        actor_uid=str(by.uid) if by else "",
        action=action,
        object_type=target._meta.label_lower,
        object_uid=str(getattr(target, "uid", target.pk)),
        details=details,
        previous_hash=head.hash,
    )
    entry.hash = _hash_of(entry)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    return entry


def verify() -> Iterator[str]:
    """Each sentence names one place where the chain does not hold; none means it does."""
    previous, expected = "", 1
    for entry in AuditEntry.objects.order_by("sequence").iterator():
        if entry.sequence != expected:
            yield f"entry {expected} is missing before entry {entry.sequence}"
        if entry.previous_hash != previous:
            yield f"entry {entry.sequence} does not follow the entry before it"
        if entry.hash != _hash_of(entry):
            yield f"entry {entry.sequence} was altered"
        previous, expected = entry.hash, entry.sequence + 1
    head = AuditHead.objects.filter(pk=1).first()
    end = (head.sequence, head.hash) if head else (0, "")
    if end != (expected - 1, previous):
        yield f"the chain ends at entry {expected - 1}, its head says {end[0]}"


def connect() -> None:
    cms_act_recorded.connect(_on_cms_act, dispatch_uid="audit_cms_act")


def _on_cms_act(
    sender: type,
    action: str,
    target: models.Model,
    by: User | None,
    details: dict[str, Any],
    **kwargs: Any,
) -> None:
    record(action, target, by=by, **details)


def _hash_of(entry: AuditEntry) -> str:
    at: datetime = entry.at
    content = {
        "sequence": entry.sequence,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_uid,
        "action": entry.action,
        "object": [entry.object_type, entry.object_uid],
        "details": entry.details,
        "previous": entry.previous_hash,
    }
    return hashlib.sha256(canonical_json(content)).hexdigest()
