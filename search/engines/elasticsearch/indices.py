"""The indices and their two names: made, changed over to, compared, dropped.

A name (alias) leads to the index of one generation, which carries its time of birth.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from elasticsearch import NotFoundError

from search.engines.elasticsearch.connection import EngineDown, engine_errors, slow_server
from search.engines.elasticsearch.mapping import (
    IN_USE,
    MAPPINGS,
    SETTINGS,
    TOMBSTONE,
    WHILE_FILLED,
)

PUBLIC, INTERNAL = "public", "internal"
SCOPES = (PUBLIC, INTERNAL)
PAGE = 5000


def alias(scope: str) -> str:
    return f"{settings.ELASTICSEARCH_PREFIX}-{scope}"


def index_name(scope: str, generation: str) -> str:
    return f"{alias(scope)}-{generation}"


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as the engine has it."""

    kind: str
    object_id: int
    version: int
    scope: str


class Indices:
    """All acts on whole indices. Raises: EngineDown."""

    def create(self, generation: str) -> None:
        with engine_errors():
            for scope in SCOPES:
                slow_server().indices.create(
                    index=index_name(scope, generation),
                    settings=SETTINGS | WHILE_FILLED,
                    mappings=MAPPINGS,
                )

    def finish(self, generation: str) -> None:
        """It is filled: from now on it keeps and shows by itself what is written."""
        names = [index_name(scope, generation) for scope in SCOPES]
        with engine_errors():
            slow_server().indices.put_settings(index=names, settings=IN_USE)
            slow_server().indices.flush(index=names)
            slow_server().indices.refresh(index=names)

    def refresh(self, generation: str | None = None) -> None:
        """Make what was written findable; without a generation, in those the names lead to."""
        names = [index_name(scope, generation) if generation else alias(scope) for scope in SCOPES]
        with engine_errors():
            slow_server().indices.refresh(index=names)

    def swap(self, generation: str) -> None:
        """Lead both names to this generation, in one step."""
        actions: list[dict[str, object]] = [
            {"add": {"index": index_name(scope, generation), "alias": alias(scope)}}
            for scope in SCOPES
        ]
        actions += [
            {"remove": {"index": name, "alias": alias(scope)}}
            for scope in SCOPES
            for name in self.named(scope)
            if name != index_name(scope, generation)
        ]
        with engine_errors():
            slow_server().indices.update_aliases(actions=actions)

    def named(self, scope: str) -> list[str]:
        """The indices that the name leads to: one, or none before the first rebuild."""
        with engine_errors():
            try:
                return list(slow_server().indices.get_alias(name=alias(scope)).body)
            except NotFoundError:
                return []

    def in_use(self) -> list[str]:
        return [name for scope in SCOPES for name in self.named(scope)]

    def generations(self) -> dict[str, bool]:
        """Every generation there is, and whether a name leads to it."""
        with engine_errors():
            found = slow_server().indices.get(
                index=[f"{alias(scope)}-*" for scope in SCOPES], features=["aliases"]
            )
        known: dict[str, bool] = {}
        for name, facts in found.body.items():
            generation = name.rpartition("-")[2]
            known[generation] = known.get(generation, False) or bool(facts["aliases"])
        return known

    def drop(self, generations: Iterable[str]) -> None:
        names = [index_name(scope, each) for each in generations for scope in SCOPES]
        if names:
            with engine_errors():
                slow_server().indices.delete(index=names, ignore_unavailable=True)

    def stored(self) -> Iterator[Stored]:
        """Every document with its version, without tombstones."""
        for scope in SCOPES:
            yield from self._stored(scope)

    def _stored(self, scope: str) -> Iterator[Stored]:
        client = slow_server()
        with engine_errors():
            moment = client.open_point_in_time(index=alias(scope), keep_alive="2m")["id"]
        after: list[object] | None = None
        try:
            while True:
                with engine_errors():
                    answer = client.search(
                        pit={"id": moment, "keep_alive": "2m"},
                        query={"bool": {"must_not": [{"term": TOMBSTONE}]}},
                        sort=["_shard_doc"],
                        search_after=after,
                        size=PAGE,
                        source=False,
                        docvalue_fields=[{"field": "kind"}, {"field": "object_id"}],
                        version=True,
                        track_total_hits=False,
                        allow_partial_search_results=False,
                    )
                hits = answer["hits"]["hits"]
                if answer["timed_out"]:
                    raise EngineDown("answered in part")
                for hit in hits:
                    fields = hit["fields"]
                    yield Stored(fields["kind"][0], fields["object_id"][0], hit["_version"], scope)
                if len(hits) < PAGE:
                    return
                after = hits[-1]["sort"]
        finally:
            with engine_errors():
                client.close_point_in_time(id=moment)
