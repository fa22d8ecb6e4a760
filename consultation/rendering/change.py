"""A proposed wording set as law, with what it puts in and strikes out of the current text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from cms.structure.difference import word_difference

from .cells import Block, Blocks, Run, unprintable_note
from .printable import clean_for_print

# Below this share of words kept, marks hide more than they show: the new text stands alone.
REWRITTEN = 0.35
# Unchanged stretches beyond this many words are shortened to their ends.
LONG_STRETCH, KEPT_WORDS = 80, 15


def wording_blocks(proposed: str, *, current: str, label: str) -> Blocks:
    clean = clean_for_print(proposed)
    if not clean.paragraphs:
        return ()
    new = "\n".join(clean.paragraphs)
    old = "\n".join(clean_for_print(current).paragraphs)
    runs = [("same", "“"), *marked_change(old, new), ("same", "”")]
    paragraphs = [Block(tuple(paragraph)) for paragraph in _split_at_lines(runs)]
    paragraphs[0] = replace(paragraphs[0], label=label)
    return (*paragraphs, *unprintable_note(clean.unprintable))


def marked_change(old: str, new: str) -> list[Run]:
    """The new text with its changes marked; alone where marks would hide more than they show."""
    if not old:
        return [("same", new)]
    runs = marks_apart(word_difference(old, new))
    kept = sum(len(text.split()) for kind, text in runs if kind == "same")
    if kept < REWRITTEN * len(new.split()):
        return [("same", new)]
    return _shorten(runs)


def marks_apart(changes: Iterable[Run]) -> list[Run]:
    """Marks on words and not on the spaces before them, and never “1015” for 10 that becomes 15."""
    runs: list[Run] = []
    for kind, text in changes:
        word = text if kind == "same" else text.lstrip()
        space = text[: len(text) - len(word)]
        if kind == "ins" and not space and runs and runs[-1][0] == "del":
            space = " "
        runs += [(k, t) for k, t in (("same", space), (kind, word)) if t]
    return runs


def _shorten(runs: list[Run]) -> list[Run]:
    last = len(runs) - 1
    return [
        (kind, _ends_of(text, head=place > 0, tail=place < last))
        if kind == "same"
        else (kind, text)
        for place, (kind, text) in enumerate(runs)
    ]


def _ends_of(text: str, *, head: bool, tail: bool) -> str:
    """The words next to a change; the stretch between them as […]."""
    words = text.split(" ")
    if len(words) <= LONG_STRETCH or not (head or tail):
        return text
    start = words[:KEPT_WORDS] if head else []
    end = words[-KEPT_WORDS:] if tail else []
    return " ".join([*start, "[…]", *end])


def _split_at_lines(runs: list[Run]) -> list[list[Run]]:
    """Runs that span paragraphs, cut where the paragraphs end."""
    numbered: list[tuple[int, Run]] = []
    number = 0
    for kind, text in runs:
        for place, part in enumerate(text.split("\n")):
            number += place > 0
            if part:
                numbered.append((number, (kind, part)))
    return [[run for _number, run in group] for _key, group in groupby(numbered, lambda n: n[0])]
