"""How a law numbers itself: reading and writing labels, Roman numerals, words, the alphabet."""

from .levels import Level

_NAMES = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
    Level.ARTICLE: "Điều",
    Level.CLAUSE: "khoản",
    Level.POINT: "điểm",
    Level.APPENDIX: "Phụ lục",
}


def label(level: Level, number: str) -> str:
    """ "Điều 5", "khoản 2", "điểm a", "Phần thứ nhất"; empty for what has no number."""
    return f"{_NAMES.get(level, '')} {number}".strip()
