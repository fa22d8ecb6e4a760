"""Word files read as lines: what is printed is read, and read once."""

import pytest

from cms.importing import ImportRefused, read_docx, read_outline

from .word_files import MAIN, NAMESPACES, cell, p, part, r, small_law, table, write_word


def test_paragraphs_are_lines_and_breaks_within_them_too(read):
    broken = p("Chương I", "<w:r><w:br/></w:r>", "GIẾNG")
    tabbed = p("Điều 1.", "<w:r><w:tab/></w:r>", "Gàu")

    assert read(broken, tabbed) == ["Chương I", "GIẾNG", "Điều 1. Gàu"]


def test_links_fields_and_content_controls_are_read(read):
    link = f"<w:hyperlink>{r('Luật Giếng')}</w:hyperlink>"
    field = f'<w:fldSimple w:instr="PAGE">{r(" làng")}</w:fldSimple>'
    code = "<w:r><w:instrText>REF x</w:instrText></w:r>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' (sửa đổi)')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{p('Giếng có nắp.')}</w:sdtContent></w:sdt>"

    assert read(p(link, field, code, control), block) == [
        "Luật Giếng làng (sửa đổi)",
        "Giếng có nắp.",
    ]


def test_hyphens_and_symbols_are_characters(read):
    runs = '<w:r><w:t>Điện</w:t><w:noBreakHyphen/><w:t>Biên</w:t><w:sym w:char="2265"/></w:r>'

    assert read(p(runs), p('<w:r><w:sym w:char="F0FC"/></w:r>')) == ["Điện-Biên≥", "□"]


def test_a_text_box_written_twice_for_old_and_new_word_is_read_once(read):
    box = f"<wps:txbx><w:txbxContent>{p('Chữ trong khung')}</w:txbxContent></wps:txbx>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert read(p("Ngoài khung", drawn)) == ["Ngoài khung", "Chữ trong khung"]


def test_a_table_is_one_line_with_its_cells_spans_and_inner_tables(read):
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Thôn Nà Tấu")}</w:tc>'
    inner = cell(table(("gàu", "dây")) + p("nắp"))

    assert read(
        p("Bảng sau:"),
        f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{cell('Giếng')}{inner}</w:tr></w:tbl>",
    ) == ["Bảng sau:", (("Thôn Nà Tấu", ""), ("Giếng", "gàu\ndây\nnắp"))]


def test_a_frame_of_one_cell_around_the_law_is_no_table(read):
    assert read(table((p("Điều 1. Giếng") + p("Giếng là của làng."),))) == [
        "Điều 1. Giếng",
        "Giếng là của làng.",
    ]


def test_the_source_of_a_line_is_the_place_of_its_paragraph_in_the_file(tmp_path):
    path = write_word(tmp_path / "a.docx", p("Một"), table(("a", "b"), ("c", "d")), p("Hai"))

    assert [line.source for line in read_docx(path)] == [0, 1, 5]


def test_notes_and_hidden_letters_are_told_not_mixed_in(tmp_path):
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    path = write_word(
        tmp_path / "a.docx",
        p("Giếng", note, r(" bí mật", "<w:vanish/>"), " làng"),
        **{
            "word/footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="2">{p("Theo tục lệ.")}</w:footnote>'
            )
        },
    )

    (line,) = read_docx(path)
    assert line.text == "Giếng làng"
    assert line.remarks == (
        ("footnote", "Chú thích không đưa vào nội dung: “Theo tục lệ.”"),
        ("hidden_text", "Chữ ẩn đã bị bỏ qua: “bí mật”"),
    )


def ins(*runs):
    return f'<w:ins w:id="1" w:author="A">{"".join(runs)}</w:ins>'


def deleted(text):
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="A">{run}</w:del>'


CHANGED = p("Thời hạn ", deleted("30 ngày"), ins(r("60 ngày")), " kể từ ngày nhận.")


def test_tracked_changes_stop_the_import_and_are_counted(read):
    with pytest.raises(ImportRefused) as refused:
        read(CHANGED, p("Không đổi."), p("Thêm ", ins(r("một")), " và ", ins(r("hai"))))

    assert refused.value.code == "tracked_changes"
    assert "còn 3 chỗ" in refused.value.message


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("accept", "Thời hạn 60 ngày kể từ ngày nhận."),
        ("reject", "Thời hạn 30 ngày kể từ ngày nhận."),
    ],
)
def test_tracked_changes_are_read_as_the_person_says(read, choice, text):
    assert read(CHANGED, tracked_changes=choice) == [text]


def test_a_paragraph_whose_end_was_deleted_joins_the_next(read):
    mark = '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'
    blocks = (p("Giếng có ", properties=mark), p("nắp."))

    with pytest.raises(ImportRefused, match="còn 1 chỗ"):
        read(*blocks)
    assert read(*blocks, tracked_changes="accept") == ["Giếng có nắp."]
    assert read(*blocks, tracked_changes="reject") == ["Giếng có ", "nắp."]


def test_a_row_that_was_put_in_goes_when_changes_are_rejected(read):
    new = f'<w:tr><w:trPr><w:ins w:id="4"/></w:trPr>{cell("c")}{cell("d")}</w:tr>'
    rows = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr>{new}</w:tbl>"

    assert read(rows, tracked_changes="accept") == [(("a", "b"), ("c", "d"))]
    assert read(rows, tracked_changes="reject") == [(("a", "b"),)]


def test_a_file_without_a_body_is_refused(tmp_path):
    path = write_word(tmp_path / "a.docx", **{"word/document.xml": f"<w:document {NAMESPACES}/>"})

    with pytest.raises(ImportRefused) as refused:
        read_docx(path)

    assert refused.value.code == "broken"


def test_a_file_that_is_no_law_is_refused_with_advice(tmp_path):
    path = write_word(tmp_path / "to-trinh.docx", p("TỜ TRÌNH"), p("Kính gửi: Ủy ban nhân dân"))

    with pytest.raises(ImportRefused) as refused:
        read_outline(path)

    assert refused.value.code == "not_a_law"
    assert "“Điều”" in str(refused.value)


def test_the_smallest_law_is_read(tmp_path):
    outline = read_outline(write_word(tmp_path / "a.docx", *small_law(), main=MAIN))

    assert outline.counts["clause"] == 2
