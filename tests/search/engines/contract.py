"""What every engine must answer alike: rows, questions, and the answers worked out in Python.

An engine's own test puts the rows, then calls `check` once for each question.
"""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from search.access import Access, Visibility
from search.analysis import fold
from search.documents.port import words_of
from search.engines.port import FACETS
from search.models import SearchDoc
from search.query import SearchQuery, SpelledOut, parse, read_abbreviations

PUBLIC = Access(acts_for=frozenset(), writes_for=frozenset(), compiles_for=frozenset())
OFFICER = Access(acts_for=frozenset({3}), writes_for=frozenset({3}), compiles_for=frozenset())
COMPILER = Access(acts_for=frozenset({9}), writes_for=frozenset({9}), compiles_for=frozenset({9}))
ABBREVIATIONS = read_abbreviations(
    [
        ("UBND", "Ủy ban nhân dân"),
        ("TTHC", "thủ tục hành chính"),
        ("TTHC", "tố tụng hành chính"),
        ("QPPL", "quy phạm pháp luật"),
        ("VBQPPL", "văn bản quy phạm pháp luật"),
        ("BVMT", "bảo vệ môi trường"),
    ]
)
SENTENCES = (
    "Ủy ban nhân dân cấp xã tiếp nhận hồ sơ và trả kết quả trong 05 ngày làm việc",
    "UBND xã niêm yết công khai danh mục TTHC tại trụ sở",
    "Cơ quan chủ trì soạn thảo tổng hợp, tiếp thu, giải trình ý kiến góp ý",
    "Thời hạn trả lời không quá 10 ngày kể từ ngày nhận được đủ hồ sơ hợp lệ",
    "Người dân có quyền tự do cư trú; từ đó phát sinh nghĩa vụ đăng ký",
    "Văn bản quy phạm pháp luật được đăng công báo chậm nhất 15 ngày",
    "Việc kỹ thuật số hoá hồ sơ thực hiện theo Nghị định số 78/2025/NĐ-CP của Chính phủ",
    "Trường hợp quá hạn, thực hiện theo khoản 2 Điều 5 của Luật này",
    "Dự án bảo vệ môi trường được miễn thuế theo Luật số 64/2025/QH15",
    "Hoà giải viên ở cơ sở được hưởng thù lao theo quy định tại Điều 12",
    "Tố tụng hành chính do Tòa án nhân dân có thẩm quyền giải quyết",
    "Kinh phí BVMT bố trí từ ngân sách nhà nước và nguồn tài trợ hợp pháp",
    "Hộ nghèo, hộ cận nghèo vay không quá 10.000.000 đồng, lãi suất 1,5% một năm",
    "Quý khách lưu ý: kỳ hạn gửi tiền tính từ ngày 01/7/2025",
)
TITLES = (
    "Phạm vi điều chỉnh",
    "Giải thích từ ngữ",
    "Thủ tục hành chính",
    "Trách nhiệm của Ủy ban nhân dân",
    "Hiệu lực thi hành",
    "Luật Căn cước",
    "Luật Đất đai",
    "Nghị định về tiếp nhận góp ý",
)
TYPED = (
    "quy định", "UBND", "uỷ ban nhân dân", "TTHC", "thu tuc hanh chinh", "VBQPPL", "văn bản QPPL",
    "bao ve moi truong", "78/2025/NĐ-CP", "78/2025", "nghi dinh 78", "64/2025/qh15",
    "khoản 2 Điều 5", "Đ12", "Đ5 K2", "điểm a khoản 2 Điều 5", "diem d khoan 2 dieu 5",
    "Điều 3 Luật Đất đai", "khoản 1 điều 3 của luật căn cước", "Điều 5 78/2025/NĐ-CP",
    '"cơ quan chủ trì"', '"hành chính thủ tục"', '"ngày nhận được" hồ sơ',
    '"Luật Đất đai" hoà giải',
    "tự do", "từ đó", "hòa giải", "hoà giải", "kĩ thuật", "kỳ hạn", "quí khách", "10 triệu",
    "10.000.000", "1,5", "không có từ này đâu", "xyz", "", "   ", '""', "điều",
)  # fmt: skip
NUMBER_OF_ROWS = 300
NUMBER_OF_QUESTIONS = 320
LAST_DAY = date(2026, 11, 20)


class Question(NamedTuple):
    query: SearchQuery
    access: Access


def rows() -> list[SearchDoc]:
    """Not written yet. Titles and bodies of a few sentences; every facet and every lock."""
    chance = random.Random(7)
    return [_row(number, chance) for number in range(1, NUMBER_OF_ROWS + 1)]


def questions() -> list[Question]:
    chance = random.Random(11)
    texts = [*TYPED, *(_some_words(chance) for _ in range(NUMBER_OF_QUESTIONS - len(TYPED)))]
    return [
        Question(_query(text, chance), chance.choice([PUBLIC, PUBLIC, OFFICER, COMPILER]))
        for text in texts
    ]


def check(engine, question: Question, known: list[SearchDoc]) -> None:
    """The hits with every word, over all pages, their number and the counts of all facets."""
    found, first = all_pages(engine, question)
    plan = parse(question.query.text, ABBREVIATIONS)
    days = [row for row in known if may_find(row, question) and has_every_word(row, plan)]
    expected = [row for row in days if not misses(row, question)]
    assert sorted(found) == sorted((row.kind, row.object_id) for row in expected), question
    if days:
        assert first.total == len(expected), question
        assert first.facets == counts(days, question), question


def all_pages(engine, question: Question):
    """Hits of all pages, none twice, and the first page."""
    plan, found, after, first = parse(question.query.text, ABBREVIATIONS), [], None, None
    while True:
        page = engine.search(plan, question.access, question.query, after)
        first = first or page
        found += [(hit.kind, hit.object_id) for hit in page.hits if not hit.approximate]
        after = page.next
        if after is None or after.approximate:
            assert len(found) == len(set(found)), question
            return found, first


def has_every_word(row: SearchDoc, plan) -> bool:
    parts = [f" {row.title_folded} ", f" {row.body_folded} "]

    def says(words) -> bool:
        return any(f" {' '.join(words)} " in part for part in parts)

    def has(unit) -> bool:
        if isinstance(unit, SpelledOut):
            return says([unit.short]) or all(map(has, unit.units))
        return says([unit.folded]) or any(map(says, unit.long_forms))

    if plan.is_empty:
        return False
    return (
        all(map(has, plan.units))
        and all(says(phrase.folded) for phrase in plan.phrases)
        and all(says([number]) for number in plan.numbers)
        and (plan.citation is None or is_at(row, plan.citation) or says(plan.citation.words))
    )


def is_at(row: SearchDoc, citation) -> bool:
    return (
        row.eid_article == citation.article
        and citation.clause in ("", row.eid_clause)
        and (not citation.points or row.eid_point in citation.points)
    )


def may_find(row: SearchDoc, question: Question) -> bool:
    """The lock and the days."""
    readers = {int(number) for number in row.readers.split(",") if number}
    access, query = question.access, question.query
    compiles = row.lead_agency_id in access.compiles_for
    opened = {
        Visibility.PUBLIC: True,
        Visibility.ASKED: bool(readers & access.acts_for) or compiles,
        Visibility.AGENCY: bool(readers & access.writes_for),
        Visibility.COMPILERS: bool(readers & access.writes_for) or compiles,
    }[Visibility(row.visibility)]
    day = row.updated_at.date()
    return opened and (query.since or day) <= day <= (query.until or day)


def misses(row: SearchDoc, question: Question) -> list[str]:
    """The chosen facets that the row does not have."""
    chosen = question.query.facets
    return [name for name, values in chosen.items() if value(row, name) not in values]


def counts(found: list[SearchDoc], question: Question) -> dict[str, dict[str, int]]:
    """How many there are of each value, were it chosen as well."""
    return {
        name: dict(
            Counter(
                value(row, name)
                for row in found
                if value(row, name) and set(misses(row, question)) <= {name}
            )
        )
        for name in FACETS
    }


def value(row: SearchDoc, facet: str) -> str:
    held = getattr(row, FACETS[facet])
    return "" if held is None else str(held)


def _row(number: int, chance: random.Random) -> SearchDoc:
    title = chance.choice(TITLES)
    body = ". ".join(chance.sample(SENTENCES, chance.choice([0, 1, 1, 2, 3])))
    draft = chance.randrange(1, 6)
    agency = chance.choice([3, 4, 5])
    kind = chance.choice(["provision", "provision", "opinion", "row"])
    said = kind == "opinion"
    # At noon, so that the day is the same in every zone.
    noon = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    return SearchDoc(
        kind=kind,
        object_id=number,
        group_key=f"section:{number % 40}" if kind == "provision" else "",
        draft_id=draft,
        version_id=draft,
        document_type=chance.choice(["law", "decree", ""]),
        field=chance.choice(["Đất đai", "Y tế & giáo dục", ""]),
        agency_id=agency if said else None,
        year=chance.choice([2024, 2025, 2026, None]),
        opinion_kind=chance.choice(["amend", "agree"]) if said else "",
        answer=chance.choice(["accepted", "our_not_taken", ""]),
        eid_article=chance.choice(["", "3", "5", "12"]),
        eid_clause=chance.choice(["", "1", "2"]),
        eid_point=chance.choice(["", "", "a", "d", "đ"]),
        visibility=chance.choice([Visibility.PUBLIC, Visibility.PUBLIC, *Visibility]),
        readers=f",{agency}," if chance.random() < 0.8 else ",13,31,",
        lead_agency_id=chance.choice([9, 10]),
        position=number % 17,
        updated_at=noon - timedelta(days=chance.randrange(60)),
        **words_of(title, body),
    )


def _some_words(chance: random.Random) -> str:
    """One to five words of a sentence, side by side or not, with their marks or without."""
    words = chance.choice([*SENTENCES, *TITLES]).replace(",", " ").replace(";", " ").split()
    size = min(len(words), chance.randrange(1, 6))
    start = chance.randrange(len(words) - size + 1)
    chosen = words[start : start + size] if chance.random() < 0.6 else chance.sample(words, size)
    text = " ".join(chosen)
    way = chance.random()
    if way < 0.3:
        return fold(text).replace("_", " ")
    return f'"{text}"' if way < 0.4 else text


def _query(text: str, chance: random.Random) -> SearchQuery:
    facets: dict[str, tuple[str, ...]] = {}
    if chance.random() < 0.4:
        facets["kind"] = tuple(chance.sample(["provision", "opinion", "row"], 2))
    if chance.random() < 0.2:
        facets["draft"] = ("1", "2", "3")
    if chance.random() < 0.2:
        facets["field"] = ("Y tế & giáo dục",)
    if chance.random() < 0.1:
        facets["year"] = ("2025",)
    since = LAST_DAY - timedelta(days=30) if chance.random() < 0.2 else None
    until = LAST_DAY - timedelta(days=10) if chance.random() < 0.2 else None
    return SearchQuery(
        text,
        facets=facets,
        since=since,
        until=until,
        sort=chance.choice(["relevance", "relevance", "newest", "position"]),
        size=chance.choice([5, 20, 50]),
    )
