"""A person searches: with the keyboard, on a phone, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import open_consultation, publish_law, written_opinion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def law(transactional_db):
    return publish_law()


def field(page):
    return page.get_by_role("main").locator("[data-search]")


def proposals(page):
    return page.get_by_role("main").locator(".suggestions [role=option]")


def test_a_visitor_searches_with_the_keyboard_alone(law, window):
    page = window().page
    page.goto("/tim-kiem/")
    expect(field(page)).to_have_attribute("role", "combobox")

    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("thoi han", delay=30)
    expect(proposals(page)).to_have_text(["Thời hạn trả lời"])
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = proposals(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect(field(page)).to_have_value("Thời hạn trả lời")
    page.keyboard.press("Enter")

    page.wait_for_url("**/tim-kiem/?q=Th*")
    expect(page.locator(".list__title").first).to_have_text("Điều 3. Thời hạn trả lời")
    expect(proposals(page)).to_have_count(0)


def test_escape_gives_back_what_was_typed(law, window):
    page = window().page
    page.goto("/tim-kiem/")
    expect(field(page)).to_have_attribute("role", "combobox")
    field(page).click()
    page.keyboard.type("thoi han", delay=30)
    proposals(page).first.wait_for()
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Escape")

    expect(field(page)).to_have_value("thoi han")
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_a_slash_typed_in_a_field_is_a_slash(law, window):
    page = window().page
    page.goto("/tim-kiem/")
    field(page).click()
    page.keyboard.type("78/2025")

    expect(field(page)).to_have_value("78/2025")


def test_an_officer_narrows_down_and_takes_it_away_again(law, window):
    page = window().page
    page.goto("/tim-kiem/?q=y+kien")
    before = page.locator("#found").inner_text()

    page.locator("input[name=kind][value=draft]").check()
    page.wait_for_url("**kind=draft**")
    chip = page.locator(".chips .chip").first
    chip.wait_for()
    expect(page.locator("#found")).not_to_have_text(before)
    expect(page.locator("input[name=kind][value=draft]")).to_be_focused()
    chip.click()

    page.wait_for_url(re.compile(r"^(?!.*kind=draft)"))
    expect(page.locator("#found")).to_have_text(before)


def test_more_results_are_added_below_and_the_reader_goes_on_there(law, window):
    consultation = open_consultation(version=law)
    for number in range(25):
        written_opinion(consultation, text=f"Bưu cục số {number} ở xa.", reason="")
    page = window(consultation.officer()).page
    page.goto("/tim-kiem/?q=buu+cuc")
    expect(page.locator(".list > li")).to_have_count(20)

    page.locator("#more a").click()

    expect(page.locator(".list > li")).to_have_count(25)
    expect(page.locator("#more")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_on_a_phone_what_narrows_down_waits_behind_a_button(law, phone):
    page = phone().page
    page.goto("/tim-kiem/?q=y+kien")
    narrow = page.locator("#narrow")
    expect(narrow).to_be_hidden()

    page.locator("label[for=narrow-switch]").click()
    expect(narrow).to_be_visible()
    page.locator("input[name=kind][value=draft]").check()
    page.wait_for_url("**kind=draft**")

    expect(narrow).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_one_searches_narrows_and_turns_the_page(law, window):
    page = window(java_script_enabled=False).page
    page.goto("/tim-kiem/?q=y+kien")
    page.locator("input[name=kind][value=draft]").check()
    page.locator("input[name=since]").fill("01/01/2026")

    page.locator("#narrow button").click()

    assert "kind=draft" in page.url
    assert "since=01%2F01%2F2026" in page.url
    expect(page.locator(".chips .chip")).to_have_count(3)
