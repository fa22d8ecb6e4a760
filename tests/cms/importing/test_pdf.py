"""PDF files with a text layer: paragraphs as the eye sees them, pages forgotten."""

import pikepdf
import pytest

from cms.importing import ImportRefused, read_outline, read_printed, read_safely

from .pdf_files import STYLE, paragraphs, spoil, write_pdf

RIGHTS = (
    "1. Người dùng giếng có quyền múc nước từ năm giờ sáng đến tám giờ tối mỗi ngày, trừ ngày nạo"
    " vét giếng theo lịch do người giữ giếng báo trước. Người dùng giếng trả lại gàu vào đúng chỗ"
    " treo gàu đã có ở thành giếng."
)
TITLE = "Điều 1. Quyền của người dùng giếng và nghĩa vụ của người được làng cử ra giữ giếng"
LAW = (
    "LUẬT", "GIẾNG LÀNG", TITLE, RIGHTS, "Người già được múc nước trước.", "2. Người giữ giếng:",
    "a) Đậy nắp giếng mỗi tối;",
    "b) Báo cho làng biết khi nước đục, khi thành giếng nứt, khi gàu hỏng hoặc khi dây đứt, theo"
    " Điều 5 của Luật này.",
)  # fmt: skip


@pytest.fixture
def pdf(tmp_path):
    return tmp_path / "du-thao.pdf"


def refusal(path, read=read_outline):
    with pytest.raises(ImportRefused) as refused:
        read(path)
    assert refused.value.message
    return refused.value.code


def test_a_printed_law_becomes_whole_paragraphs_again(pdf):
    assert [line.text for line in read_printed(write_pdf(pdf, paragraphs(*LAW)))] == list(LAW)


def test_a_sentence_runs_on_over_page_heads_feet_and_numbers(pdf):
    wells = [f"{at}. Giếng {'sâu ' * (at % 5)}{RIGHTS[3:]}" for at in range(1, 25)]

    foot = STYLE.replace("content: counter(page)", 'content: "Làng Nà Tấu, tờ " counter(page)')
    lines = read_printed(write_pdf(pdf, paragraphs("Điều 1. Giếng", *wells), style=foot))

    assert [line.text for line in lines] == ["Điều 1. Giếng", *wells]


def test_paragraphs_that_are_not_set_in_are_told_by_the_space_between(pdf):
    flush = STYLE.replace("text-indent: 20pt", "text-indent: 0")

    lines = read_printed(write_pdf(pdf, paragraphs(*LAW), style=flush))

    assert [line.text for line in lines] == list(LAW)


def test_a_printed_law_has_the_outline_of_a_written_one(pdf):
    outline = read_outline(write_pdf(pdf, paragraphs(*LAW)))

    nodes = {node.eid: node for node in outline.walk()}
    assert list(nodes) == [
        "preamble",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_a",
        "art_1__para_2__point_b",
    ]
    assert nodes["art_1"].heading == TITLE.removeprefix("Điều 1. ")
    assert outline == read_safely(pdf)


def test_the_notice_of_a_signature_is_no_text_of_the_law(pdf):
    signed = (TITLE, "Giếng có nắp.", "Ký bởi: Cổng Thông tin", "Email: a@example.vn")

    lines = read_printed(write_pdf(pdf, paragraphs(*signed)))

    assert [line.text for line in lines] == [TITLE, "Giếng có nắp."]


def test_a_scan_is_told_to_have_no_text(pdf):
    assert refusal(write_pdf(pdf, "<p>&nbsp;</p>", style="")) == "scanned"


def test_a_page_without_text_among_others_is_told(pdf):
    new_page = '<div style="break-before: page"></div>'

    lines = read_printed(write_pdf(pdf, paragraphs(*LAW) + new_page, style=STYLE))

    assert [remark[0] for line in lines for remark in line.remarks] == [
        "page_breaks_mended",
        "page_without_text",
    ]


def javascript(pdf):
    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    pdf.Root.OpenAction = script


def launcher(pdf):
    action = pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F="cmd.exe")
    pdf.pages[0].Annots = pdf.make_indirect([pikepdf.Dictionary(Type=pikepdf.Name("/Annot"))])
    pdf.pages[0].AA = pikepdf.Dictionary(O=pdf.make_indirect(action))


def form(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pdf.make_stream(b"<xdp/>"))


def embedded(pdf):
    pdf.attachments["a.exe"] = b"MZ"


@pytest.mark.parametrize("change", [javascript, launcher, form, embedded])
def test_a_pdf_with_something_active_in_it_is_refused(pdf, change):
    write_pdf(pdf, paragraphs(*LAW))

    assert refusal(spoil(pdf, change)) == "active_content"


def test_a_pdf_that_only_opens_at_a_page_is_no_harm(pdf):
    def open_at_first_page(document):
        first = document.pages[0].obj
        document.Root.OpenAction = pikepdf.Array([first, pikepdf.Name("/Fit")])

    spoil(write_pdf(pdf, paragraphs(*LAW)), open_at_first_page)

    assert read_outline(pdf).counts["article"] == 1


def test_a_pdf_with_a_password_is_refused(pdf):
    write_pdf(pdf, paragraphs(*LAW))
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.save(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert refusal(pdf) == "password"


def test_a_pdf_that_is_two_files_in_one_is_refused(pdf, tmp_path):
    whole = write_pdf(pdf, paragraphs(*LAW)).read_bytes()

    pdf.write_bytes(b"GIF89a" + whole)
    assert refusal(pdf) == "wrong_extension"
    pdf.write_bytes(whole + b"PK\x05\x06" + b"\0" * 18)
    assert refusal(pdf) == "polyglot"


def test_a_broken_pdf_is_refused(pdf):
    pdf.write_bytes(b"%PDF-1.7\n1 0 obj << /Type")

    assert refusal(pdf) == "broken"


def test_a_pdf_whose_page_swells_when_it_is_read_is_stopped(pdf):
    """A page of some hundred kilobytes that draws for minutes meets the limits, not the site."""
    import zlib  # noqa: PLC0415 - one bomb, built here only

    bomb = zlib.compress(b"0 0 m 1 1 l " * 40_000_000, 9)

    def swell(document):
        stream = pikepdf.Stream(document, bomb)
        stream.write(bomb, filter=pikepdf.Name("/FlateDecode"))
        document.pages[0].Contents = stream

    spoil(write_pdf(pdf, paragraphs(*LAW)), swell)

    assert refusal(pdf, lambda path: read_safely(path, cpu_s=3, wall_s=10)) in {
        "limits",
        "scanned",
    }
