"""How specific an opinion is, by plain rules that are shown to who writes it: no hidden score.

Sources: the reply states its viewpoint and its reasons (Decree 191/2026, regulation, art. 11
cl. 3; Decree 34/2016, art. 153 cl. 2); a substantive opinion names the provision, the wording
wanted, the reason, and the legal or practical basis.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Below this many words an opinion on the whole draft says nothing one could act on.
FEW_WORDS = 12
CHANGES = frozenset({"amend", "add"})


@dataclass(frozen=True)
class Checks:
    """What makes an opinion specific; each is a fact about what was filled in."""

    provision: bool
    wording: bool
    reason: bool
    basis: bool

    @property
    def is_specific(self) -> bool:
        return self.provision and self.wording and self.reason


def check_opinion(
    *, kind: str, eid: str, text: str, proposed_wording: str, reason: str, basis: str
) -> Checks:
    """Wording counts as given where the kind needs none: deleting, disagreeing, asking."""
    return Checks(
        provision=bool(eid),
        wording=bool(proposed_wording.strip()) if kind in CHANGES else bool(text.strip()),
        reason=bool(reason.strip()),
        basis=bool(basis.strip()),
    )


def is_perfunctory(
    *, kind: str, eid: str, text: str, proposed_wording: str, reason: str, basis: str
) -> bool:
    """Only for form: no provision, no wording, no reason, a few general words."""
    if kind == "agree" or eid or proposed_wording.strip() or reason.strip() or basis.strip():
        return False
    return len(text.split()) < FEW_WORDS


def is_perfunctory_answer(*, stance: str, opinions: Iterable[Mapping[str, str]]) -> bool:
    """An answer only for form: bare agreement, or general words and nothing else.

    Each opinion has the arguments of `is_perfunctory`. To be outside one's remit is an answer.
    """
    if stance == "outside_remit":
        return False
    return all(opinion["kind"] == "agree" or is_perfunctory(**opinion) for opinion in opinions)
