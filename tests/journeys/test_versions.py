"""A second version comes: what changed is read at a glance, and old opinions are taken over."""

import pytest

from consultation.commenting import begin_submission
from consultation.inviting import close_round
from tests.factories import approved_submission, open_consultation, written_opinion
from tests.factories.amending import publish_amending
from tests.factories.versions import publish_next

pytestmark = pytest.mark.browser


@pytest.fixture
def first(live_server):
    """A round on the first version, in which an agency asked for a longer term."""
    first = open_consultation()
    written_opinion(first, eid="art_3__para_2")
    approved_submission(first)
    return first


def test_a_visitor_without_a_script_sees_what_changed_and_puts_it_side_by_side(window, first):
    publish_next(first.version)
    page = window(java_script_enabled=False).page

    page.goto(first.version.draft.url)
    page.get_by_role("link", name="So sánh các lần dự thảo").click()
    page.get_by_role("link", name="Chương II. TRÌNH TỰ LẤY Ý KIẾN").click()
    clause = page.get_by_role("article").filter(has_text="Khoản 2 Điều 3")
    assert clause.locator("ins").inner_text().split() == ["[thêm:", "15", "]"]
    page.get_by_label("Cách trình bày").select_option("song-song")
    page.get_by_role("main").get_by_role("button", name="So sánh").click()

    row = page.get_by_role("row").filter(has_text="Khoản 2 Điều 3")
    assert row.locator("del").count() == row.locator("ins").count() == 1


def test_an_officer_takes_over_what_still_stands_and_finds_it_among_the_drafts(window, first):
    close_round(first.round, by=first.compiler)
    second = open_consultation(agencies=1, version=publish_next(first.version))
    second.round.invitations.create(agency=first.agencies[0], invited_at=second.round.opened_at)
    answer = begin_submission(second.round, agency=first.agencies[0], by=first.officer())
    page = window(first.officer()).page

    page.goto(f"/gop-y/{answer.uid}/")
    page.get_by_role("link", name="ý kiến về lần dự thảo trước").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("main").get_by_role("button").last.click()

    page.get_by_role("heading", name="Khoản 2 Điều 3").wait_for()
    assert page.url.endswith(f"/gop-y/{answer.uid}/")
    assert answer.opinions.count() == 1


def test_a_visitor_reads_and_takes_along_a_comparison_on_a_phone(window, first, tmp_path):
    second = publish_next(first.version)
    page = window(viewport={"width": 390, "height": 844}).page

    page.goto(second.get_url())
    page.get_by_role("link", name="So sánh các lần dự thảo").click()
    page.get_by_role("link", name="Chương II. TRÌNH TỰ LẤY Ý KIẾN").click()
    page.get_by_role("heading", name="Chương II. TRÌNH TỰ LẤY Ý KIẾN").wait_for()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "c-1"
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "c-2"
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "c-1"
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    for name, head in (("Tệp Word", b"PK"), ("Tệp PDF", b"%PDF")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        kept = tmp_path / name
        download.value.save_as(kept)
        assert kept.read_bytes().startswith(head)


def test_an_official_reads_an_amending_law_beside_the_law_it_amends(window, live_server):
    _law, draft = publish_amending()
    page = window().page

    page.goto(draft.draft.url)
    page.get_by_role("link", name="So sánh các lần dự thảo").click()

    clause = page.get_by_role("article").filter(has_text="Điểm b khoản 1 Điều 4")
    assert clause.locator("ins").inner_text().split() == ["[thêm:", "hai", "]"]
    clause.get_by_role("link", name="Điểm a khoản 3 Điều 1").click()
    page.get_by_text("Rửa giếng mỗi năm hai lần").wait_for()


def test_an_officer_takes_an_opinion_over_on_the_page_of_the_new_article(window, first):
    close_round(first.round, by=first.compiler)
    second = open_consultation(agencies=1, version=publish_next(first.version))
    second.round.invitations.create(agency=first.agencies[0], invited_at=second.round.opened_at)
    page = window(first.officer()).page

    page.goto(f"{second.version.url}dieu-3/")
    page.locator("#earlier-here summary").click()
    page.locator("#earlier-here button").click()

    page.wait_for_url("**/dieu-3/?tai=art_3__para_2#art_3__para_2")
    assert second.round.opinions.get().citation == "khoản 2 Điều 3"
