"""The letter of one agency as a Word file: an office edits it, signs it, gives it its number."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from .cells import Block
from .framing import moment
from .word_page import add_head, add_line, add_runs, add_signature, finished, official_page

INDENT = Cm(1)


def write_answer_letter(context: dict[str, Any]) -> bytes:
    """From the context of `answer_letter.letter_context`."""
    document = official_page()
    add_head(document, context)
    addressee = add_line(document, f"Kính gửi: {context['addressee']}", size=14, before=14)
    addressee.paragraph_format.space_after = Pt(8)
    _paragraph(document, Block((("same", context["opening"]),)))
    for heading, blocks, points in context["sections"]:
        if heading:
            _heading(document, heading)
        for block in blocks:
            _paragraph(document, block)
        for point in points:
            for number, block in enumerate(point.blocks):
                _paragraph(document, block, marker="" if number else point.marker)
    _paragraph(document, Block((("same", context["closing"]),)))
    add_signature(document, context)
    return finished(
        document,
        title=context["document_title"],
        author=context["office_name"],
        made_at=moment(context["created"]),
    )


def _heading(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def _paragraph(document: Any, block: Block, *, marker: str = "") -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.space_after = Pt(6)
    for word in (marker, block.label):
        if word:
            paragraph.add_run(f"{word} ")
    add_runs(paragraph, block.runs)
