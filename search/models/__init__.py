"""Tables: the rows that are searched, abbreviations, proposals, searches that people keep."""

from search.models.documents import Abbreviation, Kind, SearchDoc, SearchDocQuerySet
from search.models.outbox import IndexRebuild, OutboxEntry, OutboxQuerySet
from search.models.saved import (
    AlertMessage,
    Frequency,
    KnownHit,
    MessageState,
    SavedSearch,
    SavedSearchQuerySet,
)
from search.models.suggestion import Suggestion

__all__ = [
    "Abbreviation",
    "AlertMessage",
    "Frequency",
    "IndexRebuild",
    "Kind",
    "KnownHit",
    "MessageState",
    "OutboxEntry",
    "OutboxQuerySet",
    "SavedSearch",
    "SavedSearchQuerySet",
    "SearchDoc",
    "SearchDocQuerySet",
    "Suggestion",
]
