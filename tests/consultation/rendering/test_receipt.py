"""A receipt on paper: what arrived, when, by whom as what, and where it is checked."""

import pytest

from consultation.rendering.answers import draw_receipt
from consultation.rendering.receipt import ReceiptFacts, square_code

from .readers import read, words
from .test_answer_letter import AT, LAW, OFFICE


def facts(**values):
    told = {
        "code": "GY-2026-000123-AB7K",
        "sha256": "ab" * 32,
        "issued_at": AT,
        "address": "https://gopy.example/gop-y/bien-nhan/GY-2026-000123-AB7K/",
        "round_name": "Lấy ý kiến dự thảo",
        "lead": "Sở Tư pháp tỉnh Điện Biên",
        "agency": OFFICE["name"],
        "stance": "agree",
        "opinions": 6,
        "approved_by": "Lò Văn Số 1",
        "approved_as": "authorised",
        "document": "Quyết định số 12/QĐ-SYT",
        "is_late": False,
        "ended_at": "",
        "ended_why": "",
        "law": LAW,
        "office": OFFICE,
    }
    return ReceiptFacts(**{**told, **values})


@pytest.mark.needs("pdftotext")
def test_a_receipt_says_what_when_by_whom_as_what_and_where_it_is_checked():
    drawing = draw_receipt(facts())

    text = words(read(drawing))
    assert drawing.pages == 1
    assert "GY-2026-000123-AB7K" in text
    assert "09:00:00 ngày 20/11/2026" in text
    assert "Lò Văn Số 1" in text
    assert "Theo ủy quyền của thủ trưởng cơ quan" in text
    assert "Quyết định số 12/QĐ-SYT" in text
    assert "ab" * 32 in text
    assert "https://gopy.example/gop-y/bien-nhan/" in text


@pytest.mark.needs("pdftotext")
def test_an_ended_receipt_says_so_on_paper_too():
    ended = facts(ended_at="2026-11-21T02:00:00+00:00", ended_why="taken_back")

    assert "Biên nhận không còn hiệu lực" in words(read(draw_receipt(ended)))


def test_the_square_has_room_around_it_and_more_words_make_it_larger():
    size, path = square_code("https://gopy.example/")
    larger, _path = square_code("https://gopy.example/" + "a" * 200)

    columns = [int(step.split()[0]) for step in path.split("M")[1:]]
    assert min(columns) == 4
    assert max(columns) == size - 5
    assert larger > size
