"""The agencies of a province as a workbook: written, read, checked, compared, taken over."""

import io
from unicodedata import normalize

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.importing import ImportRefused
from cms.importing.agency_book import (
    BookRefused,
    plan_import,
    read_book,
    starter_rows,
    take_over,
    write_agencies,
    write_rows,
)
from cms.importing.agency_book.reading import AgencyRow
from cms.importing.agency_book.taking import PlanChangedError
from cms.models import Agency
from consultation.models import AuditEntry
from tests.factories import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db

HEADS = ["Mã", "Tên cơ quan", "Loại"]


def exported() -> bytes:
    return write_agencies(Agency.objects.select_related("parent").in_protocol_order())


def kept(tmp_path, content: bytes):
    path = tmp_path / "co-quan.xlsx"
    path.write_bytes(content)
    return path


def book(tmp_path, *lines, heads=HEADS):
    """A workbook as an office would type it."""
    made = openpyxl.Workbook()
    made.active.append(heads)
    for line in lines:
        made.active.append(line)
    held = io.BytesIO()
    made.save(held)
    return kept(tmp_path, held.getvalue())


def troubles_of(read) -> list[str]:
    with pytest.raises(BookRefused) as refusal:
        read()
    return [str(trouble) for trouble in refusal.value.troubles]


def taken(path, by=None, **options):
    rows = read_book(path)
    return take_over(rows, by=by, fingerprint=plan_import(rows).fingerprint, **options)


def content() -> list[dict]:
    return list(Agency.objects.order_by("code").values())


# A round trip


def test_what_is_exported_and_imported_again_changes_nothing(tmp_path):
    parent = AgencyFactory(official_code="H18", signing_title="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
    AgencyFactory(parent=parent, official_code="H18.04", name="  Sở  hai  dấu cách ")
    AgencyFactory(is_active=False, short_name="", letter_symbol="=1+1", name="@SUM(A1)")

    before = content()
    plan = taken(kept(tmp_path, exported()))

    assert plan.is_empty
    assert len(plan.unchanged) == 3
    assert content() == before


def test_what_is_exported_makes_the_same_agencies_in_an_empty_house(tmp_path):
    parent = AgencyFactory(official_code="H18", signing_title="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")
    AgencyFactory(parent=parent, official_code="H18.04", is_active=False)
    file = kept(tmp_path, exported())
    keys = ("id", "uid", "parent_id")
    before = [{k: v for k, v in row.items() if k not in keys} for row in content()]
    Agency.objects.update(parent=None)
    Agency.objects.all().delete()

    plan = taken(file)

    assert len(plan.new) == 2
    assert [{k: v for k, v in row.items() if k not in keys} for row in content()] == before
    assert Agency.objects.get(official_code="H18.04").parent.official_code == "H18"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "),
    min_size=1,
    max_size=60,
).map(lambda text: " ".join(text.split()) or "x")


@given(name=WORDS, symbol=st.one_of(st.just(""), WORDS.map(lambda text: text[:40].strip())))
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_whatever_an_agency_is_called_it_is_read_as_it_was_written(name, symbol, tmp_path):
    row = AgencyRow(1, "a-1", "", normalize("NFC", name), "", "other", "", "", normalize(
        "NFC", symbol), "", "", True)  # fmt: skip

    assert read_book(kept(tmp_path, write_rows([row]))) == [row]


@pytest.mark.parametrize("name", ["=cmd|'/C calc'!A0", "+1", "-1", "@x", "=HYPERLINK(1)"])
def test_no_name_becomes_a_formula(name, tmp_path):
    AgencyFactory(name=name, short_name=name)

    sheet = openpyxl.load_workbook(io.BytesIO(exported())).active
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value == name]

    assert len(cells) == 2
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


# What is checked


def test_every_cell_that_does_not_hold_is_named_with_a_sentence(tmp_path):
    file = book(
        tmp_path,
        ["stp", "Sở Tư pháp", "Sở, ban, ngành", "không phải số", "có"],
        ["sở tài chính", "", "Siêu thị", "1", "có lẽ"],
        ["STP", "Sở Tư pháp lần nữa", "Sở, ban, ngành", "2", ""],
        ["snv", "=A1", "Sở, ban, ngành", "3", ""],
        heads=[*HEADS, "Thứ tự", "Hoạt động"],
    )

    told = troubles_of(lambda: read_book(file))

    assert [line.partition(":")[0] for line in told] == ["D2", "A3", "B3", "C3", "E3", "B5"]


def test_one_code_twice_is_told_with_the_row_that_had_it_first(tmp_path):
    lines = (["stp", "Sở Tư pháp", "other"], ["STP", "Sở Tư pháp", "other"])

    (told,) = troubles_of(lambda: read_book(book(tmp_path, *lines)))

    assert told.startswith("A3:")
    assert "dòng 2" in told


def test_superior_bodies_that_are_nowhere_or_go_in_a_circle_are_told(tmp_path):
    heads = [*HEADS, "Mã cơ quan cấp trên"]
    lines = (["a", "A", "other", "b"], ["b", "B", "other", "a"], ["c", "C", "other", "zz"])

    told = troubles_of(lambda: plan_import(read_book(book(tmp_path, *lines, heads=heads))))

    assert {line.partition(":")[0] for line in told} == {"D2", "D3", "D4"}


def test_an_official_code_of_another_agency_is_told(tmp_path):
    AgencyFactory(code="stc", official_code="H18.04")
    heads = [*HEADS, "Mã định danh"]
    file = book(tmp_path, ["stp", "Sở Tư pháp", "other", "h18.04"], heads=heads)

    (told,) = troubles_of(lambda: plan_import(read_book(file)))

    assert told.startswith("D2:")


@pytest.mark.parametrize("heads", [["Mã", "Loại"], ["x"], ["Mã", "Tên cơ quan"]])
def test_a_workbook_without_the_columns_it_needs_is_refused(heads, tmp_path):
    assert troubles_of(lambda: read_book(book(tmp_path, ["a", "b"], heads=heads)))


def test_a_column_nobody_knows_is_named(tmp_path):
    file = book(tmp_path, ["a", "A", "other", "1"], heads=[*HEADS, "Mật khẩu"])

    assert troubles_of(lambda: read_book(file))[0].startswith("D1:")


def test_a_table_below_a_title_is_found(tmp_path):
    made = openpyxl.Workbook()
    for line in (["DANH SÁCH CƠ QUAN"], [], HEADS, ["stp", "Sở Tư pháp", "Sở, ban, ngành"]):
        made.active.append(line)
    held = io.BytesIO()
    made.save(held)

    assert [row.code for row in read_book(kept(tmp_path, held.getvalue()))] == ["stp"]


@pytest.mark.parametrize("content_", [b"", b"Ma,Ten\nstp,So", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(content_, tmp_path):
    with pytest.raises(ImportRefused):
        read_book(kept(tmp_path, content_))


# What is taken over


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
