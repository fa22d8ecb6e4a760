"""What the legal department decides about each issue, as seeds: those on the sample decree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from .opinions import read_sample

Decision = Literal["taken", "partly", "not_taken", "forwarded"]


@dataclass(frozen=True)
class DecisionSeed:
    """One row: all opinions of one issue, decided together.

    With `asked_leader` the row first goes to the leader with that question, and is decided after.
    Rows with the same `conflict` ask for opposite things. `reason` stays in the house; `outgoing`
    is what the drafting agency reads, its last line "Lý do: …".
    """

    issue: str
    eid: str
    decision: Decision
    wording: str
    reason: str = ""
    outgoing: str = ""
    conflict: str = ""
    asked_leader: str = ""


def sample_decisions() -> list[DecisionSeed]:
    """The decisions of the main round on the sample decree, in the order of the law."""
    return decisions_from(read_sample("decisions.toml")["decision"])


def decisions_from(tables: Iterable[dict[str, Any]]) -> list[DecisionSeed]:
    return [DecisionSeed(**table) for table in tables]
