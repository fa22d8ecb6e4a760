"""Choosing words of the law quotes them: with a mouse, with keys alone, with a finger."""

import pytest
from django.utils.translation import gettext as _

from consultation.models import Opinion
from tests.factories import open_consultation
from tests.factories.laws import provision

pytestmark = pytest.mark.browser

CLAUSE = "art_3__para_2"
# Without a screen to press, Chromium selects nothing: this is what a long press leaves.
SELECTED_BY_A_LONG_PRESS = """(word) => {
  const node = document.getElementById("text-art_3__para_2").firstChild;
  const at = node.data.indexOf(word);
  getSelection().setBaseAndExtent(node, at, node, at + word.length);
}"""


@pytest.fixture
def asked(live_server):
    return open_consultation()


def law_of(consultation, more=""):
    return f"{consultation.version.get_url()}dieu-3/{more}"


def text_of(consultation):
    return provision(consultation.version, CLAUSE).current_text.text


def box_of(page, words):
    """Where some words of the clause stand on the screen."""
    return page.evaluate(
        """(words) => {
          const node = document.getElementById("text-art_3__para_2").firstChild;
          const at = node.data.indexOf(words);
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return { left, right, middle: (top + bottom) / 2 };
        }""",
        words,
    )


def drag_over(page, words):
    page.locator(f"#text-{CLAUSE}").scroll_into_view_if_needed()
    box = box_of(page, words)
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=5)
    page.mouse.up()


def some_words(consultation):
    return " ".join(text_of(consultation).split()[:3])


def quoted(page):
    return page.locator("[name=quote_exact]").input_value()


def test_words_chosen_with_the_mouse_become_the_quote_of_the_open_form(window, asked):
    page = window(asked.officer()).page
    page.goto(law_of(asked, f"?tai={CLAUSE}"))
    page.wait_for_load_state("networkidle")

    drag_over(page, some_words(asked))
    page.locator("[data-quote-box]").wait_for()

    assert quoted(page) == some_words(asked)


def test_words_chosen_with_the_mouse_open_a_form_that_quotes_them(window, asked):
    page = window(asked.officer()).page
    page.goto(law_of(asked))
    page.wait_for_load_state("networkidle")

    drag_over(page, some_words(asked))
    page.locator(".choosing a").click()
    page.locator("[data-quote-box]").wait_for()
    page.locator("form[data-autosave] [name=text]").fill("Đề nghị sửa.")
    page.locator("[data-autosave-state]").get_by_text(":").wait_for()

    opinion = Opinion.objects.get()
    assert opinion.quote_exact == some_words(asked)
    start, end = opinion.quote_start, opinion.quote_end
    assert text_of(asked)[start:end] == opinion.quote_exact


def test_words_are_chosen_and_quoted_with_the_keys_alone(window, asked):
    page = window(asked.officer()).page
    page.goto(law_of(asked, f"?tai={CLAUSE}"))
    page.wait_for_load_state("networkidle")

    page.keyboard.press("q")
    page.locator(".walk").wait_for()
    page.keyboard.press("ArrowRight")
    for _word in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.locator("[data-quote-box]").wait_for()

    assert quoted(page) == " ".join(text_of(asked).split()[1:5])
    assert page.evaluate("document.activeElement.name") == "text"
    assert not page.locator(".walk").count()


def test_words_chosen_by_the_browsers_own_caret_are_quoted_too(window, asked):
    page = window(asked.officer()).page
    page.goto(law_of(asked, f"?tai={CLAUSE}"))
    page.wait_for_load_state("networkidle")

    box = box_of(page, some_words(asked))
    page.mouse.dblclick(box["left"] + 2, box["middle"])
    while page.evaluate("getSelection().toString().trim()") != some_words(asked):
        page.keyboard.press("Shift+ArrowRight")
    page.locator("[data-quote-box]").wait_for()

    assert quoted(page) == some_words(asked)


def test_leaving_the_keys_mode_quotes_nothing(window, asked):
    page = window(asked.officer()).page
    page.goto(law_of(asked, f"?tai={CLAUSE}"))
    page.wait_for_load_state("networkidle")

    page.locator("[data-quote-walk]").press("Enter")
    page.keyboard.press("Shift+End")
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)

    assert quoted(page) == ""
    assert page.evaluate("document.activeElement.dataset.quoteWalk") == ""


def test_a_finger_chooses_words_on_a_phone_and_a_press_quotes_them(phone, asked):
    page = phone(asked.officer()).page
    page.goto(law_of(asked))
    page.wait_for_load_state("networkidle")
    page.locator(f"#text-{CLAUSE}").scroll_into_view_if_needed()

    page.evaluate(SELECTED_BY_A_LONG_PRESS, text_of(asked).split()[2])
    page.locator(".choosing a").tap()
    page.locator("[data-quote-box]").wait_for()

    assert quoted(page) == text_of(asked).split()[2]
    assert page.get_by_text(_("Remove quote")).is_visible()
