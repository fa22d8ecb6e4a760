"""Changes as they are sent: each with its version, so that a late or repeated one does no harm.

A removed row leaves a tombstone, a document without words: the server forgets its own marks of
deletion after a minute and at every clean stop, and a late write would then bring the text back.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from json import dumps, loads
from typing import Any, cast

from elasticsearch import helpers

from search.access import Visibility
from search.engines.elasticsearch.connection import EngineDown, engine_errors, slow_server
from search.engines.elasticsearch.filters import document_id
from search.engines.elasticsearch.indices import INTERNAL, PUBLIC, SCOPES, alias, index_name
from search.engines.elasticsearch.mapping import TOMBSTONE, document_of
from search.engines.port import Key
from search.models import SearchDoc

AT_ONCE = 1000
THREADS = 2
VERSION_TYPE = "external_gte"
MOST_BYTES = 10 * 1024 * 1024
NEWER_THERE = 409
MALFORMED, TOO_LARGE = 400, 413
NO_INDEX = 404


@dataclass(frozen=True, slots=True)
class Write:
    """A row as it is now, or that it is gone."""

    kind: str
    object_id: int
    version: int
    row: SearchDoc | None


@dataclass(slots=True)
class Outcome:
    """What the server did not take: what to send again, and what it will never take."""

    again: dict[Key, str] = field(default_factory=dict)
    never: dict[Key, str] = field(default_factory=dict)

    def add(self, other: "Outcome") -> None:
        self.again |= other.again
        self.never |= other.never


def apply_writes(writes: Iterable[Write], generation: str | None = None) -> Outcome:
    """Send rows to the index they belong in, and a tombstone to the other.

    Without a generation they go where the names lead. Raises: EngineDown: it is unknown how much
    went in; everything is to be sent again.
    """
    return _send(_actions(writes, generation), by_name=generation is None)


def copy_rows(rows: Iterable[SearchDoc], generation: str) -> Outcome:
    """The first filling of new indices: each row in its own, nothing in the other.

    The rows are read and made into documents here, while two threads send what is ready.
    """
    outcome, rows = Outcome(), iter(rows)
    sending: deque[Future[Outcome]] = deque()
    with ThreadPoolExecutor(THREADS) as threads:
        while batch := list(islice(rows, AT_ONCE)):
            lines = list(chain.from_iterable(_copy(row, generation) for row in batch))
            sending.append(threads.submit(_send_lines, lines))
            if len(sending) > THREADS:
                outcome.add(sending.popleft().result())
        for sent in sending:
            outcome.add(sent.result())
    return outcome


def _copy(row: SearchDoc, generation: str) -> tuple[str, str]:
    """An order and its document, as two lines."""
    order = {
        "_index": index_name(_scope(row), generation),
        "_id": document_id(row.kind, row.object_id),
        "version": row.revision,
        "version_type": VERSION_TYPE,
    }
    return _line({"index": order}), _line(document_of(row))


def _send_lines(lines: list[str]) -> Outcome:
    """Asks no more than whether all went in: the answers for each take longer to read than the rows
    to write. If not, they are sent again one by one, which does no harm."""
    if sum(map(len, lines)) <= MOST_BYTES:
        with engine_errors():
            # Lines ready made go out as they are; the client's types know of dictionaries alone.
            answer = slow_server().bulk(operations=cast(Any, lines), filter_path=["errors"])
        if not answer["errors"]:
            return Outcome()
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return _send({**loads(order)["index"], "_source": loads(row)} for order, row in pairs)


def _line(content: dict[str, Any]) -> str:
    return dumps(content, separators=(",", ":"), ensure_ascii=False)


def _send(actions: Iterable[dict[str, Any]], *, by_name: bool = False) -> Outcome:
    outcome = Outcome()
    with engine_errors():
        for went_well, told in helpers.streaming_bulk(
            slow_server(),
            actions,
            chunk_size=AT_ONCE,
            max_chunk_bytes=MOST_BYTES,
            max_retries=0,
            raise_on_error=False,
            raise_on_exception=False,
            # Or a missing name would become an index with guessed types.
            require_alias=by_name,
        ):
            if not went_well:
                (result,) = told.values()
                _file(outcome, result)
    return outcome


def _actions(writes: Iterable[Write], generation: str | None) -> Iterator[dict[str, Any]]:
    for write in writes:
        home = _scope(write.row) if write.row else None
        for scope in SCOPES:
            is_home = write.row is not None and scope == home
            document = document_of(write.row) if is_home and write.row else TOMBSTONE
            yield _action(write.kind, write.object_id, write.version, document, scope, generation)


def _action(
    kind: str,
    object_id: int,
    version: int,
    document: dict[str, Any],
    scope: str,
    generation: str | None,
) -> dict[str, Any]:
    return {
        "_op_type": "index",
        "_index": index_name(scope, generation) if generation else alias(scope),
        "_id": document_id(kind, object_id),
        "version": version,
        "version_type": VERSION_TYPE,
        "_source": document,
    }


def _scope(row: SearchDoc) -> str:
    return PUBLIC if row.visibility == Visibility.PUBLIC else INTERNAL


def _file(outcome: Outcome, result: dict[str, Any]) -> None:
    """Raises: EngineDown: there is no index to write to, or the whole request failed."""
    status = result.get("status", 0)
    if status == NEWER_THERE:
        return
    reason = _reason(result)
    if status == NO_INDEX:
        raise EngineDown(f"no index: {reason}")
    error = result.get("exception")
    if error is not None and status != TOO_LARGE:
        raise EngineDown(reason)
    kind, _, number = result["_id"].partition(":")
    kept = outcome.never if status in (MALFORMED, TOO_LARGE) else outcome.again
    kept[kind, int(number)] = reason


def _reason(result: dict[str, Any]) -> str:
    """The server's word for it; its sentences may hold text of the row."""
    error = result.get("error")
    kind = error.get("type", "") if isinstance(error, dict) else type(error).__name__
    return f"{result.get('status', '')} {kind}".strip()
