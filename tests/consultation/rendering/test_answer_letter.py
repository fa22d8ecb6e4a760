"""The letter of an agency, drawn from frozen data alone."""

import json
from io import BytesIO

import pytest
from docx import Document

from consultation.rendering.answer_letter import SchemaUnknown, letter_context, signings
from consultation.rendering.answers import draw_letter, write_letter

from .readers import attached, opened, read, words

AT = "2026-11-20T02:00:00+00:00"
OFFICE = {
    "superior": "Ủy ban nhân dân tỉnh Điện Biên",
    "name": "Sở Y tế tỉnh Điện Biên",
    "place": "Điện Biên",
    "number_symbol": "SYT-VP",
    "signing_title": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
    "signatory": "",
}
LAW = {
    "title": "Nghị định quy định về lấy ý kiến",
    "document_type": "decree",
    "version": "Lần 1",
    "drafting_agency": "Bộ Tư pháp",
    "document_type_label": "Nghị định",
}
HOSTILE = "<script>alert(1)</script> =1+1 {{ settings.SECRET_KEY }} </w:t> \x00👍"


def said(label="", kind="amend", current="", **words_):
    content = {"uid": "u", "eid": "e" if label else "", "kind": kind}
    content |= dict.fromkeys(("text", "proposed_wording", "reason", "basis"), "") | words_
    return content, {"label": label, "current_text": current}


def letter(*pairs, stance="agree_with_opinions", questions=(), **office):
    return {
        "schema": "answer-letter/1",
        "content": {"stance": stance, "opinions": [content for content, _place in pairs]},
        "round": {
            "whose": "replying",
            "request_number": "4821/BTP-VĐCXDPL",
            "request_date": "2026-11-05",
            "lead": "Sở Tư pháp tỉnh Điện Biên",
        },
        "law": LAW,
        "office": {**OFFICE, **office},
        "places": [place for _content, place in pairs],
        "questions": list(questions),
    }


TERM = said(
    "khoản 2 Điều 3",
    current="Trả lời trong thời hạn 10 ngày.",
    text="Đề nghị kéo dài thời hạn.",
    proposed_wording="Trả lời trong thời hạn 15 ngày.",
    reason="bưu chính chậm.",
    basis="Báo cáo số 12.",
)


def pdf_of(data, **options):
    return words(read(draw_letter(data, made_at=AT, **options), "-layout"))


def paragraphs(data, **options):
    document = Document(BytesIO(write_letter(data, made_at=AT, **options)))
    tables = [p for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    return [p.text for p in [*document.paragraphs, *tables]]


@pytest.fixture(params=["pdf", "docx"])
def drawn(request):
    """The letter's words, as PDF and as Word file: both are held to the same."""
    if request.param == "pdf":
        pytest.importorskip("pypdfium2")
        return lambda data, **options: pdf_of(data, **options)
    return lambda data, **options: words("\n".join(paragraphs(data, **options)))


@pytest.mark.needs("pdftotext")
def test_it_has_the_parts_of_an_official_letter_and_no_number_and_no_date(drawn):
    text = drawn(letter(TERM))

    assert "Kính gửi: Sở Tư pháp tỉnh Điện Biên" in text
    assert "V/v góp ý dự thảo Nghị định quy định về" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Công văn số 4821/BTP-VĐCXDPL ngày 05 tháng 11 năm 2026 của Bộ Tư pháp" in text
    assert "Số: /SYT-VP" in text
    assert "Điện Biên, ngày tháng năm 2026" in text
    assert text.count("./.") == 1
    assert "- Lưu: VT, VP." in text


@pytest.mark.needs("pdftotext")
def test_each_opinion_stands_by_its_provision_with_wording_reason_and_basis(drawn):
    text = drawn(letter(TERM))

    assert "a) Tại khoản 2 Điều 3 của dự thảo: Đề nghị kéo dài thời hạn." in text
    assert "Đề nghị viết lại: “Trả lời trong thời hạn 10 15 ngày.”" in text
    assert "Lý do: Bưu chính chậm." in text
    assert "Căn cứ: Báo cáo số 12." in text


@pytest.mark.needs("pdftotext")
def test_files_that_came_with_an_opinion_are_named(drawn):
    content, place = said("Điều 4", text="Đề nghị xem số liệu.")

    text = drawn(letter((content, {**place, "files": ["so-lieu.xlsx", "ảnh <b>.jpg"]})))

    assert "Tài liệu kèm theo: so-lieu.xlsx, ảnh <b>.jpg" in text


def test_in_word_what_is_put_in_is_bold_and_what_is_taken_out_struck():
    document = Document(BytesIO(write_letter(letter(TERM), made_at=AT)))

    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike] == ["10"]
    assert [run.text for run in runs if run.bold and run.underline] == ["15"]


@pytest.mark.needs("pdftotext")
def test_the_law_its_dossier_agreement_and_questions_each_have_their_section(drawn):
    file, place = said("Tờ trình", text="Đề nghị bổ sung số liệu.")
    pairs = [
        said("", text="Đề nghị rà soát từ ngữ."),
        TERM,
        said("Điều 4", kind="agree"),
        ({**file, "dossier_file": "f"}, place),
    ]
    question = {"label": "Điều 7", "question": "Mười ngày có đủ?", "declined": "Chưa có số liệu."}

    text = drawn(letter(*pairs, questions=[question]))

    parts = [
        "1. Về ý kiến chung",
        "Đề nghị rà soát từ ngữ.",
        "Nhất trí với quy định tại Điều 4 của dự thảo.",
        "2. Về nội dung cụ thể",
        "3. Về hồ sơ dự thảo",
        "Tờ trình: Đề nghị bổ sung số liệu.",
        "4. Về nội dung được đề nghị cho ý kiến",
        "Mười ngày có đủ? (Điều 7)",
        "Trả lời: Chưa có số liệu.",
    ]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    ("stance", "sentence"),
    [
        ("agree", "Sở Y tế tỉnh Điện Biên nhất trí với nội dung dự thảo Nghị định"),
        ("outside_remit", "không thuộc chức năng, nhiệm vụ của Sở Y tế tỉnh Điện Biên."),
        ("disagree", "không nhất trí với nội dung dự thảo"),
    ],
)
def test_a_bare_stance_is_one_sentence_without_sections(drawn, stance, sentence):
    text = drawn(letter(stance=stance))

    assert sentence in text
    assert "1. Về" not in text


@pytest.mark.needs("pdftotext")
def test_hostile_words_are_only_words(drawn):
    hostile = said("Điều 1", **dict.fromkeys(("text", "proposed_wording", "reason"), HOSTILE))

    text = drawn(letter(hostile, name=f"Sở {HOSTILE}"), title=HOSTILE)

    assert text.count("<script>alert(1)</script>") == 6
    assert "{{ settings.SECRET_KEY }}" in text
    assert "U+1F44D" in text


@pytest.mark.parametrize(
    ("title", "blocks"),
    [
        (
            "GIÁM ĐỐC",
            ["GIÁM ĐỐC", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "TL. GIÁM ĐỐC", "TUQ. GIÁM ĐỐC"],
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            [
                "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
                "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
                "TL. CHỦ TỊCH",
                "TUQ. CHỦ TỊCH",
            ],
        ),
        ("", ["THỦ TRƯỞNG", "KT. THỦ TRƯỞNG / PHÓ THỦ TRƯỞNG", "TL. THỦ TRƯỞNG",
              "TUQ. THỦ TRƯỞNG"]),
    ],
)  # fmt: skip
def test_an_office_signs_as_its_head_its_deputy_by_order_or_by_authorisation(title, blocks):
    assert [each.label for each in signings({**OFFICE, "signing_title": title})] == blocks


@pytest.mark.needs("pdftotext")
def test_who_signs_is_chosen_when_it_is_drawn(drawn):
    text = drawn(letter(), signing="order", title="Chánh Văn phòng")

    assert "TL. GIÁM ĐỐC" in text
    assert "CHÁNH VĂN PHÒNG" in text
    assert "PHÓ GIÁM ĐỐC" not in text


def test_more_points_than_letters_are_numbered():
    context = letter_context(letter(*[TERM] * 24), made_at=AT)

    markers = [
        point.marker for _heading, _blocks, points in context["sections"] for point in points
    ]
    assert (markers[0], markers[-1]) == ("(1)", "(24)")


def test_the_word_file_keeps_to_the_page_of_the_decree():
    document = Document(BytesIO(write_letter(letter(TERM), made_at=AT)))

    section = document.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.cm) for margin in margins] == [2, 2, 2, 3]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer


def test_the_same_frozen_words_are_the_same_file():
    assert write_letter(letter(TERM), made_at=AT) == write_letter(letter(TERM), made_at=AT)


@pytest.mark.needs("pdftotext")
def test_what_was_frozen_is_attached_to_the_pdf():
    data = letter(TERM)

    with opened(draw_letter(data, made_at=AT)) as document:
        _name, file = attached(document)
        assert json.loads(file.read_bytes()) == data["content"]


def test_what_another_release_kept_is_not_guessed_at():
    with pytest.raises(SchemaUnknown):
        letter_context({**letter(), "schema": "answer-letter/9"}, made_at=AT)
