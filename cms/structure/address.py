"""Addresses of provisions: Akoma Ntoso eIds, slugs of pages, citations, the order of the law."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .letters import without_marks
from .levels import Level
from .numbering import UNNUMBERED, Place, arabic, label, place, to_roman

_PREFIXES = {
    Level.PREAMBLE: "preamble",
    Level.PART: "part",
    Level.CHAPTER: "chp",
    Level.SECTION: "sec",
    Level.SUBSECTION: "subsec",
    Level.ARTICLE: "art",
    Level.CLAUSE: "para",
    Level.POINT: "point",
    Level.INTRO: "intro",
    Level.APPENDIX: "app",
    Level.ATTACHMENT: "att",
    Level.TABLE: "table",
}
# More names for text without a number: after a table or a list, at the foot of the text, and what
# an amending law quotes.
WRAP_UP, TAIL, QUOTED = "wrapup", "tail", "qstr"
_LEVELS = {prefix: level for level, prefix in _PREFIXES.items()} | {
    WRAP_UP: Level.INTRO,
    TAIL: Level.INTRO,
    QUOTED: Level.INTRO,
}
_SLUGS = {
    "preamble": "mo-dau",
    "part": "phan",
    "chp": "chuong",
    "sec": "muc",
    "subsec": "tieu-muc",
    "art": "dieu",
    "para": "khoan",
    "point": "diem",
    "intro": "doan-mo-dau",
    "app": "phu-luc",
    "att": "kem-theo",
    "table": "bang",
    WRAP_UP: "doan-tiep",
    TAIL: "phan-cuoi",
    QUOTED: "trich",
}
_SPOKEN = {
    "intro": "đoạn mở đầu",
    "att": "văn bản kèm theo",
    "table": "bảng",
    "preamble": "Phần mở đầu",
    WRAP_UP: "đoạn tiếp theo",
    TAIL: "Phần cuối văn bản",
    QUOTED: "đoạn trích dẫn",
}
_STEP = re.compile(r"([a-z]+)(?:_([a-z0-9]+))?(?:-(\d+))?")
_NAMED = {written: words for words, written in UNNUMBERED.items()}
# Numbered through the document, so that their address names nothing above them.
_THROUGHOUT = (Level.PART, Level.CHAPTER, Level.ARTICLE)


class Step(NamedTuple):
    """One step of an address: `art_5-2` is ("art", "5", 2), the second article numbered 5."""

    prefix: str
    number: str
    repeat: int

    @property
    def level(self) -> Level:
        return _LEVELS[self.prefix]

    def __str__(self) -> str:
        number = f"_{self.number}" if self.number else ""
        return f"{self.prefix}{number}{f'-{self.repeat}' if self.repeat > 1 else ''}"


def step(level: Level, number: str = "", *, prefix: str = "") -> str:
    """The last step of an address: `art_29a`, `point_dd` for điểm đ; derived from the number."""
    written = arabic(number).replace("đ", "dd")
    return str(Step(prefix or _PREFIXES[level], written, 1))


def address(parent: str, level: Level, last: str) -> str:
    """The address of what stands below `parent`: an article names no chapter, a chapter no part.

    It names the appendix, though, and the provision in which it is quoted.
    """
    if level in _THROUGHOUT:
        steps = parse(parent)
        quoted = max((at for at, item in enumerate(steps, 1) if item.prefix == QUOTED), default=0)
        above = [s for at, s in enumerate(steps) if at < quoted or s.prefix in ("app", "att")]
        parent = "__".join(map(str, above))
    return f"{parent}__{last}" if parent else last


def parse(eid: str) -> tuple[Step, ...]:
    """The steps of an address, large to small.

    Raises:
        ValueError: the text is not an address of a provision.
    """
    return tuple(_steps(eid)) if eid else ()


def level_of(eid: str) -> Level:
    return parse(eid)[-1].level


def parent_of(eid: str) -> str:
    """The address one step up, as written: empty for what stands at the top."""
    return eid.rpartition("__")[0]


def is_within_article(eid: str) -> bool:
    """Whether the address lies in an article or is one: of "part_1__sec_2" it is not true."""
    return any(item.level is Level.ARTICLE for item in parse(eid))


def citation(eid: str) -> str:
    """How the law cites the place, small to large: "điểm a khoản 2 Điều 5".

    What is quoted is named by the provision that quotes it: "khoản 6 Điều 1 (sửa đổi Điều 21)".
    """
    outer, _, quoted = eid.rpartition(f"__{QUOTED}_")
    if outer and "__" in quoted:
        return f"{citation(outer)} (sửa đổi {citation(quoted.partition('__')[2])})"
    steps = parse(eid)
    in_roman = [_is_written_in_roman(steps[: at + 1]) for at in range(len(steps))]
    return " ".join(map(_spoken, reversed(steps), reversed(in_roman)))


def own_label(eid: str) -> str:
    """What the last step alone is called: for text without a number, "đoạn mở đầu" and the like."""
    return _spoken(parse(eid)[-1], in_roman=False)


def sort_key(eid: str) -> tuple[tuple[int, Place, int], ...]:
    """A key that puts addresses of one document in the order of the law.

    Chapters stand apart from the articles they hold, which their addresses do not tell.
    """
    return tuple(
        (_ORDER[item.prefix], place(_letter(item.number)), item.repeat) for item in parse(eid)
    )


def slug_of(eid: str) -> str:
    """The address as a slug: "dieu-5", "chuong-2", "phu-luc-1-dieu-1", "khoan-2-diem-dd"."""
    return "-".join(
        "-".join(filter(None, (_SLUGS[item.prefix], item.number, _repeat(item))))
        for item in parse(eid)
    )


def slug(text: str) -> str:
    """Vietnamese words without marks, joined by hyphens."""
    plain = "".join(char for char in without_marks(text) if char.isascii())
    return "-".join(re.findall(r"[a-z0-9]+", plain))


_ORDER = {
    prefix: order
    for order, prefix in enumerate(
        ("preamble", "intro", "part", "chp", "sec", "subsec", "art", "para", "point", "table",
         QUOTED, WRAP_UP, TAIL, "app", "att")
    )
}  # fmt: skip


def _steps(eid: str) -> Iterator[Step]:
    for written in eid.split("__"):
        found = _STEP.fullmatch(written)
        if not found or found[1] not in _LEVELS:
            raise ValueError(f"not the address of a provision: {eid!r}")
        yield Step(found[1], found[2] or "", int(found[3] or 1))


def _letter(number: str) -> str:
    return _NAMED.get(number) or number.replace("dd", "đ")


def _repeat(item: Step) -> str:
    return str(item.repeat) if item.repeat > 1 else ""


def _is_written_in_roman(steps: tuple[Step, ...]) -> bool:
    """Phần, Chương and Phụ lục are; so is a Mục that stands in an appendix or article itself."""
    last = steps[-1]
    if last.level is Level.SECTION:
        above = {item.prefix for item in steps}
        return bool(above & {"app", "art", "att"}) and "chp" not in above
    return last.level in (Level.PART, Level.CHAPTER, Level.APPENDIX)


def _spoken(item: Step, in_roman: bool) -> str:
    repeat = f" (thứ {item.repeat})" if item.repeat > 1 else ""
    if item.prefix in _SPOKEN:
        return f"{_SPOKEN[item.prefix]} {item.number}".strip() + repeat
    number = _letter(item.number)
    if in_roman and number.isdecimal():
        number = to_roman(int(number))
    return label(item.level, number) + repeat
