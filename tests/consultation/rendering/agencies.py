"""Who is asked, and what one row of a synthesis is, in a province's own words."""

from itertools import count

AGENCIES = [
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Xây dựng",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Y tế",
    "Công an tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Ủy ban nhân dân phường Điện Biên Phủ",
    "Ủy ban nhân dân phường Mường Thanh",
    "Ủy ban nhân dân xã Mường Nhé",
    "Ủy ban nhân dân xã Sín Thầu",
    "Sở Ngoại vụ",
]

ARTICLES = {
    3: "Nguyên tắc lấy ý kiến",
    5: "Thời hạn trả lời",
    7: "Hồ sơ gửi lấy ý kiến",
    9: "Trách nhiệm của cơ quan được lấy ý kiến",
    12: "Công khai ý kiến góp ý",
    14: "Tiếp nhận ý kiến trên môi trường điện tử",
    20: "Kinh phí thực hiện",
}

ANSWER_TIME = (
    "Cơ quan được lấy ý kiến gửi văn bản trả lời trong thời hạn 10 ngày kể từ ngày nhận được hồ sơ."
)

_numbers = count(1)


def source(agency="Sở Tài chính", text="Đề nghị sửa đổi cho rõ.", **changes):
    number = next(_numbers)
    known = AGENCIES.index(agency) if agency in AGENCIES else 90
    return {
        "agency": agency,
        "agency_uid": f"agency-{known}",
        "letter_number": f"{120 + known}/{''.join(w[0] for w in agency.split()[:3]).upper()}-PC",
        "letter_date": f"2026-11-{10 + known % 9:02d}",
        "opinion_uid": f"opinion-{number}",
        "kind": "amend",
        "text": text,
        "proposed_wording": "",
        "reason": "",
        "basis": "",
        "late": False,
        "origin": "letter",
        **changes,
    }


def row(article=5, clause=2, sources=None, **changes):
    number = next(_numbers)
    heading = ARTICLES.get(article, "Điều khoản thi hành")
    return {
        "uid": f"row-{number}",
        "position": number,
        "provision_eid": f"art_{article}__para_{clause}" if clause else f"art_{article}",
        "provision_label": f"khoản {clause} Điều {article}" if clause else f"Điều {article}",
        "provision_heading": heading,
        "group_label": f"Điều {article}. {heading}",
        "wording": "",
        "proposed_wording": "",
        "current_text": "",
        "decision": "taken",
        "decision_reason": "",
        "outgoing": "",
        "conflict": "",
        "answer": "",
        "answer_text": "",
        "sources": [source()] if sources is None else sources,
        **changes,
    }


def whole_draft(sources, **changes):
    general = {"provision_eid": "", "provision_label": "", "provision_heading": ""}
    return row(sources=sources, group_label="Vấn đề chung", **general, **changes)
