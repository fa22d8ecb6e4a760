"""A workbook of agencies is taken over: all of what was shown, or nothing; the command."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from cms.importing.agency_book import (
    plan_import,
    read_book,
    starter_rows,
    take_over,
    write_rows,
)
from cms.importing.agency_book.taking import PlanChangedError
from cms.models import Agency
from consultation.models import AuditEntry
from tests.cms.importing.agency_books import HEADS, book, kept, taken
from tests.factories import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_column_the_workbook_lacks_says_nothing(tmp_path):
    agency = AgencyFactory(code="stp", official_code="H18.04", letter_symbol="STP-VP")

    taken(book(tmp_path, ["stp", "Sở Tư pháp", "Sở, ban, ngành"]))

    agency.refresh_from_db()
    assert (agency.name, agency.official_code, agency.letter_symbol) == (
        "Sở Tư pháp",
        "H18.04",
        "STP-VP",
    )


def test_the_plan_tells_what_is_new_changed_deactivated_and_missing(tmp_path):
    for code in ("stp", "snv", "stc", "sct"):
        AgencyFactory(code=code, name=code.upper(), kind="other")
    heads = [*HEADS, "Hoạt động"]
    lines = (
        ["stp", "Sở Tư pháp", "other", "có"],
        ["snv", "SNV", "other", "không"],
        ["stc", "STC", "other", ""],
        ["sxd", "Sở Xây dựng", "other", ""],
    )

    plan = taken(book(tmp_path, *lines, heads=heads), by=UserFactory(is_superuser=True))

    assert [change.row.code for change in plan.new] == ["sxd"]
    assert [(change.row.code, change.titles) for change in plan.changed] == [
        ("stp", ["Tên cơ quan"])
    ]
    assert [change.row.code for change in plan.deactivated] == ["snv"]
    assert [row.code for row in plan.unchanged] == ["stc"]
    assert [row.code for row in plan.missing] == ["sct"]
    assert Agency.objects.get(code="sct").is_active
    actions = AuditEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["agency.added", "agency.changed", "agency.deactivated"]


def test_agencies_that_are_missing_are_deactivated_where_this_is_said(tmp_path):
    gone = AgencyFactory(code="cu", name="Sở cũ")

    taken(book(tmp_path, ["stp", "Sở Tư pháp", "other"]), deactivate_missing=True)

    gone.refresh_from_db()
    assert not gone.is_active


def test_two_agencies_may_exchange_their_official_codes(tmp_path):
    AgencyFactory(code="a", official_code="H1", name="A", kind="other")
    AgencyFactory(code="b", official_code="H2", name="B", kind="other")
    heads = [*HEADS, "Mã định danh"]

    taken(book(tmp_path, ["a", "A", "other", "H2"], ["b", "B", "other", "H1"], heads=heads))

    assert dict(Agency.objects.values_list("code", "official_code")) == {"a": "H2", "b": "H1"}


def test_what_was_changed_since_it_was_shown_is_shown_again(tmp_path):
    agency = AgencyFactory(code="stp", kind="other")
    rows = read_book(book(tmp_path, ["stp", "Sở Tư pháp", "other"], ["x", "X", "other"]))
    shown = plan_import(rows).fingerprint
    Agency.objects.filter(pk=agency.pk).update(name="Tên khác")

    with pytest.raises(PlanChangedError):
        take_over(rows, by=None, fingerprint=shown)

    assert not Agency.objects.filter(code="x").exists()


def test_nothing_is_half_imported(tmp_path, monkeypatch):
    AgencyFactory(code="a", name="Cũ", kind="other")
    rows = read_book(book(tmp_path, ["a", "Mới", "other"], ["b", "B", "other"]))
    shown = plan_import(rows).fingerprint
    monkeypatch.setattr("cms.importing.agency_book.taking._record", broken)

    with pytest.raises(RuntimeError):
        take_over(rows, by=None, fingerprint=shown)

    assert list(Agency.objects.values_list("code", "name")) == [("a", "Cũ")]


def broken(*args):
    raise RuntimeError("in the middle")


def test_who_may_not_change_agencies_takes_none_over(tmp_path):
    rows = read_book(book(tmp_path, ["a", "A", "other"]))

    with pytest.raises(PermissionDenied):
        take_over(rows, by=UserFactory(), fingerprint=plan_import(rows).fingerprint)


# The first set, and the command


def test_the_first_set_is_read_as_it_is_written_and_fits_together(tmp_path):
    plan = taken(kept(tmp_path, write_rows(starter_rows())))

    assert len(plan.new) == 78
    assert Agency.objects.filter(kind="commune").count() == 45
    assert Agency.objects.get(code="stc").parent.code == "ubnd-tinh"


def test_the_first_set_of_another_province_has_its_name_and_no_communes():
    rows = starter_rows("tỉnh Sơn La")

    assert rows[0].name == "Ủy ban nhân dân tỉnh Sơn La"
    assert not [row for row in rows if "Điện Biên" in str(row.as_data())]
    assert {row.place_name for row in rows} == {"Sơn La"}


def test_the_command_shows_what_would_change_and_does_it_only_when_told(tmp_path, capsys):
    AgencyFactory(code="stp", kind="other")
    file = book(tmp_path, ["stp", "Sở Tư pháp", "other"], ["x", "X", "other"])

    call_command("agencies", "import", str(file))
    assert Agency.objects.count() == 1
    call_command("agencies", "import", str(file), "--yes")

    assert Agency.objects.get(code="stp").name == "Sở Tư pháp"
    assert "new 1, changed 1" in capsys.readouterr().out


def test_the_command_writes_and_tells_wrong_cells(tmp_path):
    AgencyFactory(code="stp")
    out = tmp_path / "ra.xlsx"
    call_command("agencies", "export", str(out))
    call_command("agencies", "starter", str(tmp_path / "mau.xlsx"), "--province", "tỉnh Sơn La")

    assert [row.code for row in read_book(out)] == ["stp"]
    with pytest.raises(CommandError, match="C2:"):
        call_command("agencies", "import", str(book(tmp_path, ["a", "A", "Siêu thị"])))
