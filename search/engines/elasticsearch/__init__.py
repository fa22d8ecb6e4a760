"""Elasticsearch as an engine: a copy of the search rows, for large installations.

Python makes every token; the server only splits at spaces. Numbers leave this package, never
texts. Public rows lie in an index of their own, and a request of the public names no other.
"""

from search.engines.elasticsearch.breaker import is_resting, recovered, rest
from search.engines.elasticsearch.connection import EngineDown
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.indices import Indices
from search.engines.elasticsearch.writing import Outcome, Write, apply_writes, copy_rows

__all__ = [
    "ElasticsearchEngine",
    "EngineDown",
    "Indices",
    "Outcome",
    "Write",
    "apply_writes",
    "copy_rows",
    "is_resting",
    "recovered",
    "rest",
]
