"""Every screen at the width of a small telephone and of a desk: open to all and sound."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.screens import SCREENS

pytestmark = pytest.mark.browser

SMALL = {"width": 320, "height": 640}
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
    "preload": False,
}
A_HANDFUL = {
    "full front_page visitor",
    "full round answered visitor",
    "full search found visitor",
    "full SectionPage edited officer",
    "full my_tasks compiler",
    "full submission sent up head",
    "full desk compiler",
    "full editions compiler",
    "full account_login visitor",
}


def named(screens):
    return [pytest.param(screen, id=screen.name) for screen in screens]


def barriers(page):
    """What axe finds against WCAG 2.2 A and AA, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def faults(page):
    """What is wrong at this width, a line each."""
    found = barriers(page)
    width = page.viewport_size["width"]
    needed = page.evaluate("document.documentElement.scrollWidth")
    if needed > width:
        found.append(f"{needed} pixels wide on {width}: {page.evaluate(WIDEST)}")
    if page.locator("h1:visible").count() != 1:
        found.append(f"headings: {page.locator('h1:visible').all_inner_texts()}")
    return found


WIDEST = """() => {
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .filter((element) => !element.closest(".scroll") || element.matches(".scroll"));
  return wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(" | ");
}"""


@pytest.mark.parametrize("screen", named(SCREENS))
def test_a_screen_is_sound_at_both_widths(look, screen):
    page = look(screen)

    at_a_desk = faults(page)
    page.set_viewport_size(SMALL)

    assert (at_a_desk, faults(page)) == ([], [])


@pytest.mark.parametrize("screen", named(s for s in SCREENS if s.name in A_HANDFUL))
def test_a_screen_is_sound_in_english(look, screen):
    page = look(screen)

    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.locator("html[lang=en]").wait_for()

    assert faults(page) == []


@pytest.mark.parametrize("screen", named(s for s in SCREENS if s.name in A_HANDFUL))
def test_a_screen_is_sound_in_the_dark(look, screen):
    assert faults(look(screen, color_scheme="dark")) == []


def test_a_page_with_faults_is_not_called_sound(window):
    page = window().page
    page.set_viewport_size(SMALL)

    page.set_content("""<html lang="vi"><title>Hỏng</title><main><h1>Một</h1><h1>Hai</h1>
        <input><img src="data:," alt="Rộng" width="900"></main>""")

    assert [fault.split(":")[0] for fault in faults(page)] == [
        "label",
        "908 pixels wide on 320",
        "headings",
    ]
