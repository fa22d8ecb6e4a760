"""What a saved search finds that it had not found before, as messages that wait to be sent."""

from django.db import transaction

from cms import clock
from cms.models import User
from search.models import AlertMessage, KnownHit, SavedSearch
from search.paging import each_hit

# How far each look goes: what is new stands first.
MOST_LOOKED_AT = 2000

Key = tuple[str, int]


def store_messages() -> int:
    """Look through the searches whose time has come; how many have something new."""
    due = SavedSearch.objects.due(clock.now()).select_related("owner")
    return sum(_look_through(saved) for saved in due)


def hits_now(user: User, saved: SavedSearch, *, most: int) -> list[Key]:
    """What the person finds by it now, newest first, by kind and number."""
    return [(hit.kind, hit.thing.pk) for hit in each_hit(user, saved.query, most=most)]


def _look_through(saved: SavedSearch) -> bool:
    """Searching locks nothing; what is found is noted in one transaction."""
    there = hits_now(saved.owner, saved, most=MOST_LOOKED_AT)
    with transaction.atomic():
        return _take_turn(saved) and _store(saved, there)


def _take_turn(saved: SavedSearch) -> bool:
    """Whoever comes second finds the time of the last look changed."""
    turn = SavedSearch.objects.filter(pk=saved.pk, checked_at=saved.checked_at)
    return bool(turn.update(checked_at=clock.now()))


def _store(saved: SavedSearch, there: list[Key]) -> bool:
    known = set(saved.known.values_list("kind", "object_id"))
    new = [key for key in there if key not in known]
    if not new:
        return False
    now = clock.now()
    message = AlertMessage.objects.create(search=saved, created_at=now, due_at=now)
    KnownHit.objects.bulk_create(
        KnownHit(search=saved, kind=kind, object_id=pk, message=message) for kind, pk in new
    )
    return True
