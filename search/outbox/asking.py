"""Which engine answers: Elasticsearch where it is set up, up and in step, else the database."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings

from search.access import Access
from search.engines import Engine, database_engine
from search.engines.elasticsearch import (
    ElasticsearchEngine,
    EngineDown,
    is_resting,
    recovered,
    rest,
)
from search.engines.port import Cursor, RawPage
from search.models import IndexRebuild
from search.outbox.noting import waiting_keys, wake
from search.query import Plan, SearchQuery

logger = logging.getLogger(__name__)


class Answer(NamedTuple):
    """`is_fallback`: the database answered in another engine's place."""

    page: RawPage
    engine: str
    is_fallback: bool


def ask(
    plan: Plan, access: Access, query: SearchQuery, cursor_for: Callable[[Engine], Cursor | None]
) -> Answer:
    """The page, from the engine that can give it now."""
    if settings.ELASTICSEARCH_URL and (answer := _ask_elsewhere(plan, access, query, cursor_for)):
        return answer
    engine = database_engine()
    page = engine.search(plan, access, query, cursor_for(engine))
    return Answer(page, engine.name, bool(settings.ELASTICSEARCH_URL))


def _ask_elsewhere(
    plan: Plan, access: Access, query: SearchQuery, cursor_for: Callable[[Engine], Cursor | None]
) -> Answer | None:
    """What waits to be sent is left out: the engine knows it in a state that may be private now.

    It is missing for the second or two until it is sent.
    """
    if is_resting() or IndexRebuild.objects.filter(is_swapping=True).exists():
        return None
    waiting = waiting_keys()
    if waiting is None:
        return None
    engine = ElasticsearchEngine()
    try:
        page = engine.search(plan, access, query, cursor_for(engine), waiting)
    except EngineDown as down:
        logger.warning("Elasticsearch did not answer, the database does: %s", down)
        rest()
        return None
    if recovered():
        wake()
    return Answer(page, engine.name, is_fallback=False)
