"""What a person types of a letter: days, names of agencies, places in the draft, a pasted block."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from consultation.forms.letters import PlaceField, WrittenDayField, find_agency
from consultation.forms.pasting import read_block
from tests.factories import AgencyFactory, open_consultation
from tests.factories.laws import put_in_dossier


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5/11/2026", date(2026, 11, 5)),
        ("05.11.26", date(2026, 11, 5)),
        ("5-11-2026", date(2026, 11, 5)),
        ("2026-11-05", date(2026, 11, 5)),
        ("5/11", date(2026, 11, 5)),
        ("31/12", date(2025, 12, 31)),
    ],
)
@time_machine.travel("2026-11-20T03:00:00Z")
def test_a_day_is_understood_as_officials_type_it(typed, day):
    assert WrittenDayField().clean(typed) == day


@pytest.mark.parametrize("typed", ["40/1/2026", "29/2/2026", "mai", "1/2/3/4", "5"])
def test_what_is_no_day_is_told_with_its_words(typed):
    with pytest.raises(ValidationError) as refused:
        WrittenDayField().clean(typed)

    assert typed in refused.value.messages[0]


@pytest.mark.django_db
class TestAgencies:
    @pytest.mark.parametrize(
        "typed", ["syt", "SỞ Y TẾ", "so y te", "Sở Y tế tỉnh Điện Biên", "  sở  y  tế "]
    )
    def test_one_is_found_by_code_or_name_with_or_without_marks(self, typed):
        health = AgencyFactory(code="syt", name="Sở Y tế tỉnh Điện Biên", short_name="Sở Y tế")
        offered = [AgencyFactory(name="Sở Y", short_name="Sở Y"), health]

        assert find_agency(typed, offered) == health

    @pytest.mark.parametrize("typed", ["", "Sở", "Bộ Y tế", "<script>"])
    def test_what_fits_none_or_several_finds_none(self, typed):
        offered = [AgencyFactory(name="Sở Y tế"), AgencyFactory(name="Sở Xây dựng")]

        assert find_agency(typed, offered) is None

    def test_a_block_is_read_whatever_the_order_of_its_columns(self):
        health = AgencyFactory(name="Sở Y tế", short_name="")
        block = (
            "STT\tĐơn vị\tÝ kiến\tSố\tNgày\n"
            "1\tSO Y TE\tNhất trí, có ý kiến\t12/SYT\t05/11/2026\n"
            "06/11/2026\t13/SYT\tKhông nhất trí\tSở Y tế\n"
            "2\tSở Lạ\tNhất trí\t7\t07/11/2026\n"
        )

        rows = read_block(block, [health])

        assert [(row.agency, row.stance, row.number, row.dated) for row in rows] == [
            (health, "agree_with_opinions", "12/SYT", "05/11/2026"),
            (health, "disagree", "13/SYT", "06/11/2026"),
            (None, "agree", "7", "07/11/2026"),
        ]
        assert rows[2].name == "Sở Lạ"


@pytest.mark.django_db
class TestPlaces:
    @pytest.mark.parametrize(
        ("typed", "eids"),
        [
            ("", []),
            ("khoản 2 Điều 3", ["art_3__para_2"]),
            ("Đ3 K2; điểm a khoản 2 Điều 2", ["art_3__para_2", "art_2__para_2__point_a"]),
        ],
    )
    def test_provisions_are_named_as_they_are_cited(self, typed, eids):
        field = PlaceField(round_=open_consultation().round)

        assert [each.eid for each in field.clean(typed)] == eids

    def test_a_file_of_the_dossier_is_named_by_its_title(self):
        consultation = open_consultation()
        file = put_in_dossier(consultation.version, title="Về dự án Nghị định")

        assert PlaceField(round_=consultation.round).clean("về dự án nghị định") == [file]

    @pytest.mark.parametrize("typed", ["Điều 99", "chỗ nào đó", "khoản 2"])
    def test_what_the_draft_has_not_is_told_with_its_words(self, typed):
        with pytest.raises(ValidationError) as refused:
            PlaceField(round_=open_consultation().round).clean(typed)

        assert typed in refused.value.messages[0]
