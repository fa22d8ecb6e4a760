"""A first set of agencies for a province, to be looked through and changed: nobody's exact list.

Departments after Decree 45/2025/NĐ-CP; communes only of the province whose list is given.
"""

import tomllib
from pathlib import Path
from typing import Final

from cms.structure.address import slug

from .reading import AgencyRow

DATA: Final = Path(__file__).with_name("starter.toml")
COMMUNE_SIGNING: Final = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"


def starter_rows(province: str = "") -> list[AgencyRow]:
    """Rows for “tỉnh …” or “thành phố …”; without a name, for the province of the file."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    of_file = str(data["province"])
    province = " ".join(province.split()) or of_file
    unit = "thành phố" if province.startswith("thành phố ") else "tỉnh"
    place = province.partition(" ")[2] if province.startswith("tỉnh ") else province
    place = place.removeprefix("thành phố ")
    rows = [
        AgencyRow(
            protocol_order=100 + 10 * at,
            code=entry["code"],
            official_code="",
            name=str(entry["name"]).replace("{province}", province),
            short_name=str(entry.get("short", entry["name"])).replace("{province}", unit),
            kind=entry["kind"],
            parent=entry.get("parent", ""),
            superior_name=entry.get("superior", "").replace("{province}", province),
            letter_symbol=entry["symbol"],
            place_name=place,
            signing_title=entry["signing"],
            is_active=True,
        )
        for at, entry in enumerate(data["agencies"])
    ]
    if province == of_file:
        rows += [_commune(unit, 1000 + 10 * at) for at, unit in enumerate(data["communes"])]
    return rows


def _commune(unit: str, order: int) -> AgencyRow:
    """`unit` is “xã …” or “phường …”."""
    name = unit.partition(" ")[2]
    return AgencyRow(
        protocol_order=order,
        code=f"ubnd-{slug(name)}",
        official_code="",
        name=f"Ủy ban nhân dân {unit}",
        short_name=f"UBND {unit}",
        kind="commune",
        parent="ubnd-tinh",
        superior_name="",
        letter_symbol="UBND-VP",
        place_name=name,
        signing_title=COMMUNE_SIGNING,
        is_active=True,
    )
