"""Notes at the foot of printed pages: told beside the law, never within its sentences."""

from cms.importing import read_outline

from .pdf_files import paragraphs, write_pdf

RULE = " " * 40
GAZETTE = f"""
CÔNG BÁO/Số 1 + 2/Ngày 01-01-2026
15

VĂN BẢN PHÁP LUẬT KHÁC

NGHỊ ĐỊNH
Quy định về giếng làng
Điều 1. Giếng làng và việc giữ
giếng làng
1. Giếng làng là giếng do cả làng cùng dùng và cùng
giữ, có nắp và có gàu, nước giếng trong và mát, được
làng cử người giữ gìn quanh năm suốt tháng1 và được
{RULE}
1 Cụm từ này được bổ sung theo quy định tại khoản 1
Điều 8 Nghị định số 2, có hiệu lực từ ngày 01.

Người ký: Cổng Thông tin
16
CÔNG BÁO/Số 1 + 2/Ngày 01-01-2026

nạo vét trước mùa khô hằng năm.
2. Gàu bằng tre, có dây dài mười mét và có tên của
làng khắc ở đáy gàu.
"""
LONG = "Giếng làng là giếng do cả làng cùng dùng và cùng giữ, nước giếng trong và mát, "


def told(outline):
    return [warning.message for warning in outline.warnings if warning.code == "footnote"]


def test_a_note_between_two_halves_of_a_sentence_is_told_and_the_sentence_whole(tmp_path):
    path = tmp_path / "cong-bao.txt"
    path.write_text(GAZETTE, encoding="utf-8")

    outline = read_outline(path)

    clauses = [node.text for node in outline.walk() if "para" in node.eid]
    assert len(clauses) == 2
    assert clauses[0].endswith("suốt tháng1 và được nạo vét trước mùa khô hằng năm.")
    assert told(outline) == [
        "Chú thích cuối trang không đưa vào nội dung: “1 Cụm từ này được bổ sung theo quy định tại"
        " khoản 1 Điều 8 Nghị định số 2, có hiệu lực từ ngày 01.”"
    ]
    assert "VĂN BẢN PHÁP LUẬT KHÁC" not in outline.nodes[0].text


def test_the_smaller_print_at_the_foot_of_a_printed_page_is_told(tmp_path):
    note = "1 Khoản này được sửa đổi theo Nghị định số 2."
    style = (
        "@page { size: 300pt 400pt; margin: 50pt 40pt } body { font: 11pt/14pt 'Liberation Serif' }"
        "p { text-indent: 20pt; margin: 0 0 4pt; text-align: justify }"
        ".n { font-size: 8pt; position: absolute; bottom: 0; text-indent: 0 }"
    )
    body = paragraphs("Điều 1. Giếng", f"1. {LONG * 3}hết.", "2. Gàu bằng tre.")

    outline = read_outline(
        write_pdf(tmp_path / "a.pdf", f'{body}<p class="n">{note}</p>', style=style)
    )

    assert [node.number for node in outline.walk() if "para" in node.eid] == ["1", "2"]
    assert told(outline) == [f"Chú thích cuối trang không đưa vào nội dung: “{note}”"]
