"""How a search row lies in the index: fields, and the row as a document.

`f` words without marks, `x` words whose marks tell, `…_pairs` neighbours; title and body are two
values, so that neither phrases nor pairs reach from one into the other. `t` is the title alone.
"""

from hashlib import sha256
from itertools import pairwise
from typing import Any

from search.models import SearchDoc

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "mapping.total_fields.limit": 60,
}
# While nobody searches in it yet, an index takes rows in half the time.
WHILE_FILLED: dict[str, Any] = {"refresh_interval": "-1", "translog.durability": "async"}
IN_USE: dict[str, Any] = {"refresh_interval": "1s", "translog.durability": "request"}
_WITH_PLACES = {
    "type": "text",
    "analyzer": "whitespace",
    "index_options": "positions",
    "position_increment_gap": 100,
}
_WORDS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_VALUE = {"type": "keyword"}
_NUMBER = {"type": "long"}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    # Enough to tell a tombstone; no token is ever given back.
    "_source": {"includes": ["kind"]},
    "properties": {
        "f": _WITH_PLACES,
        "t": _WITH_PLACES,
        "f_pairs": _WORDS,
        "x": _WORDS,
        "x_pairs": _WORDS,
        **dict.fromkeys(
            (
                *("kind", "group", "visibility", "readers", "lead"),
                *("article", "clause", "point"),
                *("draft", "document_type", "field", "agency", "year", "opinion_kind", "answer"),
            ),
            _VALUE,
        ),
        **dict.fromkeys(
            ("object_id", "row", "updated", "draft_order", "version_order", "position"), _NUMBER
        ),
    },
}
TOMBSTONE: dict[str, Any] = {"kind": "tombstone"}
# The whitespace analyzer cuts longer words in two.
LONGEST_TOKEN = 255


def document_of(row: SearchDoc) -> dict[str, Any]:
    """Empty values are left out, so that no facet counts them."""
    title, body = (_cut(text) for text in (row.title_folded, row.body_folded))
    marked = (_cut(row.title_exact), _cut(row.body_exact))
    parts = [part for part in zip((title, body), marked, strict=True) if part[0]]
    fields = {
        "f": [" ".join(plain) for plain, _ in parts],
        "t": " ".join(title),
        "f_pairs": [" ".join(pairs(plain)) for plain, _ in parts],
        "x": [" ".join(_told_by_marks(*part)) for part in parts],
        "x_pairs": [" ".join(_pairs_told_by_marks(*part)) for part in parts],
        "readers": row.readers.strip(",").split(",") if row.readers else None,
        "lead": _number(row.lead_agency_id),
        "draft": _number(row.draft_id),
        "agency": _number(row.agency_id),
        "year": _number(row.year),
        "document_type": row.document_type,
        "field": row.field,
        "opinion_kind": row.opinion_kind,
        "answer": row.answer,
    }
    return {
        **{name: value for name, value in fields.items() if value},
        "kind": row.kind,
        "object_id": row.object_id,
        "group": row.group_key,
        "visibility": row.visibility,
        "article": row.eid_article,
        "clause": row.eid_clause,
        "point": row.eid_point,
        "row": row.pk,
        "updated": microseconds(row.updated_at),
        "draft_order": row.draft_id or 0,
        "version_order": row.version_id or 0,
        "position": row.position,
    }


def microseconds(moment: Any) -> int:
    """Of a moment, exactly: the server's dates know milliseconds only."""
    return round(moment.timestamp() * 1_000_000)


def pairs(words: list[str]) -> list[str]:
    return [f"{a}+{b}" for a, b in pairwise(words)]


def cut(token: str) -> str:
    """The token; of one too long for the analyzer its beginning and what tells it apart."""
    if len(token) <= LONGEST_TOKEN:
        return token
    return f"{token[:200]}{sha256(token.encode()).hexdigest()[:32]}"


def _cut(text: str) -> list[str]:
    words = text.split()
    return list(map(cut, words)) if max(map(len, words), default=0) > LONGEST_TOKEN else words


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _told_by_marks(plain: list[str], exact: list[str]) -> list[str]:
    return [word for bare, word in zip(plain, exact, strict=False) if word != bare]


def _pairs_told_by_marks(plain: list[str], exact: list[str]) -> list[str]:
    places = zip(plain, plain[1:], exact, exact[1:], strict=False)
    return [f"{c}+{d}" for a, b, c, d in places if a != c or b != d]
