"""A block copied from a sheet → rows of the ledger, whatever the order of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cms.models import Agency
from cms.structure.letters import without_marks
from consultation.forms.letters import find_agency
from consultation.models import Stance

MOST_ROWS = 300
_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}(?: .*)?")
_NUMBER = re.compile(r"\d+\s*/\s*\S+|\d{1,6}")
# The first that fits: what says more stands before what says less.
_STANCES = (
    (Stance.DISAGREES, re.compile(r"khong (?:nhat tri|dong y|thong nhat)")),
    (Stance.OUTSIDE_REMIT, re.compile(r"khong thuoc|ngoai (?:pham vi|chuc nang)")),
    (Stance.AGREES_WITH_OPINIONS, re.compile(r"co (?:them |mot so )?y kien|gop y|bo sung y kien")),
    (Stance.AGREES, re.compile(r"nhat tri|dong y|thong nhat|khong co y kien|^x$")),
)


@dataclass(frozen=True)
class Pasted:
    """One line of the block; `agency` is None where none of its cells names one."""

    agency: Agency | None
    name: str
    stance: str = ""
    number: str = ""
    dated: str = ""


def read_block(text: str, offered: Sequence[Agency]) -> list[Pasted]:
    """Each line that is not empty, cells apart by tabs (or semicolons); a line of headings fits
    no agency and has no number: it is left out."""
    rows = []
    for line in text.splitlines()[:MOST_ROWS]:
        cells = [" ".join(cell.split()) for cell in line.split("\t" if "\t" in line else ";")]
        if any(cells):
            row = _read(cells, offered)
            if row.agency or row.number or row.dated:
                rows.append(row)
    return rows


def _read(cells: list[str], offered: Sequence[Agency]) -> Pasted:
    agency, name, stance, number, dated = None, "", "", "", ""
    for at, cell in enumerate(cells):
        folded = " ".join(without_marks(cell).split())
        if not cell:
            continue
        if not dated and _DAY.fullmatch(cell):
            dated = cell.split(" ")[0]
        elif agency is None and (found := _agency(cell, offered)):
            agency, name = found, cell
        elif not stance and (said := _stance(folded)):
            stance = said
        elif not number and _NUMBER.fullmatch(cell) and not (at == 0 and cell.isdecimal()):
            number = cell
        elif not name and not cell.isdecimal():
            name = cell
    return Pasted(agency, name, stance, number, dated)


def _agency(cell: str, offered: Sequence[Agency]) -> Agency | None:
    return None if _NUMBER.fullmatch(cell) else find_agency(cell, offered)


def _stance(folded: str) -> str:
    return next((value for value, rule in _STANCES if rule.search(folded)), "")
