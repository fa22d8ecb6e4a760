"""Wagtail's own search of the database, with or without marks.

Both what is indexed and what is typed lose their marks, so that pages, images, documents and
every chooser are found however their names are typed. Named by the settings.
"""

from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

from django.db import models
from wagtail.search import index
from wagtail.search.backends import database
from wagtail.search.query import Boost, Not, Phrase, PlainText, SearchQuery

from cms.structure.letters import without_marks


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name that Wagtail looks for
    """The backend of the database in use, asked and fed without marks."""
    backend: Any = database.SearchBackend(dict(params))
    return _markless(backend.__class__)(params)


@cache
def _markless(backend: Any) -> Any:
    indexed = type("MarklessIndex", (_FedWithoutMarks, backend.index_class), {})
    return type("MarklessBackend", (_AskedWithoutMarks, backend), {"index_class": indexed})


class _AskedWithoutMarks:
    def _search(self, compiler: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super()._search(compiler, _bare_query(query), *args, **kwargs)


class _FedWithoutMarks:
    def add_items(self, model: type[models.Model], things: Iterable[Any]) -> None:
        super().add_items(model, [_Bare(thing) for thing in things])


class _Bare:
    """A thing as the index reads it."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        self.pk = thing.pk

    def get_search_fields(self) -> list[Any]:
        return [_bare_field(field) for field in self.thing.get_search_fields()]


def _bare_field(field: Any) -> Any:
    bare = copy(field)
    if isinstance(field, index.RelatedFields):
        bare.fields = [_bare_field(inner) for inner in field.fields]
        bare.get_value = lambda thing: field.get_value(_whole(thing))
    elif isinstance(field, index.SearchField | index.AutocompleteField):
        bare.get_value = lambda thing: _bare_value(field.get_value(_whole(thing)))
    return bare


def _whole(thing: Any) -> Any:
    return thing.thing if isinstance(thing, _Bare) else thing


def _bare_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _bare_value(item) for key, item in value.items()}
    return without_marks(str(value))


def _bare_query(query: Any) -> Any:
    if isinstance(query, str):
        return without_marks(query)
    if not isinstance(query, SearchQuery):
        return query
    bare = copy(query)
    if isinstance(query, PlainText | Phrase):
        bare.query_string = without_marks(query.query_string)
    elif isinstance(query, Boost | Not):
        bare.subquery = _bare_query(query.subquery)
    elif hasattr(query, "subqueries"):
        bare.subqueries = [_bare_query(inner) for inner in query.subqueries]
    return bare
