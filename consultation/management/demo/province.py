"""The province of the demo: agencies in protocol order, and invented people who act for them."""

from dataclasses import dataclass, replace
from typing import Literal

from cms.structure.address import slug

Role = Literal["officer", "head", "compiler", "clerk", "administrator"]

PROVINCE = "Ủy ban nhân dân tỉnh Điện Biên"


@dataclass(frozen=True)
class AgencySeed:
    """The heading, symbol and signature of its letters follow Decree 30/2020, annex I."""

    code: str
    name: str
    short_name: str
    kind: str
    protocol_order: int
    superior_name: str
    letter_symbol: str
    place_name: str
    signing_title: str


@dataclass(frozen=True)
class PersonSeed:
    """`position` is what stands under the name; an administrator edits pages and has no role."""

    username: str
    full_name: str
    agency_code: str
    role: Role
    position: str


def _department(order: int, code: str, name: str, symbol: str) -> AgencySeed:
    return AgencySeed(
        code, name, name, "department", order, PROVINCE, symbol, "Điện Biên", "GIÁM ĐỐC"
    )


def _commune(order: int, code: str, unit: str) -> AgencySeed:
    """`unit` is "xã …" or "phường …"; its committee writes from there, under nobody's heading."""
    return AgencySeed(
        code,
        f"Ủy ban nhân dân {unit}",
        f"UBND {unit}",
        "commune",
        order,
        "",
        "UBND-VP",
        unit.partition(" ")[2],
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    )


LEAD = replace(
    _department(10, "stp", "Sở Tư pháp tỉnh Điện Biên", "STP-XDKTVB"), short_name="Sở Tư pháp"
)

DRAFTER = AgencySeed(
    "btp", "Bộ Tư pháp", "Bộ Tư pháp", "ministry", 1, "", "BTP-PLHSHC", "Hà Nội", "BỘ TRƯỞNG"
)

ASKED = (
    AgencySeed(
        "vpubnd", "Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh", "department", 100,
        PROVINCE, "VPUBND-NC", "Điện Biên", "CHÁNH VĂN PHÒNG",
    ),
    _department(110, "snv", "Sở Nội vụ", "SNV-CCHC"),
    _department(120, "stc", "Sở Tài chính", "STC-TCHC"),
    _department(130, "sct", "Sở Công Thương", "SCT-VP"),
    _department(140, "snnmt", "Sở Nông nghiệp và Môi trường", "SNNMT-PC"),
    _department(150, "sxd", "Sở Xây dựng", "SXD-VP"),
    _department(160, "skhcn", "Sở Khoa học và Công nghệ", "SKHCN-CĐS"),
    _department(170, "svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL-VP"),
    _department(180, "sgddt", "Sở Giáo dục và Đào tạo", "SGDĐT-VP"),
    _department(190, "syt", "Sở Y tế", "SYT-TCHC"),
    _department(200, "sdttg", "Sở Dân tộc và Tôn giáo", "SDTTG-CSDT"),
    AgencySeed(
        "ttt", "Thanh tra tỉnh", "Thanh tra tỉnh", "department", 210,
        PROVINCE, "TTT-NV2", "Điện Biên", "CHÁNH THANH TRA",
    ),
    AgencySeed(
        "cat", "Công an tỉnh", "Công an tỉnh", "forces", 300,
        "Bộ Công an", "CAT-PV01", "Điện Biên", "GIÁM ĐỐC",
    ),
    AgencySeed(
        "bchqs", "Bộ Chỉ huy Quân sự tỉnh", "Bộ CHQS tỉnh", "forces", 310,
        "Quân khu 2", "BCH-TM", "Điện Biên", "CHỈ HUY TRƯỞNG",
    ),
    AgencySeed(
        "mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Ủy ban MTTQ tỉnh", "front", 400,
        "Mặt trận Tổ quốc Việt Nam", "MTTQ-BTT", "Điện Biên", "TM. BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH",
    ),
    AgencySeed(
        "vpdbqh", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
        "Văn phòng Đoàn ĐBQH và HĐND tỉnh", "elected", 410,
        "", "VP-CTQH", "Điện Biên", "CHÁNH VĂN PHÒNG",
    ),
    AgencySeed(
        "bhxh", "Bảo hiểm xã hội tỉnh", "BHXH tỉnh", "other", 500,
        "Bảo hiểm xã hội Việt Nam", "BHXH-VP", "Điện Biên", "GIÁM ĐỐC",
    ),
    _commune(600, "ubnd-sin-thau", "xã Sín Thầu"),
    _commune(610, "ubnd-muong-nhe", "xã Mường Nhé"),
    _commune(620, "ubnd-tua-chua", "xã Tủa Chùa"),
    _commune(630, "ubnd-muong-thanh", "phường Mường Thanh"),
    _commune(640, "ubnd-dien-bien-phu", "phường Điện Biên Phủ"),
)  # fmt: skip

AGENCIES = (DRAFTER, LEAD, *ASKED)


def _person(full_name: str, agency_code: str, role: Role, position: str) -> PersonSeed:
    """The username is the given name and the agency: "huong.stc", "tuoi.muongthanh"."""
    given = slug(full_name.split()[-1])
    mark = agency_code.removeprefix("ubnd-").replace("-", "")
    return PersonSeed(f"{given}.{mark}", full_name, agency_code, role, position)


def _pair(code: str, officer: str, head: str, position: str) -> tuple[PersonSeed, PersonSeed]:
    return _person(officer, code, "officer", "Chuyên viên"), _person(head, code, "head", position)


LEAD_PEOPLE = (
    _person("Vũ Minh Hà", "stp", "compiler", "Chuyên viên"),
    _person("Lò Văn Dũng", "stp", "compiler", "Chuyên viên"),
    _person("Đinh Thị Mai Phương", "stp", "head", "Giám đốc"),
    _person("Quàng Thị Xuân", "stp", "clerk", "Văn thư"),
    _person("Phạm Đức Anh", "stp", "administrator", "Quản trị viên"),
)

ASKED_PEOPLE = (
    *_pair("vpubnd", "Nguyễn Thị Thu Hằng", "Bùi Quang Minh", "Chánh Văn phòng"),
    *_pair("snv", "Quàng Thị Phương", "Hoàng Văn Tiệp", "Phó Giám đốc"),
    *_pair("stc", "Lò Thị Hương", "Phạm Khắc Hiếu", "Giám đốc"),
    *_pair("sct", "Đỗ Ngọc Sơn", "Trần Quốc Việt", "Giám đốc"),
    *_pair("snnmt", "Cà Văn Thoan", "Nguyễn Đình Lâm", "Phó Giám đốc"),
    *_pair("sxd", "Lò Văn Pâng", "Vũ Tiến Đạt", "Giám đốc"),
    *_pair("skhcn", "Trịnh Hải Yến", "Lường Văn Khoa", "Giám đốc"),
    *_pair("svhttdl", "Tòng Thị Bích", "Đặng Thị Ngọc Lan", "Phó Giám đốc"),
    *_pair("sgddt", "Giàng Thị Dợ", "Lê Văn Tuyên", "Giám đốc"),
    *_pair("syt", "Bạc Cầm Thủy", "Phan Thanh Bình", "Phó Giám đốc"),
    *_pair("sdttg", "Sùng A Chống", "Vừ A Lềnh", "Giám đốc"),
    *_pair("ttt", "Nguyễn Mạnh Cường", "Lò Văn Thiêm", "Phó Chánh Thanh tra"),
    *_pair("cat", "Đinh Thế Anh", "Trần Hữu Nghĩa", "Phó Giám đốc"),
    *_pair("bchqs", "Lò Văn Chung", "Hà Trung Kiên", "Phó Chỉ huy trưởng"),
    *_pair("mttq", "Lường Thị Mai", "Vàng A Dính", "Phó Chủ tịch"),
    *_pair("vpdbqh", "Phùng Thị Thanh Huyền", "Cà Văn Hặc", "Chánh Văn phòng"),
    *_pair("bhxh", "Đào Thị Nhung", "Ngô Xuân Trường", "Phó Giám đốc"),
    *_pair("ubnd-sin-thau", "Khoàng Thị Nu", "Lỳ Gia Chừ", "Chủ tịch"),
    *_pair("ubnd-muong-nhe", "Giàng A Páo", "Hờ A Vừ", "Phó Chủ tịch"),
    *_pair("ubnd-tua-chua", "Thào Thị Dinh", "Hạng A Chu", "Chủ tịch"),
    *_pair("ubnd-muong-thanh", "Lò Thị Tươi", "Nguyễn Văn Quyết", "Phó Chủ tịch"),
    *_pair("ubnd-dien-bien-phu", "Trần Khánh Linh", "Quàng Văn Hải", "Chủ tịch"),
)

PEOPLE = (*LEAD_PEOPLE, *ASKED_PEOPLE)
