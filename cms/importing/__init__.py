"""A file → lines → the outline of a law, with every refusal said in a Vietnamese sentence."""

from .recipe import read_docx, read_outline, read_safely, read_text
from .refusal import ImportRefused

__all__ = ["ImportRefused", "read_docx", "read_outline", "read_safely", "read_text"]
