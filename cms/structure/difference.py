"""Two wordings compared word by word, for tracked changes on the screen."""

import re
from difflib import SequenceMatcher
from typing import Literal

Change = tuple[Literal["same", "del", "ins"], str]

# A word with the space before it, a line break, or a mark of punctuation.
_TOKENS = re.compile(r"\n|[^\S\n]*\w+|[^\S\n]*[^\w\s]|[^\S\n]+")
_WORDS = re.compile(r"\w+")
_LABEL = re.compile(r"^(?:Điều\s+\d+\w?\s*[.:]|\d{1,3}\w?[.)]|[a-zđ]\d?\))\s*")
_PHRASE = 3
# One common word between two changes reads worse than one longer change.
_SHORTEST_SAME = 2


def holds_wording(text: str, wording: str) -> bool:
    """Whether a text says a proposed wording already, whatever its marks, capitals and label.

    Fewer words than a phrase stand in a text by chance: they prove nothing.
    """
    wanted = _words(_LABEL.sub("", wording.strip(' \t\n“”"')))
    return len(wanted) >= _PHRASE and f" {' '.join(wanted)} " in f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


def word_difference(old: str, new: str) -> list[Change]:
    """Stretches in reading order: "same" and "del" make the old wording, "same", "ins" the new."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal" and not _is_scrap(before[i:j], i, j, len(before)):
            _add(changes, "same", "".join(before[i:j]))
            continue
        _add(changes, "del", "".join(before[i:j]))
        _add(changes, "ins", "".join(after[m:n]))
    return _grouped(changes)


def _is_scrap(words: list[str], start: int, stop: int, length: int) -> bool:
    """A lone word between two changes, not at either end of the text."""
    return len(words) < _SHORTEST_SAME and start > 0 and stop < length and words != ["\n"]


def _add(changes: list[Change], kind: Literal["same", "del", "ins"], text: str) -> None:
    if text:
        changes.append((kind, text))


def _grouped(changes: list[Change]) -> list[Change]:
    """All that is struck out between two unchanged stretches, then all that is put in."""
    grouped: list[Change] = []
    struck, put_in = "", ""
    for kind, text in [*changes, ("same", "")]:
        if kind == "del":
            struck += text
        elif kind == "ins":
            put_in += text
        else:
            _add(grouped, "del", struck)
            _add(grouped, "ins", put_in)
            _add(grouped, "same", text)
            struck, put_in = "", ""
    return grouped
