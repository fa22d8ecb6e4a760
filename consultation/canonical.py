"""One value, one spelling, one hash: canonical JSON (RFC 8785 over NFC text) and Merkle trees.

Plain Python without Django, so that anybody can run it again to check what we published.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import TypeAlias
from unicodedata import normalize

JSON: TypeAlias = "bool | int | str | Sequence[JSON] | dict[str, JSON] | None"

# Beyond this, readers whose only number is a double (ECMAScript) would read another number.
LARGEST_INTEGER = 2**53 - 1

# RFC 6962: a leaf can never be passed off as a node, nor a node as a leaf.
LEAF, NODE = b"\x00", b"\x01"


class NotCanonical(ValueError):
    """The value has no single spelling: floats, keys that collide in NFC, lone surrogates…"""


def canonical_json(value: object) -> bytes:
    """RFC 8785, with every string and key in NFC; raises NotCanonical."""
    text = json.dumps(_settle(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def merkle_root(leaves: Sequence[bytes]) -> str:
    return _root(_leaf_hashes(leaves)).hex()


def merkle_proof(leaves: Sequence[bytes], index: int) -> list[str]:
    """The hashes that lead from leaf `index` up to the root (RFC 6962 §2.1.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    return [step.hex() for step in _path(_leaf_hashes(leaves), index)]


def verify_proof(leaf: bytes, index: int, size: int, proof: Sequence[str], root: str) -> bool:
    """Is `leaf` the one at `index` of the `size` leaves below `root`? (RFC 9162 §2.1.3.2)"""
    if not 0 <= index < size:
        return False
    position, last = index, size - 1
    climbed = _hash(LEAF, leaf)
    for sibling in _as_hashes(proof):
        if last == 0:
            return False
        if position % 2 or position == last:
            climbed = _hash(NODE, sibling, climbed)
            while position % 2 == 0 and position:
                position, last = position // 2, last // 2
        else:
            climbed = _hash(NODE, climbed, sibling)
        position, last = position // 2, last // 2
    return last == 0 and climbed.hex() == root


def _settle(value: object) -> JSON:
    """The same value with NFC text and its keys in canonical order."""
    match value:
        case None | bool():
            return value
        case int():
            if abs(value) > LARGEST_INTEGER:
                raise NotCanonical(f"{value} is too large for a JSON number")
            return int(value)
        case str():
            return _settle_text(value)
        case list() | tuple():
            return [_settle(item) for item in value]
        case dict():
            return _settle_object(value)
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


def _settle_text(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotCanonical("a lone surrogate is not a character")
    return normalize("NFC", text)


def _settle_object(value: dict[object, object]) -> dict[str, JSON]:
    settled: dict[str, JSON] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"the key {key!r} is not a string")
        name = _settle_text(key)
        if name in settled:
            raise NotCanonical(f"the key {name!r} stands twice")
        settled[name] = _settle(item)
    # UTF-16 code units, not code points: the two differ above U+FFFF.
    return dict(sorted(settled.items(), key=lambda pair: pair[0].encode("utf-16-be")))


def _hash(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def _as_hashes(proof: Sequence[str]) -> list[bytes]:
    try:
        return [bytes.fromhex(step) for step in proof]
    except ValueError:
        # A proof comes from outside: what is no hash proves nothing.
        return [b""]


def _leaf_hashes(leaves: Sequence[bytes]) -> list[bytes]:
    return [_hash(LEAF, leaf) for leaf in leaves]


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


def _root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return _hash()
    if len(hashes) == 1:
        return hashes[0]
    middle = _split(len(hashes))
    return _hash(NODE, _root(hashes[:middle]), _root(hashes[middle:]))


def _path(hashes: list[bytes], index: int) -> list[bytes]:
    if len(hashes) == 1:
        return []
    middle = _split(len(hashes))
    if index < middle:
        return [*_path(hashes[:middle], index), _root(hashes[middle:])]
    return [*_path(hashes[middle:], index - middle), _root(hashes[:middle])]
