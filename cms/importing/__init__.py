"""A file → lines → the outline of a law, with every refusal said in a Vietnamese sentence.

checks → word, text, pdf, web_page, akoma_ntoso → cleaning, translation, page_notes → recipe;
confined runs the recipe in the sandbox.
"""

from .confined import (
    check_safely,
    read_document_safely,
    read_law_safely,
    read_safely,
    read_sheet_safely,
    read_words_safely,
)
from .recipe import Reading, read_docx, read_outline, read_page, read_printed, read_text
from .refusal import ImportRefused
from .uploads import CONTENT_TYPES
from .word_text import TrackedChanges

__all__ = [
    "CONTENT_TYPES", "ImportRefused", "Reading", "TrackedChanges", "check_safely",
    "read_document_safely", "read_docx",
    "read_law_safely", "read_outline", "read_page", "read_printed", "read_safely",
    "read_sheet_safely", "read_text",
    "read_words_safely",
]  # fmt: skip
