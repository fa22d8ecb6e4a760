"""Any text a person can paste, made safe to typeset: what PDF, tags and line breaking can bear.

The stored original stays as it is; only the drawing is cleaned.
"""

import re
import unicodedata
from dataclasses import dataclass

from .faces import UNPRINTABLE, printable_characters

# Measured: one paragraph of 50,000 words costs 11 s, cut at 300 words 1.7 s; one word of 100,000
# characters 106 s, with a place to break every 20 and a new paragraph every 1,000 0.8 s.
LONGEST_PARAGRAPH = 300
LONGEST_WORD = 30
BREAK_EVERY = 20
LONGEST_BLOCK = 1000

ZERO_WIDTH_SPACE = "\u200b"
# Word keeps the bullets of its Symbol and Wingdings faces in the private area.
SYMBOL_BULLETS = dict.fromkeys(map(ord, "\uf0a7\uf0a8\uf0b7\uf0d8\uf076\uf0fc\uf02d"), "•")

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SENTENCE_ENDS = re.compile(r"[.;:!?…][”\"')\]]*$")


@dataclass(frozen=True)
class Printable:
    paragraphs: tuple[str, ...]
    unprintable: tuple[str, ...]  # "U+1F44D THUMBS UP SIGN", each once, in order of appearance


def clean_for_print(text: str) -> Printable:
    lines = _LINE_ENDS.split(unicodedata.normalize("NFC", text))
    settled = [_settle_spaces(_drop_invisible(line)) for line in lines]
    unprintable = _unprintable_in("".join(settled))
    shown = [_show_unprintable(line, unprintable) for line in settled if line]
    paragraphs = [piece for line in shown for piece in _cut_paragraph(line)]
    return Printable(tuple(paragraphs), tuple(map(_describe, unprintable)))


def clean_line(text: str) -> str:
    """The same for what must stay on one line: names, numbers, titles."""
    return " ".join(clean_for_print(text).paragraphs)


def ends_sentence(word: str) -> bool:
    return bool(_SENTENCE_ENDS.search(word.rstrip()))


def _drop_invisible(line: str) -> str:
    """Bullets to •, any white space to a space, controls and variation selectors away."""
    line = line.translate(SYMBOL_BULLETS).replace("\t", " ")
    return "".join(character for character in line if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f"


def _settle_spaces(line: str) -> str:
    return " ".join(line.split())


def _unprintable_in(text: str) -> list[str]:
    known = printable_characters()
    return list(dict.fromkeys(character for character in text if character not in known))


def _show_unprintable(line: str, unprintable: list[str]) -> str:
    return line.translate(dict.fromkeys(map(ord, unprintable), UNPRINTABLE))


def _describe(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def _cut_paragraph(line: str) -> list[str]:
    pieces: list[str] = []
    words: list[str] = []
    for word in (part for whole in line.split(" ") for part in _cut_word(whole)):
        words.append(word)
        if len(word) >= LONGEST_BLOCK or len(words) == LONGEST_PARAGRAPH:
            end = _last_sentence_end(words)
            pieces.append(" ".join(words[:end]))
            words = words[end:]
    if words:
        pieces.append(" ".join(words))
    return pieces


def _last_sentence_end(words: list[str]) -> int:
    """How many words to keep together: up to a sentence end in the second half, else all."""
    for count in range(len(words), len(words) // 2, -1):
        if ends_sentence(words[count - 1]):
            return count
    return len(words)


def _cut_word(word: str) -> list[str]:
    if len(word) <= LONGEST_WORD:
        return [word]
    blocks = [word[start : start + LONGEST_BLOCK] for start in range(0, len(word), LONGEST_BLOCK)]
    return [_with_breaks(block) for block in blocks]


def _with_breaks(block: str) -> str:
    parts = [block[start : start + BREAK_EVERY] for start in range(0, len(block), BREAK_EVERY)]
    return ZERO_WIDTH_SPACE.join(parts)
