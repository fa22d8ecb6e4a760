"""What agencies say, as seeds: the hand-written opinions on the sample decree."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

SAMPLE = Path(__file__).with_name("sample")

Kind = Literal["agree", "amend", "add", "delete", "disagree", "technical", "question"]
Stance = Literal["agree", "agree_with_opinions", "disagree", "outside_remit"]


@dataclass(frozen=True)
class OpinionSeed:
    """`eid` is empty for the whole draft; `issue` names its row, empty for agreement.

    The proposed wording is the whole new text of the provision without its label; with the kind
    "add" it is the added clause or point alone, label and all.
    """

    agency_code: str
    eid: str
    kind: Kind
    text: str
    proposed_wording: str = ""
    reason: str = ""
    basis: str = ""
    categories: tuple[str, ...] = ()
    issue: str = ""


@dataclass(frozen=True)
class SubmissionSeed:
    """One agency's reply; its letter is dated `letter_day` days after the round was opened."""

    agency_code: str
    stance: Stance
    opinions: tuple[OpinionSeed, ...] = ()
    late: bool = False
    letter_number: str = ""
    letter_day: int = 0


def sample_submissions() -> list[SubmissionSeed]:
    """The replies of the main round on the sample decree, in protocol order."""
    return submissions_from(read_sample("opinions.toml")["submission"])


def read_sample(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLE / name).read_text("utf-8"))


def submissions_from(tables: Iterable[dict[str, Any]]) -> list[SubmissionSeed]:
    return [_submission(table) for table in tables]


def _submission(table: dict[str, Any]) -> SubmissionSeed:
    return SubmissionSeed(
        agency_code=table["agency"],
        stance=table["stance"],
        opinions=tuple(_opinion(table["agency"], item) for item in table.get("opinion", ())),
        late=table.get("late", False),
        letter_number=table["letter"],
        letter_day=table["day"],
    )


def _opinion(agency_code: str, table: dict[str, Any]) -> OpinionSeed:
    return OpinionSeed(
        agency_code=agency_code,
        eid=table["eid"],
        kind=table["kind"],
        text=table["text"],
        proposed_wording=table.get("proposed", ""),
        reason=table.get("reason", ""),
        basis=table.get("basis", ""),
        categories=tuple(table.get("categories", ())),
        issue=table.get("issue", ""),
    )
