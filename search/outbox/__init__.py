"""What an engine outside the database has still to be told."""

from collections.abc import Collection


def note(kind: str, object_ids: Collection[int]) -> None:
    """These rows were written, changed or removed, in the transaction that is under way."""
