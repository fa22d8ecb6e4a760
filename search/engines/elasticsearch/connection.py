"""The way to the server, and the one error that tells that it can't be gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, TransportError

# A search that takes longer is answered by the database.
PATIENCE = 1.0
PATIENCE_FOR_WRITES = 30.0


class EngineDown(Exception):
    """It does not answer, answers late, in part, or not as it should."""


def server() -> Elasticsearch:
    """The client for searches: a second's patience, no second try."""
    return _client(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_CA)


def slow_server() -> Elasticsearch:
    """The same for writing and for the care of indices, which may take their time."""
    return server().options(request_timeout=PATIENCE_FOR_WRITES)


@contextmanager
def engine_errors() -> Iterator[None]:
    """Whatever goes wrong on the way or there is EngineDown.

    A timeout is no ConnectionError and an ApiError no TransportError in this client.
    """
    try:
        yield
    except (TransportError, ApiError) as error:
        raise EngineDown(describe(error)) from error


def describe(error: Exception) -> str:
    """What happened, without the request: it may hold what a person typed."""
    status = getattr(error, "status_code", "")
    kind = error.error if isinstance(error, ApiError) else ""
    return " ".join(str(part) for part in (type(error).__name__, status, kind) if part)


@lru_cache(maxsize=2)
def _client(urls: str, authority: str) -> Elasticsearch:
    return Elasticsearch(
        [url.strip() for url in urls.split(",")],
        request_timeout=PATIENCE,
        max_retries=0,
        retry_on_timeout=False,
        ca_certs=authority or DEFAULT,
    )
