"""Laws in law's own words, edited as offices edit them, each edit with its true account.

A provision keeps its `uid` whatever befalls it; what became of it is told by the edit, not found.
"""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from cms.structure.comparison import Item
from cms.structure.levels import Level
from cms.structure.numbering import to_roman

# Sentences that the phrases below make without much searching.
MANY = 10_000
LETTERS = "abcdđeghiklmnopqrstuvxy"
WHO = [
    "Ủy ban nhân dân cấp xã",
    "Chủ tịch Ủy ban nhân dân cấp tỉnh",
    "Cơ quan chủ trì soạn thảo",
    "Người dân",
    "Bộ trưởng Bộ Tư pháp",
    "Tổ chức được lấy ý kiến",
    "Chủ sử dụng giếng",
    "Người quản lý chợ phiên",
    "Trưởng thôn",
    "Chủ đò ngang",
    "Hợp tác xã nông nghiệp",
    "Nhà trường",
    "Trạm y tế",
    "Người nuôi ong",
]
DOES = [
    "có trách nhiệm kiểm tra",
    "được hỗ trợ kinh phí để sửa chữa",
    "phải thông báo bằng văn bản về",
    "quyết định việc đóng cửa",
    "lập danh sách",
    "công bố công khai",
    "không được cho thuê",
    "bàn giao",
    "hướng dẫn việc sử dụng",
    "chịu chi phí duy tu",
    "báo cáo định kỳ về",
    "xử phạt người làm hư hỏng",
]
WHAT = [
    "giếng nước chung",
    "cầu treo dân sinh",
    "chợ phiên vùng cao",
    "bến đò ngang",
    "rừng phòng hộ đầu nguồn",
    "nhà văn hóa thôn",
    "đường liên bản",
    "trường bán trú",
    "kho thóc dự trữ",
    "bãi chăn thả",
    "lò gạch thủ công",
    "trạm biến áp",
    "đập nước nhỏ",
    "vườn ươm giống",
    "nghĩa trang nhân dân",
    "hồ nuôi cá",
]
WHEN = [
    "trong thời hạn 15 ngày, kể từ ngày nhận được đề nghị",
    "trước ngày 30 tháng 11 hằng năm",
    "theo quy định của pháp luật về ngân sách nhà nước",
    "sau khi lấy ý kiến của cộng đồng dân cư",
    "khi có từ hai phần ba số hộ đồng ý",
    "trừ trường hợp bất khả kháng",
    "mỗi quý một lần",
    "theo mẫu do Bộ Tài chính ban hành",
    "bằng nguồn vốn sự nghiệp",
    "trong mùa mưa lũ",
]


@dataclass
class Piece:
    """A provision in the making; its number is its place."""

    uid: int
    level: Level
    heading: str = ""
    text: str = ""
    children: list["Piece"] = field(default_factory=list)

    def walk(self) -> Iterator["Piece"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Account:
    """What an edit did: `parts` of a split, what was merged into what, what left its place."""

    split: dict[int, tuple[int, ...]] = field(default_factory=dict)
    merged: dict[int, tuple[int, ...]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)


Law = list[Piece]
Edit = Callable[[Law, random.Random], Account]


class Writer:
    """Sentences that share the phrases of lawyers, as laws do; none twice in one law."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.last_uid = 0
        self.said: set[str] = set()

    def uid(self) -> int:
        self.last_uid += 1
        return self.last_uid

    def sentence(self) -> str:
        """Where the phrases are used up, as in a law of thousands of articles, a number helps."""
        while True:
            words = [self.chance.choice(part) for part in (WHO, DOES, WHAT, WHEN)]
            said = " ".join(words)
            if len(self.said) > MANY:
                said = f"{said} tại khu vực số {len(self.said)}"
            if said not in self.said:
                self.said.add(said)
                return f"{said}."

    def law(self, *, chapters: int = 4, articles: int = 6) -> Law:
        return [self.chapter(articles) for _ in range(chapters)]

    def chapter(self, articles: int) -> Piece:
        heading = f"{self.chance.choice(DOES)} {self.chance.choice(WHAT)}".upper()
        held = [self.article() for _ in range(articles)]
        return Piece(self.uid(), Level.CHAPTER, heading, children=held)

    def article(self) -> Piece:
        about = f"{self.chance.choice(DOES)} {self.chance.choice(WHAT)}".capitalize()
        if self.chance.random() < 0.25:
            text = " ".join(self.sentence() for _ in range(3))
            return Piece(self.uid(), Level.ARTICLE, about, text)
        clauses = [self.clause() for _ in range(self.chance.randint(2, 5))]
        return Piece(self.uid(), Level.ARTICLE, about, children=clauses)

    def clause(self) -> Piece:
        text = f"{self.sentence()} {self.sentence()}"
        points: list[Piece] = []
        if self.chance.random() < 0.3:
            points = [self.point() for _ in range(self.chance.randint(3, 6))]
        return Piece(self.uid(), Level.CLAUSE, "", text, points)

    def point(self) -> Piece:
        return Piece(self.uid(), Level.POINT, "", self.sentence())


def laid_out(law: Law) -> list[tuple[int, Item]]:
    """Numbered by place: chapters and articles through the law."""
    found, article = [], 0
    for at, chapter in enumerate(law, 1):
        found.append((chapter.uid, Item(f"chp_{at}", Level.CHAPTER, to_roman(at), chapter.heading)))
        for piece in chapter.children:
            article += 1
            found += _below(piece, f"art_{article}", str(article))
    return found


def _below(piece: Piece, eid: str, number: str) -> Iterator[tuple[int, Item]]:
    yield piece.uid, Item(eid, piece.level, number, piece.heading, piece.text)
    for at, child in enumerate(piece.children, 1):
        if child.level is Level.CLAUSE:
            yield from _below(child, f"{eid}__para_{at}", str(at))
        else:
            letter = LETTERS[at - 1]
            yield from _below(child, f"{eid}__point_{letter.replace('đ', 'dd')}", letter)


def truth(
    old: Law, new: Law, account: Account
) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(label, old addresses, new addresses) of every provision."""
    before = dict(laid_out(old))
    after = dict(laid_out(new))
    told, done_old, done_new = set(), set(), set()
    for uid, parts in account.split.items():
        news = [part for part in after if part in parts]
        told.add(("split", (before[uid].eid,), tuple(after[part].eid for part in news)))
        done_old.add(uid)
        done_new.update(news)
    for uid, parts in account.merged.items():
        olds = [part for part in before if part in parts]
        told.add(("merged", tuple(before[part].eid for part in olds), (after[uid].eid,)))
        done_old.update(olds)
        done_new.add(uid)
    for uid in (uid for uid in before if uid not in done_old):
        if uid not in after:
            told.add(("deleted", (before[uid].eid,), ()))
            continue
        done_new.add(uid)
        label = _label(before[uid], after[uid], is_moved=uid in account.moved)
        told.add((label, (before[uid].eid,), (after[uid].eid,)))
    told.update(("added", (), (after[uid].eid,)) for uid in after if uid not in done_new)
    return told


def _label(old: Item, new: Item, *, is_moved: bool) -> str:
    if is_moved:
        return "moved"
    if old.eid.rpartition("__")[2] != new.eid.rpartition("__")[2]:
        return "renumbered"
    return "same" if old.wording.split() == new.wording.split() else "changed"


def edited(law: Law, edit: Edit, seed: int) -> tuple[Law, Account]:
    changed = deepcopy(law)
    return changed, edit(changed, random.Random(seed))
