"""The agencies of a province as a workbook: written, read, checked."""

import io
from unicodedata import normalize

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.importing import ImportRefused
from cms.importing.agency_book import (
    plan_import,
    read_book,
    write_rows,
)
from cms.importing.agency_book.reading import AgencyRow
from cms.models import Agency
from tests.cms.importing.agency_books import (
    HEADS,
    book,
    content,
    exported,
    kept,
    taken,
    troubles_of,
)
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


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
