"""An officer works through a decree with the keys alone, and on a phone with a thumb."""

import pytest

from consultation.models import Kind, Opinion
from tests.factories import open_consultation, publish_law
from tests.journeys.test_screens import faults

pytestmark = pytest.mark.browser

TWELVE = "\n".join(
    ["NGHỊ ĐỊNH", "Về giếng làng"]
    + [
        f"Điều {n}. Điều thứ {n}\nNgười giữ giếng làm việc thứ {n} mỗi ngày một lần."
        for n in range(1, 13)
    ]
)


@pytest.fixture
def asked(live_server):
    return open_consultation(version=publish_law(TWELVE))


def at_article(page, number):
    page.get_by_role("heading", level=1).get_by_text(f"Điều {number}. ").wait_for()
    page.wait_for_load_state("networkidle")


def focused(page):
    return page.evaluate("document.activeElement.name ?? ''")


def test_ten_articles_are_commented_in_a_row_by_keyboard_alone(window, asked):
    page = window(asked.officer()).page
    page.goto(f"{asked.version.get_url()}dieu-1/")

    for number in range(1, 11):
        at_article(page, number)
        page.keyboard.press("c")
        page.locator("form[data-autosave]").wait_for()
        page.wait_for_function("document.activeElement.name === 'kind'")
        page.keyboard.press("Tab")
        assert focused(page) == "text"
        page.keyboard.type(f"Đề nghị sửa điều {number}.")
        page.keyboard.press("Tab")
        assert focused(page) == "proposed_wording"
        page.keyboard.press("Control+End")
        page.keyboard.type(" Và đậy nắp.")
        page.keyboard.press("Control+Enter")
    at_article(page, 11)
    page.keyboard.press("a")
    page.locator(".tag--agree").wait_for()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    at_article(page, 12)
    page.keyboard.press("k")
    at_article(page, 11)

    said = Opinion.objects.in_legal_order()
    assert [opinion.provision.eid for opinion in said] == [f"art_{n}" for n in range(1, 12)]
    assert [opinion.text for opinion in said[:10]] == [
        f"Đề nghị sửa điều {n}." for n in range(1, 11)
    ]
    assert all(opinion.proposed_wording.endswith("Và đậy nắp.") for opinion in said[:10])
    assert said[10].kind == Kind.AGREE


def test_single_keys_that_are_switched_off_do_nothing_but_saving_keys_go_on(window, asked):
    page = window(asked.officer()).page
    page.goto(f"{asked.version.get_url()}dieu-1/")
    at_article(page, 1)
    page.keyboard.press("?")
    page.locator("[data-keys-switch]").uncheck()
    page.keyboard.press("Escape")

    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_timeout(500)
    at_article(page, 1)
    assert not Opinion.objects.exists()
    page.goto(f"{asked.version.get_url()}dieu-1/?tai=art_1")
    page.wait_for_load_state("networkidle")
    page.locator("[name=text]").fill("Đề nghị sửa.")
    page.keyboard.press("Control+s")
    page.locator("#own-opinions").wait_for()

    assert Opinion.objects.get().text == "Đề nghị sửa."


def test_enter_in_a_line_of_the_form_never_takes_a_file_off(window, asked):
    """The first button of a form is what Enter presses: it must be the one that saves."""
    page = window(asked.officer()).page
    page.goto(f"{asked.version.get_url()}dieu-1/?tai=art_1")
    page.wait_for_load_state("networkidle")
    page.locator("[name=text]").fill("Đề nghị sửa.")
    page.locator("form[data-autosave] details summary").first.click()
    file = {"name": "anh.png", "mimeType": "image/png", "buffer": PNG}
    page.locator("[name=attachment]").set_input_files(file)
    page.locator("button[value=attach]").click()
    page.locator("#form-files li").wait_for()

    page.locator("[name=attachment_description]").press("Enter")
    page.locator("#margin .notice--good[role=status]").wait_for()

    assert Opinion.objects.get().attachments.standing().count() == 1


def test_on_a_phone_an_article_is_commented_with_a_file_and_nothing_runs_over_the_edge(
    phone, asked
):
    page = phone(asked.officer()).page
    page.goto(f"{asked.version.get_url()}dieu-1/")
    page.wait_for_load_state("networkidle")

    page.locator("a[data-comment]").tap()
    page.locator("form[data-autosave]").wait_for()
    page.locator("[name=text]").fill("Đề nghị sửa.")
    page.locator("form[data-autosave] details summary").first.tap()
    file = {"name": "anh.png", "mimeType": "image/png", "buffer": PNG}
    page.locator("[name=attachment]").set_input_files(file)
    page.locator("button[value=attach]").tap()
    page.locator("#form-files li").wait_for()
    assert page.locator("[name=text]").input_value() == "Đề nghị sửa."
    assert faults(page) == []
    page.locator("form[data-autosave] > .row button").first.tap()
    page.get_by_role("heading", level=1).get_by_text("Điều 2. ").wait_for()

    opinion = Opinion.objects.get()
    assert [file.name for file in opinion.attachments.standing()] == ["anh.png"]


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
