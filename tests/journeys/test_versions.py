"""A second version comes: what changed is read at a glance, and old opinions are taken over."""

import pytest

from consultation.commenting import begin_submission
from consultation.inviting import close_round
from tests.factories import approved_submission, open_consultation, written_opinion
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
