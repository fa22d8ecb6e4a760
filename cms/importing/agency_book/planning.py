"""What taking a workbook over would change, before anybody says yes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cms.models import Agency

from .columns import BY_KEY
from .reading import AgencyRow, BookRefused, Trouble, plain
from .writing import row_of


@dataclass(frozen=True)
class Change:
    """One agency of the file; `fields` are the titles of the columns that differ."""

    row: AgencyRow
    fields: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        return [title for title, _old, _new in self.fields]


@dataclass(frozen=True)
class Plan:
    """`missing` are active agencies that the file does not name."""

    new: list[Change]
    changed: list[Change]
    deactivated: list[Change]
    unchanged: list[AgencyRow]
    missing: list[AgencyRow]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.deactivated)

    @property
    def fingerprint(self) -> str:
        """Of all it would do: what a person saw is what he confirms."""
        said = [
            [[change.row.as_data(), change.fields] for change in group]
            for group in (self.new, self.changed, self.deactivated)
        ]
        data = [said, [row.code for row in self.missing]]
        text = json.dumps(data, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def plan_import(rows: Iterable[AgencyRow]) -> Plan:
    """Raises BookRefused where rows do not fit together or do not fit the agencies there are."""
    there = {
        agency.code.casefold(): row_of(agency)
        for agency in Agency.objects.select_related("parent").in_protocol_order()
    }
    rows = [_completed(row, there.get(row.code.casefold())) for row in rows]
    troubles = [*_unfit(rows, there), *_circles(rows, there)]
    if troubles:
        raise BookRefused(troubles)
    plan = Plan([], [], [], [], [])
    for row in rows:
        old = there.get(row.code.casefold())
        if old is None:
            plan.new.append(Change(row))
            continue
        differing = _differing(old, row)
        if not differing:
            plan.unchanged.append(row)
        elif old.is_active and not row.is_active:
            plan.deactivated.append(Change(row, differing))
        else:
            plan.changed.append(Change(row, differing))
    named = {row.code.casefold() for row in rows}
    gone = (row for code, row in there.items() if code not in named and row.is_active)
    plan.missing.extend(gone)
    return plan


def _completed(row: AgencyRow, old: AgencyRow | None) -> AgencyRow:
    """With what the agency has where the workbook has no such column; its code as it is."""
    if old is None:
        return row
    kept = {key: value for key, value in old.as_data().items() if key not in row.cells}
    return replace(row, **{**kept, "code": old.code})


def _differing(old: AgencyRow, new: AgencyRow) -> list[tuple[str, str, str]]:
    """Columns whose words differ, with both; spaces and the case of a code are no difference."""
    before, after = old.as_data(), new.as_data()
    told = ((column, _word(before[key]), _word(after[key])) for key, column in BY_KEY.items())
    return [
        (column.title, was, is_)
        for column, was, is_ in told
        if _compared(column.key, was) != _compared(column.key, is_)
    ]


def _compared(key: str, word: str) -> str:
    return word.casefold() if key in ("code", "parent") else plain(word, key == "signing_title")


def _word(value: object) -> str:
    return ("có" if value else "không") if isinstance(value, bool) else str(value)


def _unfit(rows: list[AgencyRow], there: dict[str, AgencyRow]) -> list[Trouble]:
    """Parents that are nowhere; official codes that another agency has."""
    known = {row.code.casefold() for row in rows} | set(there)
    named = {row.code.casefold() for row in rows}
    owners = {
        row.official_code.casefold(): row
        for code, row in there.items()
        if row.official_code and code not in named
    }
    troubles = []
    for row in rows:
        if row.parent and row.parent.casefold() not in known:
            sentence = f"Không có cơ quan nào mang mã “{row.parent}”."
            troubles.append(Trouble(row.cell("parent"), sentence))
        owner = owners.get(row.official_code.casefold()) if row.official_code else None
        if owner is not None:
            sentence = f"Mã định danh “{row.official_code}” là của “{owner.name}” ({owner.code})."
            troubles.append(Trouble(row.cell("official_code"), sentence))
    return troubles


def _circles(rows: list[AgencyRow], there: dict[str, AgencyRow]) -> list[Trouble]:
    """Agencies that stand above themselves."""
    above = {code: row.parent.casefold() for code, row in there.items()}
    above.update({row.code.casefold(): row.parent.casefold() for row in rows})
    troubles = []
    for row in rows:
        own, at, steps = row.code.casefold(), row.parent.casefold(), 0
        while at and at != own and steps <= len(above):
            at, steps = above.get(at, ""), steps + 1
        if at == own:
            sentence = f"“{row.name}” là cấp trên của chính mình. Hãy sửa mã cơ quan cấp trên."
            troubles.append(Trouble(row.cell("parent"), sentence))
    return troubles
