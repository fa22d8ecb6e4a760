"""What the form of a provision lets one ask: lists, definitions, references, long paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .suggestion import Law, ProvisionView, Suggestion, draw

_POINTS = tuple("abcdđeghiklmnopqrstuvxy")
_REFERENCE = re.compile(r"\b(?:(?:điểm [a-zđ] )?khoản \d+ )?Điều (\d+[a-z]?)(?=[.;])")
_OTHER_TEXT = re.compile(r"Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Hiến pháp|Công ước")
_IN_FORCE = re.compile(
    r"(có hiệu lực(?: thi hành)? (?:kể )?từ ngày )(\d{1,2}) tháng (\d{1,2}) năm (\d{4})"
)
_DEFINITION = re.compile(
    r"(?P<term>[A-ZĐÀ-Ỹ][^,.;:]{2,60}?) là (?P<what>việc|hoạt động|quá trình)\b"
)
_SENTENCE = re.compile(r"(?<=[.;]) (?=[A-ZĐÀ-Ỹ])")
# Articles that need no rules below them.
_COMPLETE = re.compile(
    r"Phạm vi|Đối tượng|Giải thích|Nguyên tắc|Hiệu lực|Điều khoản|Vị trí|Quy định chuyển"
)
LONG = 90  # words; beyond it a paragraph of several sentences is hard to cite

# What a list is of, and what one more item of it may say.
_MORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"các hành vi|hành vi (?:bị|sau)", ("Lợi dụng quy định của {own} này để trục lợi",)),
    (
        r"\btrường hợp\b",
        (
            "Trường hợp bất khả kháng do thiên tai, dịch bệnh",
            "Trường hợp khác theo quy định của {below}",
        ),
    ),
    (
        r"nguyên tắc",
        (
            "Bảo đảm công khai, minh bạch và trách nhiệm giải trình",
            "Bảo đảm bình đẳng giới và thực hiện chính sách dân tộc",
        ),
    ),
    (
        r"\b(?:nhiệm vụ|trách nhiệm)\b",
        (
            "Báo cáo định kỳ hằng năm và công khai kết quả thực hiện",
            "Tổ chức đối thoại, tiếp nhận và trả lời kiến nghị của người dân, doanh nghiệp",
            "Thực hiện chuyển đổi số trong lĩnh vực được giao",
            "Hướng dẫn, tập huấn cho cấp xã về nhiệm vụ được phân cấp",
        ),
    ),
    (r"\bnghĩa vụ\b", ("Cung cấp thông tin khi cơ quan nhà nước yêu cầu bằng văn bản",)),
    (
        r"các quyền|quyền sau|Quyền của",
        (
            "Được hướng dẫn, cung cấp thông tin về việc thực hiện quyền của mình",
            "Được nộp hồ sơ và nhận kết quả trên môi trường điện tử",
        ),
    ),
    (r"\b[Hh]ồ sơ\b", ("Bản sao điện tử thay cho bản giấy của các giấy tờ nêu trên (nếu có)",)),
    (
        r"\b(?:nội dung|gồm)\b",
        ("Nội dung khác theo quy định của {below}",),
    ),
)


def find_lists(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    """One more point or clause at the end of a list that does not already end in "…khác"."""
    below = law.children.get(item.eid, [])
    items = [child for child in below if child.level != "intro"]
    opening = " ".join([item.text, *(child.text for child in below if child.level == "intro")])
    label = _next_label(items)
    if len(items) < 3 or not label or not opening.strip().endswith(":"):
        return
    if "khác" in items[-1].text or "\n" in items[-1].text:
        return
    about = f"{item.heading} {opening}"
    more = next((texts for cue, texts in _MORE if re.search(cue, about)), ())
    if not more:
        return
    chosen = more[draw(item.eid, "list", len(more))]
    wording = chosen.format(below=law.detailer, own=law.own_type)
    name = "điểm" if items[-1].level == "point" else "khoản"
    yield Suggestion(
        eid=item.eid,
        theme="bo-sung-diem" if name == "điểm" else "bo-sung-khoan",
        kind="add",
        request=f"bổ sung {name} {label[:-1]}: “{wording}”",
        reasons=(
            "Danh mục như dự thảo chưa bao quát hết các tình huống phát sinh tại địa phương.",
            "Để thống nhất với cách quy định tương tự ở các văn bản cùng lĩnh vực.",
            "Tránh phải sửa đổi văn bản khi thực tiễn phát sinh nội dung mới.",
            "Đây là vướng mắc được nêu nhiều lần tại hội nghị giao ban của tỉnh.",
        ),
        proposed_wording=f"{label} {wording}.",
        categories=("necessity", "feasibility"),
        strength=4,
    )


def _next_label(items: list[ProvisionView]) -> str:
    """The label after the last of a list of points or clauses, "" for anything else."""
    levels, last = {item.level for item in items}, items[-1].number if items else ""
    if levels == {"point"} and last in _POINTS[:-1]:
        return f"{_POINTS[_POINTS.index(last) + 1]})"
    return f"{int(last) + 1}." if levels == {"clause"} and last.isdecimal() else ""


def find_definitions(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    found = _DEFINITION.match(item.text)
    if not found or "từ ngữ" not in law.article_heading(item.eid).lower():
        return
    yield Suggestion(
        eid=item.eid,
        theme="giai-thich-tu-ngu",
        kind="amend",
        request=f"làm rõ “{found['term']}” gồm cả trường hợp thực hiện trên môi trường điện tử",
        reasons=(
            "Nhiều hoạt động thuộc phạm vi này đã được thực hiện trên môi trường điện tử.",
            "Tránh cách hiểu hẹp khi áp dụng.",
            "Thống nhất với chủ trương chuyển đổi số.",
        ),
        proposed_wording=item.text.rstrip(".;")
        + ", kể cả trường hợp thực hiện trên môi trường điện tử.",
        categories=("terms", "technology"),
        strength=5,
    )


def find_references(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    """A reference that does not say of which text, or to an article that is not there.

    Quoted text of another law is full of both and means that law.
    """
    if "“" in item.text:
        return
    for found in _REFERENCE.finditer(item.text):
        sentence = item.text[: found.start()].rpartition(".")[2]
        if _OTHER_TEXT.search(sentence):
            continue
        if f"{item.eid.partition('art_')[0]}art_{found[1]}" not in law.eids:
            yield _reference(
                item, f"rà soát viện dẫn “{found[0]}”, vì dự thảo không có điều này", ""
            )
            return
        named = f"{found[0]} của {law.own_type} này"
        wording = item.text[: found.start()] + named + item.text[found.end() :]
        yield _reference(item, f"viết đầy đủ viện dẫn thành “{named}”", wording)
        return


def _reference(item: ProvisionView, request: str, wording: str) -> Suggestion:
    return Suggestion(
        eid=item.eid,
        theme="vien-dan",
        kind="technical",
        request=request,
        reasons=(
            "Bảo đảm viện dẫn chính xác, thống nhất trong toàn văn dự thảo.",
            "Tránh nhầm với điều của văn bản khác.",
        ),
        proposed_wording=wording,
        categories=("language",),
        strength=4 if wording else 7,
    )


def find_long_paragraphs(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    sentences = _SENTENCE.split(item.text)
    if len(item.text.split()) < LONG or not 2 <= len(sentences) <= 4 or "\n" in item.text:
        return
    if item.level == "point" or law.children.get(item.eid):
        return
    parts = (f"{letter}) {text}" for letter, text in zip(_POINTS, sentences, strict=False))
    yield Suggestion(
        eid=item.eid,
        theme="tach-doan",
        kind="technical",
        request=f"tách thành {len(sentences)} điểm để dễ viện dẫn",
        reasons=(
            "Đoạn văn dài, chứa nhiều nội dung khác nhau, khó viện dẫn khi áp dụng.",
            "Mỗi điểm chỉ nên thể hiện một ý theo kỹ thuật soạn thảo.",
        ),
        proposed_wording="\n".join(parts),
        categories=("language",),
        strength=3,
    )


def find_entry_into_force(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    """Half a year later, on the first of a month."""
    found = _IN_FORCE.search(item.text)
    if not found:
        return
    later = int(found[3]) + 6
    month, year = (later - 1) % 12 + 1, int(found[4]) + (later - 1) // 12
    # Decree 30/2020, annex I: days below 10 and the months 1 and 2 take a nought.
    new = f"01 tháng {month:02} năm {year}" if month < 3 else f"01 tháng {month} năm {year}"
    yield Suggestion(
        eid=item.eid,
        theme="hieu-luc",
        kind="amend",
        request=f"lùi ngày có hiệu lực đến ngày {new}",
        reasons=(
            "Địa phương cần thời gian ban hành văn bản quy định chi tiết và tập huấn cho cấp xã.",
            "Kinh phí thực hiện chưa có trong dự toán đã giao.",
            "Cần thời gian tuyên truyền đến người dân vùng sâu, vùng xa.",
        ),
        proposed_wording=item.text[: found.start()] + found[1] + new + item.text[found.end() :],
        categories=("transition", "feasibility"),
        strength=7,
    )


def find_missing_details(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    """An article of several clauses of which none says who writes the details."""
    clauses = [child for child in law.children.get(item.eid, ()) if child.level == "clause"]
    told = any("quy định chi tiết" in child.text for child in clauses)
    if item.level != "article" or len(clauses) < 2 or told or _COMPLETE.match(item.heading):
        return
    if not clauses[-1].number.isdecimal():
        return
    number = int(clauses[-1].number) + 1
    asked = Suggestion(
        eid=item.eid,
        theme="quy-dinh-chi-tiet",
        kind="add",
        request=f"bổ sung khoản {number} giao {law.detailer} quy định chi tiết Điều này",
        reasons=(
            "Nội dung của điều còn chung, địa phương chưa có căn cứ tổ chức thực hiện ngay.",
            "Có văn bản quy định chi tiết thì việc áp dụng giữa các tỉnh mới thống nhất.",
            "Cơ quan chuyên môn cấp tỉnh không có thẩm quyền tự hướng dẫn nội dung này.",
        ),
        proposed_wording=f"{number}. {law.detailer} quy định chi tiết Điều này.",
        categories=("feasibility", "powers"),
        strength=1 + draw(item.eid, "quy-dinh-chi-tiet", 3),
    )
    yield replace(asked, opposite=_in_the_law_itself(asked))


def _in_the_law_itself(asked: Suggestion) -> Suggestion:
    return replace(
        asked,
        kind="disagree",
        request="quy định cụ thể ngay tại Điều này, không giao quy định chi tiết",
        reasons=(
            "Giảm số văn bản quy định chi tiết; quy định cụ thể thì áp dụng được ngay khi có hiệu "
            "lực.",
        ),
        proposed_wording="",
        categories=("legality", "consistency"),
    )
