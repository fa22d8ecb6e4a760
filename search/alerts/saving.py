"""Keep a search, change it, forget it, stop its mails: each by its owner alone."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms import clock
from cms.models import User
from search.alerts.telling import Key, hits_now
from search.models import Frequency, KnownHit, MessageState, SavedSearch
from search.query import SearchQuery

MOST_SEARCHES = 50
# Above this, "something new" would say nothing.
MOST_HITS = 1000

TOO_MANY: Final = "too_many"
TOO_BROAD: Final = "too_broad"
NO_ADDRESS: Final = "no_address"


class RefusedError(Exception):
    """`reason` is one of TOO_MANY, TOO_BROAD and NO_ADDRESS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def save_search(query: SearchQuery, *, by: User, name: str, frequency: str) -> SavedSearch:
    """Keep a query under a name.

    Raises:
        RefusedError: too many are kept, or no mails can be sent about this one.
    """
    if SavedSearch.objects.of(by).count() >= MOST_SEARCHES:
        raise RefusedError(TOO_MANY)
    saved = SavedSearch(
        owner=by,
        name=name,
        text=query.text,
        facets={facet: list(values) for facet, values in query.facets.items() if values},
        since=query.since,
        until=query.until,
        created_at=clock.now(),
        checked_at=clock.now(),
    )
    there = _there_before(saved, by, frequency)
    with transaction.atomic():
        saved.frequency = frequency
        saved.save()
        _remember(saved, there)
    return saved


def change_saved_search(saved: SavedSearch, *, by: User, name: str, frequency: str) -> SavedSearch:
    """Another name, other mails.

    Raises:
        RefusedError: no mails can be sent about this one.
    """
    _check_owner(saved, by)
    there = _there_before(saved, by, frequency)
    with transaction.atomic():
        if frequency == Frequency.NONE:
            _drop_waiting(saved)
        elif saved.frequency == Frequency.NONE:
            saved.checked_at = clock.now()
        saved.name, saved.frequency = name, frequency
        saved.save(update_fields=["name", "frequency", "checked_at"])
        _remember(saved, there)
    return saved


@transaction.atomic
def delete_saved_search(saved: SavedSearch, *, by: User) -> None:
    _check_owner(saved, by)
    saved.delete()


@transaction.atomic
def stop_alerts(saved: SavedSearch) -> None:
    """By whoever holds the link of a mail; what waits is not sent any more."""
    _drop_waiting(saved)
    saved.frequency = Frequency.NONE
    saved.save(update_fields=["frequency"])


def _there_before(saved: SavedSearch, by: User, frequency: str) -> list[Key]:
    """What is there when the mails begin: known, not new. Asked before anything is locked."""
    if frequency == Frequency.NONE:
        return []
    if not by.email:
        raise RefusedError(NO_ADDRESS)
    if saved.pk and saved.frequency != Frequency.NONE:
        return []
    there = hits_now(by, saved, most=MOST_HITS + 1)
    if len(there) > MOST_HITS:
        raise RefusedError(TOO_BROAD)
    return there


def _remember(saved: SavedSearch, there: list[Key]) -> None:
    rows = [KnownHit(search=saved, kind=kind, object_id=pk) for kind, pk in there]
    KnownHit.objects.bulk_create(rows, ignore_conflicts=True)


def _drop_waiting(saved: SavedSearch) -> None:
    saved.messages.filter(state=MessageState.WAITING).update(state=MessageState.DROPPED)


def _check_owner(saved: SavedSearch, by: User) -> None:
    if saved.owner_id != by.pk:
        raise PermissionDenied
