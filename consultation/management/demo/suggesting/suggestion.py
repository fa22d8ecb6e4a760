"""One thing to ask of one provision, and what the whole law says about itself."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cms.structure.address import parent_of
from consultation.management.demo.opinions import Kind

_SELF = re.compile(r"\b(Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định) này\b")
_LAWS = ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết")


@dataclass(frozen=True)
class ProvisionView:
    """A provision as published: its own text without label, its level as in cms.structure."""

    eid: str
    level: str
    number: str
    heading: str
    text: str


@dataclass(frozen=True)
class Suggestion:
    """`request` follows the words "đề nghị"; of `reasons` every agency takes another one.

    The stronger, the likelier an official would write it. `opposite` asks for the reverse.
    """

    eid: str
    theme: str
    kind: Kind
    request: str
    reasons: tuple[str, ...]
    proposed_wording: str = ""
    basis: str = ""
    categories: tuple[str, ...] = ()
    strength: int = 1
    opposite: "Suggestion | None" = None


@dataclass(frozen=True)
class Law:
    """All provisions in reading order."""

    provisions: Sequence[ProvisionView]

    @cached_property
    def own_type(self) -> str:
        """What the text calls itself most: "Luật", "Bộ luật", "Nghị định"."""
        found = Counter(name for item in self.provisions for name in _SELF.findall(item.text))
        return found.most_common(1)[0][0] if found else "Luật"

    @cached_property
    def detailer(self) -> str:
        """Who writes the rules below this text."""
        return "Chính phủ" if self.own_type in _LAWS else "Bộ trưởng bộ quản lý ngành, lĩnh vực"

    @cached_property
    def eids(self) -> frozenset[str]:
        return frozenset(item.eid for item in self.provisions)

    @cached_property
    def headings(self) -> dict[str, str]:
        return {item.eid: item.heading for item in self.provisions if item.heading}

    @cached_property
    def children(self) -> dict[str, list[ProvisionView]]:
        found: dict[str, list[ProvisionView]] = {}
        for item in self.provisions:
            found.setdefault(parent_of(item.eid), []).append(item)
        return found

    def article_heading(self, eid: str) -> str:
        return self.headings.get(eid.partition("__para_")[0], "")


def draw(eid: str, purpose: str, choices: int) -> int:
    """A number below `choices` that is always the same for this provision and purpose."""
    digest = hashlib.sha256(f"{purpose}:{eid}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % choices
