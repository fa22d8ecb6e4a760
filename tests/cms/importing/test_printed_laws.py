"""A real law printed in the ways offices print, and read from the print: the same law."""

import html

import pytest

from cms.importing.recipe import read_law

from .pdf_files import write_pdf

NAME = "luat-to-chuc-chinh-phu-2025.docx"
PAGE = "@page { size: A4; margin: 60pt 64pt; @top-right { content: %s; white-space: nowrap } } "
LAYOUTS = {
    "as the gazette does": PAGE
    % '"CÔNG BÁO/Số 1 + 2/Ngày 01-01-2026  " counter(page)'
    + "body { font: 13pt/18pt 'Liberation Serif'; text-align: justify }"
    " p { text-indent: 23pt; margin: 0 0 4pt }",
    "flush and ragged": PAGE % "counter(page)"
    + "body { font: 13pt/17pt 'Liberation Serif' } p { margin: 0 0 6pt }",
    "set in, without space between": PAGE
    % '"Trang " counter(page) "/" counter(pages)'
    + "body { font: 14pt/20pt 'Liberation Serif'; text-align: justify }"
    " p { text-indent: 36pt; margin: 0 }",
    "with wide lines": PAGE
    % "counter(page)"
    + "body { font: 14pt/27pt 'Liberation Serif'; text-align: justify }"
    " p { text-indent: 36pt; margin: 0 0 6pt }",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_law_read_from_its_print_is_the_law_that_was_printed(laws, tmp_path, layout):
    written = read_law(laws / NAME)
    body = "".join(map(printed, written.lines))
    style = f"{layout} .c {{ text-align: center; text-indent: 0 }}"

    read = read_law(write_pdf(tmp_path / "luat.pdf", body, style=style))

    assert provisions(read.outline) == provisions(written.outline)
    assert read.outline.title == written.outline.title


def printed(line):
    texts = [line.text] if line.table is None else [c for row in line.table for c in row]
    parts = (part for text in texts for part in text.split("\n") if part)
    return "".join(
        f'<p class="{"c" if part.isupper() else "t"}">{html.escape(part)}</p>' for part in parts
    )


def provisions(outline):
    return [
        (node.eid, node.heading, node.text)
        for node in outline.walk()
        if node.eid.startswith(("chp", "sec", "art"))
    ]
