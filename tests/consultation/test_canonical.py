"""Canonical JSON and Merkle trees, against the RFCs' own examples and by properties."""

import json
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.canonical import (
    NotCanonical,
    canonical_json,
    merkle_proof,
    merkle_root,
    sha256_hex,
    verify_proof,
)

text = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | numbers | text,
    lambda inner: st.lists(inner) | st.dictionaries(text.map(lambda t: normalize("NFC", t)), inner),
    max_leaves=20,
)
# The leaves and root that implementations of RFC 6962 check themselves against.
KNOWN_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def nfc(value):
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, list):
        return [nfc(item) for item in value]
    if isinstance(value, dict):
        return {nfc(key): nfc(item) for key, item in value.items()}
    return value


def turned_around(value):
    if isinstance(value, dict):
        return {key: turned_around(item) for key, item in reversed(value.items())}
    return [turned_around(item) for item in value] if isinstance(value, list) else value


@given(values)
def test_a_value_comes_back_from_its_canonical_form(value):
    assert json.loads(canonical_json(value)) == nfc(value)


@given(values)
def test_the_order_in_which_keys_were_put_does_not_show(value):
    assert canonical_json(turned_around(value)) == canonical_json(value)


@given(values)
def test_canonical_form_is_its_own_canonical_form(value):
    once = canonical_json(value)

    assert canonical_json(json.loads(once)) == once


@given(text)
def test_decomposed_and_composed_text_have_one_spelling(words):
    assert canonical_json(normalize("NFD", words)) == canonical_json(normalize("NFC", words))


def test_keys_are_in_the_order_of_utf_16_units():
    keys = ["€", "\r", "\uff5e", "1", "😀", "\x80", "ö"]

    ordered = list(json.loads(canonical_json(dict.fromkeys(keys, 0))))

    assert ordered == ["\r", "1", "\x80", "ö", "€", "😀", "\uff5e"]


def test_text_is_escaped_as_ecmascript_does():
    assert canonical_json("€$\x0f\nA'B\"\\/\x7fđ") == '"€$\\u000f\\nA\'B\\"\\\\/\x7fđ"'.encode()


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        2**53,
        -(2**53),
        {1: "one"},
        {"ế": 1, normalize("NFD", "ế"): 2},
        "\ud800",
        {"\udfff": 1},
        b"bytes",
        {"a set"},
        [{"deep": [0.1]}],
    ],
)
def test_what_has_no_single_spelling_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical_json(value)


def test_true_is_not_the_number_one():
    assert canonical_json([True, 1, False, 0, None]) == b"[true,1,false,0,null]"


def test_the_hash_is_that_of_the_bytes():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert sha256_hex(b"") == empty
    assert merkle_root([]) == empty


def test_the_root_is_the_known_one():
    assert merkle_root(KNOWN_LEAVES) == KNOWN_ROOT


def test_a_node_cannot_be_passed_off_as_a_leaf():
    left, right = (bytes.fromhex(merkle_root([leaf])) for leaf in (b"one", b"two"))

    assert merkle_root([left + right]) != merkle_root([b"one", b"two"])


leaves_and_index = st.lists(st.binary(max_size=8), min_size=1, max_size=40).flatmap(
    lambda leaves: st.tuples(st.just(leaves), st.integers(0, len(leaves) - 1))
)


@given(leaves_and_index)
def test_every_leaf_is_proved_below_the_root(case):
    leaves, index = case

    proof = merkle_proof(leaves, index)

    assert verify_proof(leaves[index], index, len(leaves), proof, merkle_root(leaves))


@given(leaves_and_index, st.integers(0, 50))
def test_a_proof_holds_for_its_leaf_place_and_length_alone(case, other):
    leaves, index = case
    root, proof = merkle_root(leaves), merkle_proof(leaves, index)

    assert not verify_proof(leaves[index] + b"!", index, len(leaves), proof, root)
    assert not verify_proof(leaves[index], index, len(leaves), [*proof, root], root)
    assert not verify_proof(leaves[index], len(leaves) + other, len(leaves), proof, root)
    if proof:
        assert not verify_proof(leaves[index], index, len(leaves), proof[:-1], root)
        assert not verify_proof(leaves[index], index, len(leaves), ["no hash"], root)


def test_no_leaf_beyond_the_last_can_be_proved():
    with pytest.raises(IndexError):
        merkle_proof([b"only"], 1)
