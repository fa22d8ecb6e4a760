"""Two smaller rounds on the sample decree, closed before the main one is opened."""

from dataclasses import dataclass
from typing import Any

from .decisions import DecisionSeed, decisions_from
from .opinions import SubmissionSeed, read_sample, submissions_from


@dataclass(frozen=True)
class EarlierRound:
    """Opened `days_before` days before the main round, for `length` days."""

    name: str
    request_number: str
    days_before: int
    length: int
    submissions: tuple[SubmissionSeed, ...]
    decisions: tuple[DecisionSeed, ...]


def earlier_rounds() -> list[EarlierRound]:
    """Oldest first."""
    return [_round(table) for table in read_sample("earlier_rounds.toml")["round"]]


def _round(table: dict[str, Any]) -> EarlierRound:
    return EarlierRound(
        name=table["name"],
        request_number=table["request_number"],
        days_before=table["days_before"],
        length=table["length"],
        submissions=tuple(submissions_from(table["submission"])),
        decisions=tuple(decisions_from(table["decision"])),
    )
