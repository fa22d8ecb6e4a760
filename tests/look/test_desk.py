"""A compiler works the synthesis with the keyboard alone."""

import pytest

pytestmark = pytest.mark.browser

CHOICES = ("undecided", "taken", "partly", "not_taken")


def row(number, decision="undecided", wording="Sửa thành 15 ngày."):
    options = "".join(
        f'<option value="{choice}"{" selected" if choice == decision else ""}>{choice}</option>'
        for choice in CHOICES
    )
    return f"""<tr id="row-{number}" data-row><td>Khoản {number}</td><td>
    <input type="checkbox" data-pick aria-label="Chọn dòng {number}"></td><td>
    <form data-decide hx-post="/dong/{number}/" hx-target="closest tr" hx-swap="outerHTML">
    <select name="decision" aria-label="Quyết định {number}">{options}</select></form></td><td>
    <form hx-post="/dong/{number}/" hx-target="closest tr" hx-swap="outerHTML">
    <textarea name="outgoing" data-wording aria-label="Câu chữ {number}">{wording}</textarea></form>
    </td></tr>"""


@pytest.fixture
def desk(window):
    """Three undecided rows; the server answers each post with the row as it then is."""
    rows = {number: {} for number in (1, 2, 3)}

    def answer_for(number):
        def answer(window):
            posted = window.posts[-1][1]
            renamed = {"outgoing": "wording", "decision": "decision"}
            rows[number].update({renamed[name]: value for name, value in posted.items()})
            return {"body": row(number, **rows[number]), "content_type": "text/html"}

        return answer

    for number in rows:
        window.answers[f"/dong/{number}/"] = answer_for(number)
    body = "".join(row(number) for number in rows)
    page = window.show(
        f'<table data-desk data-decisions="taken partly not_taken"><tbody>{body}</tbody></table>'
    )
    page.locator("#row-1").focus()
    window.rows = rows
    return window


def press(window, *keys):
    for key in keys:
        window.page.keyboard.press(key)
        window.page.wait_for_load_state("networkidle")
        window.page.wait_for_timeout(60)


def focused(window):
    return window.page.evaluate("document.activeElement.id || document.activeElement.name")


def test_arrows_move_and_stop_at_the_last_row(desk):
    press(desk, "ArrowDown", "ArrowDown", "ArrowDown")

    assert focused(desk) == "row-3"
    assert desk.page.locator("tr[aria-selected=true]").count() == 1


def test_a_digit_decides_and_the_focus_stays_on_the_row(desk):
    press(desk, "ArrowDown", "2")

    assert desk.posts == [("/dong/2/", {"decision": "partly"})]
    assert focused(desk) == "row-2"


def test_the_same_digit_again_posts_nothing(desk):
    press(desk, "1", "1")

    assert len(desk.posts) == 1


def test_undoing_gives_back_the_decision_before(desk):
    press(desk, "1", "3", "ArrowDown", "Control+z")

    assert desk.rows[1]["decision"] == "taken"
    assert focused(desk) == "row-1"


def test_a_decision_made_with_the_mouse_can_be_undone_too(desk):
    desk.page.get_by_label("Quyết định 2").select_option("taken")
    desk.page.wait_for_timeout(200)
    desk.page.locator("#row-1").focus()
    press(desk, "Control+z")

    assert desk.rows[2]["decision"] == "undecided"


def test_escape_leaves_the_wording_as_it_was(desk):
    press(desk, "Enter")
    desk.page.keyboard.type(" Thêm chữ")
    press(desk, "Escape")

    assert desk.page.get_by_label("Câu chữ 1").input_value() == "Sửa thành 15 ngày."
    assert focused(desk) == "row-1"
    assert desk.posts == []


def test_leaving_a_changed_wording_saves_it(desk):
    press(desk, "Enter")
    desk.page.keyboard.type(" Lý do: thống nhất.")
    press(desk, "Control+Enter")

    assert desk.posts == [("/dong/1/", {"outgoing": "Sửa thành 15 ngày. Lý do: thống nhất."})]
    assert focused(desk) == "row-1"


def test_shift_and_arrows_pick_the_rows_passed(desk):
    press(desk, "Shift+ArrowDown")

    assert desk.page.locator("[data-pick]:checked").count() == 2


def test_digits_typed_into_a_wording_decide_nothing(desk):
    press(desk, "Enter", "1", "2")

    assert desk.posts == []
