"""Numbers in their order: what each list of a law expects next, and warnings where it errs."""

from .address import citation
from .drafting import Addresses
from .labels import Label
from .levels import Level
from .numbering import (
    UNNUMBERED,
    arabic,
    expected_after,
    follows,
    from_roman,
    label,
    place,
    to_roman,
)


class Orders:
    """Follows every list; a wrong label counts as the one it stands for, so that one slip of the
    pen (a, h, c, d) is one warning."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self._printed: dict[tuple[str, Level], str] = {}
        self._meant: dict[tuple[str, Level], str] = {}
        self._shapes: dict[tuple[str, Level], str] = {}

    def check_heading(self, found: Label, container: str, line: int) -> None:
        """Warn where a part, chapter or section leaves out numbers, or goes back."""
        number = arabic(found.number)
        key = container, found.level
        before = self._printed.get(key)
        self._printed[key] = number
        if found.number.casefold() in UNNUMBERED or follows(number, before):
            return
        # Chapters may be counted through the parts, or begin anew in each.
        if place(number) == (1, 0) or (before and place(number) == place(before)):
            return
        count = int(expected_after(before, letters=False))
        in_roman = from_roman(found.number) is not None
        expected = label(found.level, to_roman(count) if in_roman else str(count))
        self.addresses.warn(
            "number_unexpected",
            line,
            f"{label(found.level, found.number)} không theo thứ tự: ở đây lẽ ra là {expected}.",
        )

    def check(self, found: Label, container: str, line: int, text: str = "") -> None:
        """Warn where the label on the line `text` is not what the list expects."""
        number = arabic(found.number) if found.level is Level.ARTICLE else found.number
        if found.is_cramped(text):
            self.addresses.warn(
                "label_cramped",
                line,
                f"{_named(found, container)}: thiếu dấu cách sau “{found.marker}”.",
            )
        if self._is_oddly_printed(found, container):
            self.addresses.warn(
                "label_unusual",
                line,
                f"{_named(found, container)} được ghi là “{found.marker}”, trái cách đánh số.",
            )
        key = container, found.level
        printed, meant = self._printed.get(key), self._meant.get(key)
        expected = expected_after(meant, letters=found.level is Level.POINT)
        in_order = follows(number, meant) or follows(number, printed)
        repeats = printed is not None and place(number) == place(printed)
        if not in_order and not repeats:
            self.addresses.warn(
                "number_unexpected",
                line,
                f"{_named(found, container)} không theo thứ tự: ở đây lẽ ra là"
                f" {label(found.level, expected)}.",
            )
        self._printed[key] = number
        self._meant[key] = number if in_order else expected

    def _is_oddly_printed(self, found: Label, container: str) -> bool:
        """Whether the label is printed in an odd way, and unlike the one before it."""
        key = container, found.level
        shape, before = found.marker.replace(found.number, "#"), self._shapes.get(key)
        self._shapes[key] = shape
        return found.unusual and shape != before


def _named(found: Label, container: str) -> str:
    return f"{label(found.level, found.number)} {citation(container)}".strip()
