"""The columns of the workbook, in its own language: what an office opens is Vietnamese."""

from dataclasses import dataclass
from typing import Final

SHEET: Final = "Cơ quan"
GUIDE: Final = "Hướng dẫn"
YES, NO = "có", "không"

# As the forms call them; the keys are `AgencyKind`.
KINDS: Final = {
    "ministry": "Bộ, cơ quan trung ương",
    "committee": "UBND tỉnh",
    "department": "Sở, ban, ngành",
    "commune": "UBND xã, phường",
    "front": "Mặt trận và tổ chức thành viên",
    "elected": "Cơ quan dân cử",
    "forces": "Công an, quân đội",
    "justice": "Tòa án, kiểm sát, thi hành án",
    "other": "Cơ quan, tổ chức khác",
}


@dataclass(frozen=True)
class Column:
    """`most` is how many characters it takes; `said` tells whoever fills it in."""

    key: str
    title: str
    width: int
    most: int
    said: str
    is_required: bool = False


COLUMNS: Final = (
    Column("protocol_order", "Thứ tự", 9, 6, "Số thứ tự theo danh sách chính thức, từ 0."),
    Column(
        "code",
        "Mã",
        20,
        40,
        "Mã ngắn trong hệ thống: chữ không dấu, số, gạch nối. Không đổi sau khi đã dùng.",
        is_required=True,
    ),
    Column("official_code", "Mã định danh", 16, 35, "Mã định danh điện tử, ví dụ H18.04."),
    Column("name", "Tên cơ quan", 46, 255, "Tên đầy đủ.", is_required=True),
    Column("short_name", "Tên ngắn", 26, 80, "Tên gọi trong bảng và danh sách."),
    Column("kind", "Loại", 28, 40, "Một trong các loại ở bảng dưới.", is_required=True),
    Column("parent", "Mã cơ quan cấp trên", 22, 40, "Mã của một cơ quan khác trong bảng này."),
    Column("superior_name", "Cơ quan chủ quản", 34, 255, "Dòng trên tên cơ quan ở công văn."),
    Column("letter_symbol", "Ký hiệu công văn", 18, 40, "Ví dụ STC-TCHC."),
    Column("place_name", "Địa danh", 16, 80, "Địa danh ghi trên công văn."),
    Column("signing_title", "Chức danh ký", 30, 2000, "Mỗi dòng của khối chữ ký là một dòng."),
    Column("is_active", "Hoạt động", 11, 5, f"“{YES}” hoặc “{NO}”; bỏ trống là “{YES}”."),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}


def letter(at: int) -> str:
    """The letter of a column, counted from 0: A … Z, AA …"""
    first, last = divmod(at, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)
