"""What a person should look at although it was read: labels left as text, laws left unquoted."""

import re
from collections.abc import Iterable

from .address import citation
from .drafting import Addresses
from .labels import has_leaders
from .levels import Level
from .tree import Line, Node

_HEADING_ALIKE = re.compile(
    r"(?:Điều|ĐIỀU)\s+(?:[Tt]hứ\s+)?\w+\s*(?:\[\d+\]\s*)?(?:[.:/)–-]\s*\S|$)"
    r"|\[\d+\]\s*(?:Điều|ĐIỀU)\s+\d"
    r"|(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Tiểu mục)\s+(?:[IVXLC]+|\d+)\s*(?:[.:]|$)"
)
_LIST_ALIKE = re.compile(
    r"\d{1,2}(?:\.\d{1,2})+[.)]?\s|\(?\d{1,2}\)\s|\([a-zđ]{1,2}\)\s|[A-H][.)]\s"
)
_AMENDED = re.compile(r"(?:sửa đổi|bổ sung|thay thế|viết lại)\b.*như sau\s*:$", re.IGNORECASE)
_SHOWN = 40


class Doubts:
    """Warns of lines by what they look like; of lists once in each article."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self._listed: set[str] = set()

    def of_text(self, line: Line, holder: str) -> None:
        """A line that stays text of `holder`, an address."""
        if holder.startswith("app") or has_leaders(line.text):
            return
        shown = line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}…"
        if _HEADING_ALIKE.match(line.text):
            self.addresses.warn(
                "heading_as_text",
                line.source,
                f"“{shown}” giống một tiêu đề nhưng được để là nội dung của {citation(holder)}.",
            )
        elif _LIST_ALIKE.match(line.text) and holder not in self._listed:
            self._listed.add(holder)
            self.addresses.warn(
                "list_as_text",
                line.source,
                f"Danh sách bắt đầu bằng “{shown}” được để là nội dung của {citation(holder)}.",
            )

    def of_article(self, before: str, line: Line) -> None:
        """An article's heading that stands where an amending law should quote one."""
        if before.endswith(":") and _AMENDED.search(before):
            self.addresses.warn(
                "quote_missing",
                line.source,
                f"Sau “như sau:” là “{line.text[:_SHOWN]}” không có ngoặc kép, nên được đọc là một"
                " điều của chính văn bản này.",
            )


def warn_of_empty_articles(nodes: Iterable[Node], addresses: Addresses) -> None:
    for node in nodes:
        is_empty = not node.text and not node.children and not node.heading.startswith("(")
        if node.level is Level.ARTICLE and is_empty:
            addresses.warn(
                "article_empty", node.source[0], f"{citation(node.eid)} không có nội dung."
            )
        warn_of_empty_articles(node.children, addresses)
