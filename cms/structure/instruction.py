"""What one sentence of an amending law tells to do, and at which addresses of the law it amends."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .address import address, parse, step
from .levels import Level

# Acts by how the sentence begins; "sửa đổi, bổ sung" replaces, "bổ sung" alone puts in.
_VERBS = re.compile(
    r"(?P<words_in>bổ sung (?:các |một số )?(?:cụm )?từ\b)"
    r"|(?P<words_out>(?:bãi )?bỏ (?:các |một số )?(?:cụm )?từ\b)"
    r"|(?P<words>thay (?:thế )?(?:các |một số )?(?:cụm )?từ\b)"
    r"|(?P<replace>sửa đổi(?:\s*,\s*bổ sung| và bổ sung)?\b|thay thế\b|được viết lại\b)"
    r"|(?P<insert>bổ sung\b)"
    r"|(?P<repeal>bãi bỏ\b|huỷ bỏ\b|hủy bỏ\b)",
    re.IGNORECASE,
)
# An earlier amendment of the same place is no instruction: "đã được sửa đổi, bổ sung theo Luật …".
_EARLIER = re.compile(
    r"(?:đã )?được (?:sửa đổi|bổ sung|thay thế)[^;:]*?(?= như sau|;|:|\.$|$)", re.IGNORECASE
)
_PHRASE = re.compile(r"[“\"«]([^“”\"«»]*)[”\"»]")
_NUMBER = r"(?:[IVXLC]+\b|\d{1,4}[a-zđ]?\d?\b|[a-zđ]{1,2}\d?\b)"
_LEVELS = {
    "phần": Level.PART,
    "chương": Level.CHAPTER,
    "tiểu mục": Level.SUBSECTION,
    "mục": Level.SECTION,
    "điều": Level.ARTICLE,
    "khoản": Level.CLAUSE,
    "điểm": Level.POINT,
}
_MENTION = re.compile(
    rf"\b(?P<level>phần|chương|tiểu mục|mục|điều|khoản|điểm)\s+(?:từ\s+)?(?P<first>{_NUMBER})"
    rf"(?P<more>(?:\s*(?:,\s*và\b|,|và\b|đến\b)\s*(?!điểm|khoản|điều){_NUMBER})*)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"(?P<span>\bđến\s+)?(?<!\w)(?P<number>{_NUMBER})", re.IGNORECASE)
_APART = re.compile(r"[,;]|\bvà\b|\bđến\b|\bvào\b|\bsau\b|\btrước\b", re.IGNORECASE)
_ANCHOR = re.compile(r"\b(?:vào\s+)?(?P<side>sau|trước)\s+$", re.IGNORECASE)
_RANGE = re.compile(r"\bđến\s+(?:hết\s+)?$", re.IGNORECASE)
_HEAD_ONLY = re.compile(r"\b(?:đoạn (?:đầu|mở đầu|dẫn)|lời dẫn|tên(?: gọi)?)\s+(?:của\s+)?$", re.I)
# What is smaller than a point has no address of its own: the whole must not be taken for it.
_PART = re.compile(
    r"\b(?:đoạn (?!đầu|mở đầu|dẫn)[^\s,;]+(?: [^\s,;]+)?|câu [^\s,;]+(?: [^\s,;]+)?|tiết \S+"
    r"|điểm \d[\d.]*|tiêu chuẩn \S+|dòng [^\s,;]+|gạch đầu dòng [^,;]+|số thứ tự \S+)"
    r"\s+(?:của\s+|tại\s+)?$",
    re.IGNORECASE,
)
# Letters of points in the order of the law: no f, j, w, z; đ after d.
_LETTERS = "abcdđeghiklmnopqrstuvxy"


class Act(StrEnum):
    REPLACE = "replace"
    INSERT = "insert"
    REPEAL = "repeal"
    SWAP_WORDS = "swap words"
    DROP_WORDS = "drop words"
    ADD_WORDS = "add words"


_ACTS = {
    "replace": Act.REPLACE,
    "insert": Act.INSERT,
    "repeal": Act.REPEAL,
    "words": Act.SWAP_WORDS,
    "words_out": Act.DROP_WORDS,
    "words_in": Act.ADD_WORDS,
}


@dataclass(frozen=True)
class Target:
    """An address in the amended law; `head_only` leaves what stands below it alone.

    `is_part`: only a part of what stands there is meant, which has no address.
    `beside` is what a new provision is put after, or before.
    """

    eid: str
    head_only: bool = False
    is_part: bool = False
    beside: str = ""
    before: bool = False


@dataclass(frozen=True)
class Instruction:
    """`phrases` are the words quoted in the sentence itself, in their order.

    Of words that are swapped the last phrase takes the place of the others; of words put in, the
    first is put after the second, or before it (`before`).
    """

    act: Act
    targets: tuple[Target, ...]
    phrases: tuple[str, ...] = ()
    before: bool = False


@dataclass
class _Mention:
    level: Level
    numbers: list[str]
    start: int
    end: int
    head_only: bool
    is_part: bool
    anchor: str
    ends_range: bool


def amended_address(sentence: str, *, within: str = "") -> tuple[str, ...]:
    """The addresses an instruction names: ("art_5__para_2",) of "Sửa đổi khoản 2 Điều 5 như sau:".

    `within` is what an instruction above it has named already: "một số khoản của Điều 11".
    """
    found = read_instructions(sentence, within=within)
    return tuple(target.eid for one in found for target in one.targets)


def read_instructions(sentence: str, *, within: str = "") -> tuple[Instruction, ...]:
    """The acts of a sentence that begins with one, in its order; () if it instructs nothing."""
    sentence = sentence.strip()
    phrases: list[tuple[int, str]] = [(m.start(), m[1]) for m in _PHRASE.finditer(sentence)]
    bare = _PHRASE.sub(_blank, sentence)
    bare = _EARLIER.sub(_blank, bare)
    verbs = list(_VERBS.finditer(bare))
    if not verbs or verbs[0].start() > 0:
        return ()
    mentions = list(_mentions(bare))
    targets = _targets(bare, mentions, within)
    ends = [*(verb.start() for verb in verbs[1:]), len(bare)]
    read = []
    for verb, end in zip(verbs, ends, strict=True):
        mine = tuple(target for at, target in targets if verb.start() <= at < end)
        said = tuple(words for at, words in phrases if verb.start() <= at < end)
        before = bool(re.search(r"\btrước\s+(?:các )?(?:cụm )?từ", bare[verb.end() : end]))
        read.append(Instruction(_ACTS[verb.lastgroup or ""], mine, said, before))
    return tuple(read)


def _blank(found: re.Match[str]) -> str:
    return "\x00" * len(found[0])


def _mentions(bare: str) -> Iterator[_Mention]:
    for found in _MENTION.finditer(bare):
        level = _LEVELS[found["level"].lower()]
        numbers = _numbers(f"{found['first']}{found['more']}")
        if not all(_is_number_of(level, number) for number in numbers):
            continue
        ahead = bare[: found.start()]
        anchor = _ANCHOR.search(ahead)
        yield _Mention(
            level,
            numbers,
            found.start(),
            found.end(),
            bool(_HEAD_ONLY.search(ahead)),
            bool(_PART.search(ahead)),
            anchor["side"].lower() if anchor else "",
            bool(_RANGE.search(ahead)),
        )


def _numbers(listed: str) -> list[str]:
    """ "2, 3 và 5" are three, "3 đến 5" are three too."""
    numbers: list[str] = []
    for found in _NUMBERS.finditer(re.sub(r"\bvà\b", ",", listed)):
        span = found["span"] and numbers
        numbers += list(_span(numbers.pop(), found["number"])) if span else [found["number"]]
    return numbers


def _is_number_of(level: Level, number: str) -> bool:
    """Letters are numbers of points alone; "điểm 1.3" and "khoản này" are no addresses."""
    if level is Level.POINT:
        return number[0].lower() in _LETTERS and not number[0].isdigit()
    return number[0].isdigit() or (level.rank < Level.ARTICLE.rank and number.isupper())


def _targets(bare: str, mentions: list[_Mention], within: str) -> list[tuple[int, Target]]:
    """From the right, where the large stands, to the left, each below what holds it."""
    found: list[tuple[int, Target]] = []
    above = within
    sentence_end = len(bare)
    beside: tuple[str, bool] = ("", False)
    range_end = ""
    for at in range(len(mentions) - 1, -1, -1):
        mention = mentions[at]
        if ";" in bare[mention.end : sentence_end]:
            above, beside = within, ("", False)
        sentence_end = mention.start
        container = _container(above, mention.level)
        eids = [_below(container, mention.level, number) for number in mention.numbers]
        if mention.ends_range:
            range_end = mention.numbers[-1]
        elif range_end:
            eids = [
                _below(container, mention.level, number)
                for number in _span(mention.numbers[0], range_end)
            ]
            range_end = ""
        above = eids[0]
        holds = at > 0 and _holds(bare, mentions[at - 1], mention)
        if mention.anchor:
            beside = (eids[-1], mention.anchor == "trước")
        elif not holds and not mention.ends_range:
            targets = [
                Target(eid, mention.head_only, mention.is_part, *beside) for eid in reversed(eids)
            ]
            found += [(mention.start, target) for target in targets]
    return found[::-1]


def _holds(bare: str, smaller: _Mention, larger: _Mention) -> bool:
    """Whether the smaller one stands right before the larger, as in "khoản 2 (của) Điều 5"."""
    between = bare[smaller.end : larger.start]
    return smaller.level.rank > larger.level.rank and not _APART.search(between)


def _container(above: str, level: Level) -> str:
    steps = parse(above)
    kept = [one for one in steps if one.level.rank < level.rank]
    return "__".join(map(str, kept))


def _below(container: str, level: Level, number: str) -> str:
    written = number.upper() if level.rank < Level.ARTICLE.rank else number.lower()
    return address(container, level, step(level, written))


def _span(first: str, last: str) -> Iterable[str]:
    if first.isdecimal() and last.isdecimal():
        return map(str, range(int(first), int(last) + 1))
    if first in _LETTERS and last in _LETTERS:
        return _LETTERS[_LETTERS.index(first) : _LETTERS.index(last) + 1]
    return (first, last)
