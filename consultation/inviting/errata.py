"""A text that changes while a round is under way becomes an erratum of that round."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cms import clock
from cms.models import Provision, ProvisionText, User, VersionPage
from cms.signals import provisions_recorded
from consultation import audit
from consultation.models import Erratum, Round, RoundState
from consultation.signals import errata_recorded

# From its opening until our letter is out, somebody may be writing about the text.
UNDER_WAY = (RoundState.OPEN, RoundState.CLOSED)

Change = tuple[Provision, ProvisionText | None, ProvisionText | None]


def connect() -> None:
    provisions_recorded.connect(_on_provisions, dispatch_uid="errata")


def _on_provisions(
    sender: type,
    version: VersionPage,
    texts: list[ProvisionText],
    retired: list[Provision],
    by: User | None,
    reasons: dict[int, str],
    **kwargs: Any,
) -> None:
    rounds = list(Round.objects.filter(version=version, state__in=UNDER_WAY))
    if not rounds:
        return
    changes = list(_changes(texts, retired))
    # One moment for all rounds: that is how one change is told once beside the text.
    now = clock.now()
    for round_ in rounds:
        _record(round_, changes, now, by=by, reasons=reasons)


def _record(
    round_: Round,
    changes: list[Change],
    now: datetime,
    *,
    by: User | None,
    reasons: dict[int, str],
) -> None:
    errata = Erratum.objects.bulk_create(
        Erratum(
            round=round_,
            provision=provision,
            old_text=old,
            new_text=new,
            reason=reasons.get(provision.section_id, ""),
            by=by,
            at=now,
        )
        for provision, old, new in changes
    )
    audit.record(
        "round.text_corrected",
        round_,
        by=by,
        texts=[
            {
                "eid": provision.eid,
                "old": old.sha256 if old else "",
                "new": new.sha256 if new else "",
            }
            for provision, old, new in changes
        ],
    )
    errata_recorded.send(Erratum, round=round_, errata=errata, by=by)


def _changes(texts: list[ProvisionText], retired: list[Provision]) -> Iterator[Change]:
    """What stood at each address before; a provision that stands again had nothing."""
    ids = [text.provision_id for text in texts]
    earlier: dict[int, list[ProvisionText]] = {}
    for text in ProvisionText.objects.filter(provision__in=ids).order_by("pk"):
        earlier.setdefault(text.provision_id, []).append(text)
    struck = _struck(ids)
    for text in texts:
        before = [one for one in earlier[text.provision_id] if one.pk < text.pk]
        gone = text.provision_id in struck or not before
        yield text.provision, None if gone else before[-1], text
    for provision in retired:
        yield provision, provision.current_text, None


def _struck(provision_ids: list[int]) -> set[int]:
    """Those whose last erratum took them out."""
    last: dict[int, bool] = {}
    told = Erratum.objects.filter(provision__in=provision_ids).order_by("at", "pk")
    for provision_id, new_text_id in told.values_list("provision_id", "new_text_id"):
        last[provision_id] = new_text_id is None
    return {provision_id for provision_id, is_struck in last.items() if is_struck}
