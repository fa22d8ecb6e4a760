"""Vietnamese letters without their marks."""

import unicodedata


def without_marks(text: str) -> str:
    """Small letters, composed or not as they came; đ is d, which Unicode does not say."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))
