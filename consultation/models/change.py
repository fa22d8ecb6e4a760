"""Changing a row that others may be changing too: by its lock version, along its transitions."""

from typing import Any

from django.db import models
from django.db.models import F


class StaleError(Exception):
    """Somebody else changed the thing since it was read; nothing was written."""

    def __init__(self, thing: models.Model) -> None:
        super().__init__(f"{thing._meta.label} {thing.pk} was changed by somebody else")
        self.thing = thing


class TransitionError(Exception):
    """The thing is not in a state from which it may go there."""


def change(thing: Any, **values: Any) -> None:
    """Write `values` if the row still has the lock version that `thing` was read with.

    Raises:
        StaleError: it has another one.
    """
    mine = type(thing).objects.filter(pk=thing.pk, lock_version=thing.lock_version)
    if not mine.update(lock_version=F("lock_version") + 1, **values):
        raise StaleError(thing)
    thing.lock_version += 1
    for name, value in values.items():
        setattr(thing, name, value)


def move(thing: Any, transitions: dict[Any, set[Any]], to: str, **values: Any) -> None:
    """Change the state along the table of transitions.

    Raises:
        TransitionError: the table has no such step.
        StaleError: somebody else was quicker.
    """
    if to not in transitions[thing.state]:
        raise TransitionError(f"{thing._meta.label}: {thing.state} → {to}")
    change(thing, state=to, **values)
