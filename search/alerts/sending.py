"""The messages that wait, sent by mail: again after a failure the mail server told of, else once.

A message is taken by moving its next attempt into the future, so a worker that dies before it
hands it over loses nothing. That it hands it over is noted before, that it was taken after: of a
worker that dies between, nobody knows whether the mail went, and it is not sent again. The person
sees "perhaps sent" beside the search, and what is new stands in its results.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from cms import clock
from cms.models import User
from search.alerts.mail import MOST_SHOWN, compose
from search.alerts.telling import Key
from search.documents import SOURCES, Found
from search.models import AlertMessage, Frequency, KnownHit, MessageState

log = logging.getLogger(__name__)

# Minutes until the next attempt: some eleven hours in all, a night without a mail server.
WAITS = (2, 5, 15, 30, 60, 120, 240, 240)
A_TURN = 50


def send_messages() -> int:
    """Send what is due; how many went out."""
    waiting = AlertMessage.objects.due(clock.now()).select_related("search")[:A_TURN]
    return sum(_send(message) for message in waiting)


def _send(message: AlertMessage) -> bool:
    if not _take(message):
        return False
    owner = User.objects.get(pk=message.search.owner_id)
    if not (owner.is_active and owner.email and message.search.frequency != Frequency.NONE):
        _note(message, state=MessageState.DROPPED)
        return False
    found = _found_now(message, owner)
    if not found:
        _note(message, state=MessageState.DROPPED)
        return False
    mail = compose(message, owner, found[:MOST_SHOWN], more=len(found[MOST_SHOWN:]))
    _note(message, state=MessageState.HANDED_OVER)
    try:
        mail.send()
    except Exception as trouble:  # whatever the mail server or the line to it does
        _note_failure(message, trouble)
        return False
    _note(message, state=MessageState.SENT, sent_at=clock.now(), trouble="")
    return True


def _found_now(message: AlertMessage, owner: User) -> list[Found]:
    """What may be seen is asked now, not when the message was stored; the rest is not told, and
    is new again should it come back."""
    hits = {(hit.kind, hit.object_id): hit for hit in message.hits.order_by("pk")}
    found = visible_now(owner, hits)
    KnownHit.objects.filter(pk__in=[hits[key].pk for key in hits.keys() - found.keys()]).delete()
    return list(found.values())


def visible_now(user: User, keys: Iterable[Key]) -> dict[Key, Found]:
    """Of these things, those the person may see, in the order given; a query or two a kind."""
    keys = list(keys)
    ids: dict[str, list[int]] = {}
    for kind, pk in keys:
        ids.setdefault(kind, []).append(pk)
    found = {kind: SOURCES[kind].found(user, wanted) for kind, wanted in ids.items()}
    return {(kind, pk): found[kind][pk] for kind, pk in keys if pk in found[kind]}


@transaction.atomic
def _take(message: AlertMessage) -> bool:
    wait = WAITS[min(message.attempts, len(WAITS) - 1)]
    mine = AlertMessage.objects.filter(
        pk=message.pk, state=MessageState.WAITING, attempts=message.attempts
    )
    taken = mine.update(attempts=F("attempts") + 1, due_at=clock.now() + timedelta(minutes=wait))
    message.attempts += 1
    return bool(taken)


def _note(message: AlertMessage, **values: object) -> None:
    AlertMessage.objects.filter(pk=message.pk).update(**values)


def _note_failure(message: AlertMessage, trouble: Exception) -> None:
    log.warning("Mail %s could not be sent: %s", message.uid, type(trouble).__name__)
    is_last = message.attempts >= len(WAITS)
    state = MessageState.FAILED if is_last else MessageState.WAITING
    _note(message, state=state, trouble=f"{type(trouble).__name__}: {trouble}"[:200])
