"""An amending law laid over the law it amends: how that law would read, and what says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .address import QUOTED, is_within_article, parent_of, sort_key
from .amended_wording import wordings
from .instruction import Act, Instruction, Target, read_instructions
from .levels import ANNEXED, GROUPING, Level
from .quotation import find_quotations
from .sides import Item

# Of what stands in its articles, so much must instruct for a law to be an amending one: others
# only amend a few places of related laws in their last articles.
AMENDS = 0.5
_LAW = re.compile(r"\bcủa ((?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định).+)")
_AFTER_INSTRUCTION = re.compile(r"(?<=như sau)\s*:.*$", re.DOTALL)


@dataclass(frozen=True)
class Amendment:
    """One act of one provision (`by`) of the amending law.

    `eids` are its places in the amended law that were found, `missing` those that were not, or
    have nothing to put there, or do not hold the words.
    """

    by: Item
    act: Act
    eids: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Amended:
    """`items`: the law as it would read; `said_by`: what tells each address its new text or end.

    `other_laws` are laws that the same amending law amends too, in articles that were left out.
    """

    items: tuple[Item, ...]
    amendments: tuple[Amendment, ...]
    said_by: dict[str, tuple[Item, ...]]
    other_laws: tuple[str, ...]


def is_amending(items: Sequence[Item]) -> bool:
    leaves = [item for item in _leaves(items) if is_within_article(item.eid)]
    telling = sum(bool(read_instructions(sentence_of(item))) for item in leaves)
    return telling > 0 and telling >= AMENDS * len(leaves)


def amend(law: Sequence[Item], amending: Sequence[Item], *, title: str = "") -> Amended:
    """Both in reading order; `title` is that of the law, where the other one amends several."""
    own = [item for item in amending if f"__{QUOTED}_" not in item.eid]
    left_out = _articles_about_others(own, title)
    mine = [item for item in own if item.eid.partition("__")[0] not in left_out]
    desk = _Desk(law)
    amendments = [
        desk.do(item, instruction, sentence_words)
        for item, instructions, sentence_words in _told(mine)
        for instruction in instructions
    ]
    others = tuple(dict.fromkeys(left_out.values()))
    return Amended(tuple(desk.items), tuple(amendments), desk.said_by, others)


def sentence_of(item: Item) -> str:
    """What a provision says itself, without what it quotes as new text."""
    lines = item.wording.split("\n")
    marks = find_quotations(lines, bounded=True).quoted
    said = " ".join(line for line, quoted in zip(lines, marks, strict=True) if not quoted)
    return _AFTER_INSTRUCTION.sub(":", said)


def _told(
    items: Sequence[Item],
) -> Iterator[tuple[Item, tuple[Instruction, ...], dict[str, list[Item]]]]:
    """Each provision that instructs, with its acts and the new text it brings, by address."""
    within: dict[str, str] = {}
    leaves = {item.eid for item in _leaves(items)}
    for item in items:
        above = within.get(parent_of(item.eid), "")
        instructions = read_instructions(sentence_of(item), within=above)
        targets = [target for one in instructions for target in one.targets]
        within[item.eid] = targets[0].eid if targets else above
        if item.eid in leaves and targets:
            yield item, instructions, wordings(item, targets)


def _leaves(items: Sequence[Item]) -> Iterator[Item]:
    holders = {parent_of(item.eid) for item in items}
    return (item for item in items if item.eid not in holders)


def _articles_about_others(items: Sequence[Item], title: str) -> dict[str, str]:
    """Articles of a law that amends several, if one of those is the law so called."""
    found = {item.eid: _LAW.search(item.heading or item.text.split("\n")[0]) for item in items}
    names = {
        eid: named[1].strip(" .:") for eid, named in found.items() if named and "__" not in eid
    }
    about_it = {name for name in names.values() if _is_called(name, title)}
    if not about_it:
        return {}
    return {eid: name for eid, name in names.items() if name not in about_it}


def _is_called(name: str, title: str) -> bool:
    one, other = (" ".join(text.casefold().split()) for text in (name, title))
    return bool(other) and (one in other or other in one)


class _Desk:
    """The law as it reads so far, act by act."""

    def __init__(self, law: Sequence[Item]) -> None:
        self.items = list(law)
        self.said_by: dict[str, tuple[Item, ...]] = {}
        self._last_after: dict[str, str] = {}

    def do(self, by: Item, instruction: Instruction, brought: dict[str, list[Item]]) -> Amendment:
        done: list[str] = []
        missing: list[str] = []
        for target in instruction.targets:
            eids = self._do_at(target, instruction, brought)
            done += eids
            if not eids:
                missing.append(target.eid)
        for eid in done:
            self.said_by[eid] = tuple(dict.fromkeys((*self.said_by.get(eid, ()), by)))
        return Amendment(by, instruction.act, tuple(done), tuple(missing))

    def _do_at(
        self, target: Target, instruction: Instruction, brought: dict[str, list[Item]]
    ) -> list[str]:
        """The addresses that were touched; none if it could not be done."""
        if target.is_part:
            return []
        start, stop = self._subtree(target.eid)
        if instruction.act in (Act.REPLACE, Act.INSERT):
            fresh = brought.get(target.eid, [])
            if not fresh:
                return []
            if start < 0:
                return self._put_in(target, fresh) if instruction.act is Act.INSERT else []
            return self._put_for(start, start + 1 if target.head_only else stop, target, fresh)
        if start < 0:
            return []
        if instruction.act is Act.REPEAL:
            gone = [item.eid for item in self.items[start:stop]]
            del self.items[start:stop]
            return gone
        return self._reword(start, start + 1 if target.head_only else stop, instruction)

    def _put_for(self, start: int, stop: int, target: Target, fresh: list[Item]) -> list[str]:
        gone = [item.eid for item in self.items[start:stop]]
        if target.head_only:
            fresh = [_with_head(self.items[start], fresh[0])]
        self.items[start:stop] = fresh
        return list(dict.fromkeys([*gone, *(item.eid for item in fresh)]))

    def _put_in(self, target: Target, fresh: list[Item]) -> list[str]:
        """After what the instruction says, else where its number belongs; no place: nothing."""
        beside = self._last_after.get(target.beside, target.beside)
        start, stop = self._subtree(beside) if beside else self._neighbour(target.eid)
        if start < 0:
            return []
        at = start if target.before else stop
        self.items[at:at] = fresh
        if target.beside and not target.before:
            self._last_after[target.beside] = target.eid
        return [item.eid for item in fresh]

    def _neighbour(self, eid: str) -> tuple[int, int]:
        """The last of its like before it, else what holds it, as if that ended with its head."""
        container = parent_of(eid)
        like = [
            item.eid
            for item in self.items
            if parent_of(item.eid) == container and sort_key(item.eid) < sort_key(eid)
        ]
        if like:
            return self._subtree(max(like, key=sort_key))
        start, _stop = self._subtree(container)
        return (start, start + 1) if start >= 0 else (-1, -1)

    def _reword(self, start: int, stop: int, instruction: Instruction) -> list[str]:
        touched = []
        for at in range(start, stop):
            item = self.items[at]
            heading, text = (reworded(words, instruction) for words in (item.heading, item.text))
            if (heading, text) != (item.heading, item.text):
                self.items[at] = replace(item, heading=heading, text=text)
                touched.append(item.eid)
        return touched

    def _subtree(self, eid: str) -> tuple[int, int]:
        """Where a provision begins and all below it ends; (-1, -1) if it does not stand."""
        start = next((at for at, item in enumerate(self.items) if item.eid == eid), -1)
        if start < 0:
            return -1, -1
        level = self.items[start].level
        stop = start + 1
        while stop < len(self.items) and self._is_below(self.items[stop], eid, level):
            stop += 1
        return start, stop

    def _is_below(self, item: Item, eid: str, level: Level) -> bool:
        if item.eid.startswith(f"{eid}__"):
            return True
        if level not in GROUPING or item.level in ANNEXED:
            return False
        return item.level.rank > level.rank and item.level is not Level.PREAMBLE


def reworded(text: str, instruction: Instruction) -> str:
    """A text after words in it were swapped, taken out or put in."""
    phrases = instruction.phrases
    if instruction.act is Act.DROP_WORDS:
        for phrase in phrases:
            text = _tidy(text, text.replace(phrase, ""))
    elif instruction.act is Act.SWAP_WORDS and len(phrases) > 1:
        for phrase in phrases[:-1]:
            text = text.replace(phrase, phrases[-1])
    elif instruction.act is Act.ADD_WORDS and len(phrases) > 1:
        fresh, beside = phrases[:2]
        both = f"{fresh} {beside}" if instruction.before else f"{beside} {fresh}"
        text = text.replace(beside, both)
    return text


def _tidy(before: str, after: str) -> str:
    """No two spaces where words were taken out, and none before a mark."""
    if before == after:
        return before
    return re.sub(r" +([,;.:])", r"\1", re.sub(r" {2,}", " ", after)).strip(" ")


def _with_head(item: Item, fresh: Item) -> Item:
    """Its own words are new, what stands below it stays."""
    if item.heading and not item.text:
        return replace(item, heading=fresh.heading or fresh.text)
    return replace(item, heading=fresh.heading or item.heading, text=fresh.text)
