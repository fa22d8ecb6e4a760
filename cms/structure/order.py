"""Numbers in their order: what each list of a law expects next, and warnings where it errs."""

from .address import citation
from .drafting import Addresses
from .labels import Label
from .levels import Level
from .numbering import expected_after, follows, label, place


class Orders:
    """Follows every list; a wrong label counts as the one it stands for, so that one slip of the
    pen (a, h, c, d) is one warning."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self._printed: dict[tuple[str, Level], str] = {}
        self._meant: dict[tuple[str, Level], str] = {}

    def check(self, found: Label, container: str, line: int, text: str = "") -> None:
        """Warn where the label on the line `text` is not what the list expects."""
        if found.is_cramped(text):
            self.addresses.warn(
                "label_cramped",
                line,
                f"{_named(found, container)}: thiếu dấu cách sau “{found.marker}”.",
            )
        if found.unusual:
            self.addresses.warn(
                "label_unusual",
                line,
                f"{_named(found, container)} được ghi là “{found.marker}”, trái cách đánh số.",
            )
        key = container, found.level
        printed, meant = self._printed.get(key), self._meant.get(key)
        expected = expected_after(meant, letters=found.level is Level.POINT)
        in_order = follows(found.number, meant) or follows(found.number, printed)
        repeats = printed is not None and place(found.number) == place(printed)
        if not in_order and not repeats:
            self.addresses.warn(
                "number_unexpected",
                line,
                f"{_named(found, container)} không theo thứ tự: ở đây lẽ ra là"
                f" {label(found.level, expected)}.",
            )
        self._printed[key] = found.number
        self._meant[key] = found.number if in_order else expected


def _named(found: Label, container: str) -> str:
    return f"{label(found.level, found.number)} {citation(container)}".strip()
