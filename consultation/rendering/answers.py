"""The doors to what is drawn of one agency's answer: its letter as PDF and Word, its receipt."""

from __future__ import annotations

from consultation.canonical import canonical_json

from .answer_letter import AnswerLetter, letter_context
from .answer_word import write_answer_letter
from .faces import printable_characters
from .pdf import Drawing, lay_out, write_document
from .receipt import ReceiptFacts, receipt_context

ATTACHED = "gop-y.json"


def draw_letter(
    letter: AnswerLetter, *, made_at: str, signing: str = "", title: str = ""
) -> Drawing:
    """PDF/A-3a with the frozen content attached; raises FontMissing, SchemaUnknown."""
    printable_characters()
    context = letter_context(letter, made_at=made_at, signing=signing, title=title)
    document = lay_out("documents/answer_letter.html", context)
    return write_document(document, context, canonical_json(letter["content"]), ATTACHED)


def write_letter(
    letter: AnswerLetter, *, made_at: str, signing: str = "", title: str = ""
) -> bytes:
    """The same as a Word file, to be edited and signed; raises SchemaUnknown."""
    printable_characters()
    context = letter_context(letter, made_at=made_at, signing=signing, title=title)
    return write_answer_letter(context)


def draw_receipt(facts: ReceiptFacts) -> Drawing:
    printable_characters()
    context = receipt_context(facts)
    document = lay_out("documents/receipt.html", context)
    told = {"receipt": facts.code, "sha256": facts.sha256, "issued_at": facts.issued_at}
    return write_document(document, context, canonical_json(told), "bien-nhan.json")
