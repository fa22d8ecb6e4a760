"""The levels of a Vietnamese law, from part down to point, and what may stand inside what."""

from enum import StrEnum


class Level(StrEnum):
    PREAMBLE = "preamble"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    INTRO = "intro"
    APPENDIX = "appendix"
    ATTACHMENT = "attachment"
    TABLE = "table"

    @property
    def rank(self) -> int:
        """0 for what holds a whole text, growing towards the point; the leaves come last."""
        return _RANKS[self]

    def may_contain(self, other: "Level") -> bool:
        if other in (Level.PREAMBLE, Level.ATTACHMENT):
            return False
        if self is Level.PREAMBLE:
            return other in _LEAVES
        # A plan approved by a decision is written as I., 1., a) inside its only article.
        if self is Level.ARTICLE and other is Level.SECTION:
            return True
        return other.rank > self.rank and self not in _LEAVES


GROUPING = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
ANNEXED = (Level.APPENDIX, Level.ATTACHMENT)
NUMBERED = (*GROUPING, Level.ARTICLE, Level.CLAUSE, Level.POINT)

_LEAVES = (Level.INTRO, Level.TABLE)
_RANKS = {
    Level.PREAMBLE: 0,
    Level.ATTACHMENT: 0,
    Level.APPENDIX: 1,
    Level.PART: 2,
    Level.CHAPTER: 3,
    Level.SECTION: 4,
    Level.SUBSECTION: 5,
    Level.ARTICLE: 6,
    Level.CLAUSE: 7,
    Level.POINT: 8,
    Level.INTRO: 9,
    Level.TABLE: 9,
}
