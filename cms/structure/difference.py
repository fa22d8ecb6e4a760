"""Two wordings compared word by word, for tracked changes on the screen."""

from typing import Literal

Change = tuple[Literal["same", "del", "ins"], str]


def word_difference(old: str, new: str) -> list[Change]:
    raise NotImplementedError
