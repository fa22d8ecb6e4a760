"""The includes from which every screen is built."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils.translation import override


class OpinionForm(forms.Form):
    text = forms.CharField(label="Vì sao", help_text="Nêu vướng mắc.")
    kind = forms.ChoiceField(choices=[("amend", "Sửa")], widget=forms.RadioSelect, label="Loại")
    note = forms.CharField(label="Ghi chú", required=False)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def lines(template, **context):
    rendered = render_to_string(f"components/{template}.html", context)
    return [line.strip() for line in rendered.splitlines() if line.strip()]


def test_a_wrong_field_points_to_its_help_and_its_error():
    form = OpinionForm({"text": ""})

    field = "".join(lines("_field", field=form["text"]))

    assert 'aria-describedby="id_text_helptext id_text_error"' in field
    assert 'aria-invalid="true"' in field
    assert '<div class="help" id="id_text_helptext">Nêu vướng mắc.</div>' in field
    assert 'id="id_text_error"' in field


def test_a_field_by_itself_looks_as_in_our_forms():
    form = OpinionForm()

    alone = form["text"].as_field_group()

    assert (
        alone.split() == render_to_string("components/_field.html", {"field": form["text"]}).split()
    )


def test_only_what_may_be_left_out_says_so():
    form = OpinionForm()

    optional = '<span class="field__optional">(optional)</span>'
    assert [optional in "".join(lines("_field", field=field)) for field in form] == [
        False,
        False,
        True,
    ]


def test_radio_buttons_are_one_group_with_one_name():
    group = lines("_field", field=OpinionForm()["kind"])

    assert group[0].startswith('<fieldset class="field"')
    assert group[1] == "<legend>Loại</legend>"


def test_the_summary_of_errors_leads_to_each_field():
    summary = "".join(lines("_errors", form=OpinionForm({"text": ""})))

    assert '<a href="#id_text">Vì sao: This field is required.</a>' in summary
    assert '<a href="#id_kind">Loại: This field is required.</a>' in summary
    assert lines("_errors", form=OpinionForm()) == []


def test_a_change_of_wording_is_read_aloud_as_one():
    rendered = render_to_string(
        "components/_difference.html",
        {"parts": [("same", "không quá "), ("del", "10"), ("ins", "<15>")]},
    )

    assert rendered.strip() == (
        'không quá <del><span class="vh">[taken out: </span>10<span class="vh">]</span></del>'
        '<ins><span class="vh">[put in: </span>&lt;15&gt;<span class="vh">]</span></ins>'
    )


def test_paging_keeps_what_was_asked_for():
    request = RequestFactory().get("/tim-kiem/", {"q": "thoi han", "page": 2})
    page = Paginator(range(30), 10).page(2)

    context = Context({"page": page})
    context.request = request
    rendered = get_template("components/_pagination.html").template.render(context)

    assert 'href="?q=thoi+han&amp;page=1"' in rendered
    assert 'href="?q=thoi+han&amp;page=3"' in rendered


def test_bars_are_a_table_whose_longest_bar_is_full():
    rows = [{"label": "Điều 7", "value": 18}, {"label": "Điều 8", "value": 9}]

    rendered = lines("_bars", rows=rows, max=18, caption="Ý kiến theo điều")

    assert [line for line in rendered if "<rect" in line] == [
        '<td class="bars__bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false"><rect width="{width}" height="10"/></svg></td>'
        for width in (100, 50)
    ]


def test_numbers_in_drawings_keep_their_point_in_vietnamese():
    with override("vi"):
        rendered = render_to_string(
            "components/_strip.html",
            {"bars": [{"label": "Điều 1", "value": 1, "url": "#"}], "max": 3, "label": "Điều"},
        )

    assert '<rect y="-31" width="10" height="31"/>' in rendered
