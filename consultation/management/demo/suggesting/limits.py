"""Numbers that can be argued about: time limits and shares."""

import re
from collections.abc import Iterator

from .suggestion import Law, ProvisionView, Suggestion

_DURATION = re.compile(
    r"(?<![\d.,/])(?P<number>\d{1,3}) (?P<unit>ngày làm việc|ngày|giờ|tháng|năm)\b"
    r"(?!\s+(?:\d|tuổi))"
)
_SHARE = re.compile(r"(?<![\d.,])(?P<number>\d{1,2}) ?%")
# Words before a number that make it a date, an age or a name instead of a limit.
_NOT_A_LIMIT = re.compile(r"(?:ngày|tháng|năm|Điều|khoản|số|quý|lần|đủ|từ|Luật) $")
_LIMIT = re.compile(r"thời hạn|không quá|chậm nhất|trong vòng|tối đa|ít nhất|hết hạn|quá ", re.I)

_LONGER_DAYS = {1: 2, 2: 3, 3: 5, 5: 7, 7: 10, 10: 15, 15: 20, 20: 30, 30: 45, 45: 60, 60: 90}
_LONGER = {1: 2, 2: 3, 3: 6, 5: 7, 6: 9, 10: 15, 12: 18, 24: 36}
# Below this many days the way to the office counts, so that working days are asked for.
_FEW_DAYS = 15

_DAY_REASONS = (
    "Thời gian để nghiên cứu, thực hiện rất ngắn, nhất là khi phải lấy ý kiến nhiều cơ quan.",
    "Ở xã miền núi, biên giới, hồ sơ phải bổ sung bản giấy mất thêm từ 03 đến 05 ngày vận chuyển.",
    "Qua theo dõi tại địa phương, khoảng một phần ba hồ sơ phải bổ sung ít nhất một lần; thời hạn "
    "như dự thảo không đủ để xử lý.",
    "Cấp xã bố trí người kiêm nhiệm, thường phải đi địa bàn nhiều ngày trong tháng.",
)
_SHORT_DAY_REASONS = (
    "Thủ tục đã được thực hiện trên môi trường điện tử, không còn thời gian chuyển hồ sơ giấy; rút "
    "ngắn thời hạn giúp giảm chi phí tuân thủ cho người dân, doanh nghiệp.",
)
_LONG_REASONS = (
    "Khoảng thời gian như dự thảo chưa đủ để thu thập, xác minh tài liệu đối với vụ việc phức tạp.",
    "Thực tiễn tại địa phương cho thấy nhiều trường hợp phải gia hạn; nên quy định ngay thời hạn "
    "phù hợp.",
    "Người dân vùng sâu, vùng xa tiếp cận thông tin chậm, cần thêm thời gian để thực hiện quyền.",
    "Để thống nhất với thời hạn của các thủ tục liên quan đang áp dụng.",
)
_SHARE_REASONS = (
    "Tỷ lệ như dự thảo cao so với điều kiện thực tế của tỉnh miền núi.",
    "Số liệu tại địa phương cho thấy ít trường hợp đạt được tỷ lệ này.",
    "Dự thảo tờ trình chưa nêu căn cứ xác định tỷ lệ.",
    "Tỷ lệ thấp hơn tạo điều kiện cho nhiều đối tượng được áp dụng quy định.",
)


def find_durations(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    """A longer time; for days also the opposite, as another agency may want it shorter."""
    for found in _DURATION.finditer(item.text):
        before = item.text[: found.start()]
        number, unit = int(found["number"]), found["unit"]
        if not number or _NOT_A_LIMIT.search(before):
            continue
        in_days = unit.startswith("ngày")
        is_limit = bool(_LIMIT.search(before[-40:]))
        yield _change(
            item,
            found,
            _longer(number, unit),
            reasons=_DAY_REASONS if in_days else _LONG_REASONS,
            strength=(6 if in_days else 4) if is_limit else 2,
            opposite=_shorter(item, found) if in_days and is_limit and number >= 5 else None,
        )


def find_shares(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    for found in _SHARE.finditer(item.text):
        number = int(found["number"])
        lower = number - 10 if number > 20 else number - 5
        if lower > 0:
            yield _change(item, found, f"{lower}%", reasons=_SHARE_REASONS, strength=5)


def _change(
    item: ProvisionView,
    found: re.Match[str],
    new: str,
    *,
    reasons: tuple[str, ...],
    strength: int,
    opposite: Suggestion | None = None,
) -> Suggestion:
    return Suggestion(
        eid=item.eid,
        theme="thoi-han",
        kind="amend",
        request=f"sửa “{found[0]}” thành “{new}”",
        reasons=reasons,
        proposed_wording=item.text[: found.start()] + new + item.text[found.end() :],
        categories=("feasibility", "procedures"),
        strength=strength,
        opposite=opposite,
    )


def _longer(number: int, unit: str) -> str:
    in_days = unit.startswith("ngày")
    known = _LONGER_DAYS if in_days else _LONGER
    longer = known.get(number, number + (number + 1) // 2)
    new_unit = "ngày làm việc" if in_days and number <= _FEW_DAYS else unit
    return f"{longer:02} {new_unit}"


def _shorter(item: ProvisionView, found: re.Match[str]) -> Suggestion:
    shorter = max(int(found["number"]) // 2, 3)
    new_unit = "ngày làm việc" if int(found["number"]) <= _FEW_DAYS else found["unit"]
    return _change(item, found, f"{shorter:02} {new_unit}", reasons=_SHORT_DAY_REASONS, strength=1)
