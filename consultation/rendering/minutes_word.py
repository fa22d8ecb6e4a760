"""The minutes of a meeting as a Word file: an office completes it, both sign it."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from .cells import Block
from .framing import moment
from .minutes import Minutes, minutes_context
from .word_page import (
    add_line,
    add_names,
    add_runs,
    add_signers,
    finished,
    official_page,
)

INDENT = Cm(1)


def write_minutes(minutes: Minutes) -> bytes:
    context = minutes_context(minutes)
    document = official_page()
    add_names(document, context, number=True)
    add_line(document, context["title"], size=14, bold=True, before=14)
    add_line(document, context["name"], size=14, bold=True)
    if context["is_draft"]:
        add_line(document, "(Bản ghi chưa được xác nhận)", size=13, italic=True)
    add_line(document, "", size=7)
    for label, blocks in context["facts"]:
        for number, block in enumerate(blocks):
            _paragraph(document, block, label="" if number else f"{label}:")
    _heading(document, "Nội dung (theo diễn biến hội nghị):")
    _paragraph(document, _sentence("Lấy ý kiến đối với " + "; ".join(context["drafts"]) + "."))
    for block in context["programme"]:
        _paragraph(document, block)
    for division in context["divisions"]:
        if division.title:
            _heading(document, division.title)
        for voice in division.voices:
            _voice(document, voice)
    if context["conclusion"]:
        _heading(document, "Kết luận của người chủ trì:")
        for block in context["conclusion"]:
            _paragraph(document, block)
    _paragraph(document, _sentence(context["ending"])).paragraph_format.keep_with_next = True
    add_signers(document, context, left="THƯ KÝ", right="CHỦ TỌA")
    return finished(
        document,
        title=context["document_title"],
        author=context["office_name"],
        made_at=moment(context["created"]),
    )


def _sentence(text: str) -> Block:
    return Block((("same", text),))


def _voice(document: Any, voice: Any) -> None:
    head = _heading(document, f"{voice.number}. {voice.head}")
    head.paragraph_format.space_before = Pt(4)
    for block in voice.blocks:
        _paragraph(document, block)


def _heading(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True
    return paragraph


def _paragraph(document: Any, block: Block, *, label: str = "") -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.space_after = Pt(6)
    for word in (label, block.label):
        if word:
            paragraph.add_run(f"{word} ")
    add_runs(paragraph, block.runs)
    if block.style == "quiet":
        for run in paragraph.runs:
            run.italic = True
    return paragraph
