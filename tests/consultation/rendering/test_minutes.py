"""Minutes in the form of Decree 30 (annex III, form 1.9): what stands on them; all is inert."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from consultation.rendering.minutes import Minutes, SaidThere, draw_minutes, minutes_context
from consultation.rendering.minutes_word import write_minutes

from .editions import LAW, OFFICE
from .readers import read, words

pytestmark = pytest.mark.needs("pdftotext")
HOSTILE = "<script>zq7()</script> & =cmd|' /C'!A0 ]]></w:t><zq7/> {{ zq7 }} \ue123 👍"


def remark(**values):
    given = {
        "draft": "dự thảo Nghị định",
        "place": "khoản 2 Điều 5",
        "kind": "amend",
        "speaker": "Ông Lò Văn A",
        "body": "Sở Tài chính",
        "text": "Đề nghị 15 ngày làm việc.",
    }
    return SaidThere(**(given | values))


@pytest.fixture
def minutes():
    return Minutes(
        name="Hội nghị lấy ý kiến dự thảo Nghị định",
        office=dict(OFFICE),
        laws=(dict(LAW),),
        starts_at="2026-12-05T01:00:00+00:00",
        ended_at="2026-12-05T04:30:00+00:00",
        place="Hội trường tầng 2",
        chair="Bà Vũ Minh Hà, Phó Giám đốc Sở Tư pháp",
        secretary="Ông Lò Văn Thành, chuyên viên",
        attendance="Đại diện các sở, ngành.",
        programme="Thảo luận.",
        conclusion="Tổng hợp đầy đủ ý kiến.",
        remarks=(remark(), remark(place="", kind="agree", speaker="", body="", text="Nhất trí.")),
        is_confirmed=True,
        made_at="2026-12-08T01:00:00+00:00",
    )


def word_text(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


FORM = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "/BB-STP",
    "BIÊN BẢN",
    "Hội nghị lấy ý kiến dự thảo Nghị định",
    "Thời gian bắt đầu: 08 giờ 00, ngày 05 tháng 12 năm 2026",
    "Địa điểm: Hội trường tầng 2",
    "Thành phần tham dự: Đại diện các sở, ngành.",
    "Chủ trì: Bà Vũ Minh Hà, Phó Giám đốc Sở Tư pháp",
    "Thư ký (người ghi biên bản): Ông Lò Văn Thành, chuyên viên",
    "1. Ông Lò Văn A, Sở Tài chính (về khoản 2 Điều 5, đề nghị sửa đổi):",
    "Đề nghị 15 ngày làm việc.",
    "2. Đại biểu dự hội nghị (nhất trí):",
    "Hội nghị kết thúc vào 11 giờ 30, ngày 05 tháng 12 năm 2026./.",
    "THƯ KÝ",
    "CHỦ TỌA",
    "Vũ Minh Hà",
    "Lưu: VT, Hồ sơ.",
]


def test_the_pdf_says_what_the_form_asks_for(minutes):
    text = words(read(draw_minutes(minutes)))

    assert [part for part in FORM if part not in text] == []


def test_the_word_file_says_the_same(minutes):
    text = " ".join(word_text(write_minutes(minutes)).split())

    assert [part for part in FORM if part not in text] == []


def test_unconfirmed_minutes_say_so_and_confirmed_ones_do_not(minutes):
    open_ = replace(minutes, is_confirmed=False)

    assert "chưa được xác nhận" in words(read(draw_minutes(open_)))
    assert "chưa được xác nhận" in word_text(write_minutes(open_))
    assert "chưa được xác nhận" not in words(read(draw_minutes(minutes)))


def test_several_drafts_are_named_where_the_talk_turns_to_them(minutes):
    turns = tuple(remark(draft=name) for name in ("dự thảo A", "dự thảo A", "dự thảo B", ""))

    titles = [each.title for each in minutes_context(replace(minutes, remarks=turns))["divisions"]]

    assert titles == ["Đối với dự thảo A", "Đối với dự thảo B", ""]


def test_a_correction_of_the_body_is_told_with_its_day(minutes):
    corrected = replace(minutes, remarks=(remark(corrected_on="2026-12-07T18:00:00+00:00"),))

    assert "đính chính bằng văn bản ngày 08/12/2026" in words(read(draw_minutes(corrected)))


def test_hostile_words_in_every_place_stay_words(minutes):
    names = ("name", "place", "chair", "secretary", "attendance", "programme", "conclusion")
    hostile = replace(
        minutes,
        remarks=(remark(place=HOSTILE, speaker=HOSTILE, body=HOSTILE, text=HOSTILE),),
        **dict.fromkeys(names, HOSTILE),
    )

    text = words(read(draw_minutes(hostile)))
    word = write_minutes(hostile)

    assert "<script>zq7()</script>" in text
    assert "<script>zq7()</script>" in word_text(word)
    assert b"<zq7" not in ZipFile(BytesIO(word)).read("word/document.xml")


def test_the_same_minutes_are_the_same_bytes(minutes):
    assert draw_minutes(minutes).pdf == draw_minutes(minutes).pdf
    assert write_minutes(minutes) == write_minutes(minutes)
