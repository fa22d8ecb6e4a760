"""Opinions on any law: realistic, spread over it, and the same every time."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cms.importing.recipe import read_outline
from cms.structure.outline import Line, build_outline
from consultation.management.demo.decree import decree_lines
from consultation.management.demo.generated import ProvisionView, decisions_for, opinions_for
from consultation.management.demo.province import ASKED
from consultation.management.demo.suggesting import Law, suggestions_for
from consultation.models import Category, Kind, Stance

LAWS = Path(__file__).parents[4] / "shared" / "laws"


def views_of(outline):
    return [
        ProvisionView(node.eid, node.level, node.number, node.heading, node.text)
        for node in outline.walk()
    ]


def small_law():
    """The decree's first fifteen articles."""
    lines = decree_lines()
    end = next(at for at, line in enumerate(lines) if line.text.startswith("Điều 16."))
    return views_of(build_outline(lines[:end]))


def huge_law():
    """689 articles: the decree's own over and over, numbered through."""
    views = [view for view in views_of(build_outline(decree_lines())) if "art_" in view.eid]
    articles = [view for view in views if view.level == "article"]
    return [
        replace(view, eid=_moved(view.eid, turn * len(articles)))
        for turn in range(22)
        for view in views
        if turn * len(articles) + int(view.eid.split("__")[0][4:]) <= 689
    ]


def _moved(eid, by):
    article, *rest = eid.split("__")
    return "__".join([f"art_{int(article[4:]) + by}", *rest])


def from_shared(name):
    path = LAWS / name
    if not path.exists():
        pytest.skip(f"../shared/laws/{name} is not there")
    return views_of(read_outline(path, tracked_changes="accept"))


SOURCES = {
    "fifteen articles": small_law,
    "the whole decree": lambda: views_of(build_outline(decree_lines())),
    "689 articles": huge_law,
    "luat-to-chuc-chinh-phu-2025.docx": None,
    "luat-ban-hanh-vbqppl-sua-doi-2025.docx": None,
    "bo-luat-dan-su-2015.docx": None,
}


@pytest.fixture(scope="module", params=SOURCES)
def law(request):
    make = SOURCES[request.param]
    return make() if make else from_shared(request.param)


@pytest.fixture(scope="module")
def submissions(law):
    return opinions_for(law)


@pytest.fixture(scope="module")
def decisions(law):
    return decisions_for(law)


def opinions_of(submissions):
    return [opinion for submission in submissions for opinion in submission.opinions]


def changes(submissions):
    return [opinion for opinion in opinions_of(submissions) if opinion.kind != "agree"]


def asked_of(text, *, article="Thủ tục", level="clause"):
    """What is suggested about one clause of an otherwise empty law."""
    view = ProvisionView("art_1__para_1", level, "1", "", text)
    law = Law([ProvisionView("art_1", "article", "1", article, ""), view])
    return [suggestion.request for suggestion in suggestions_for(view, law)]


def test_about_sixty_opinions_are_raised_and_some_fifty_where_there_is_little_to_say(submissions):
    assert 45 <= len(opinions_of(submissions)) <= 75


def test_two_agencies_only_agree_one_is_late_one_silent_one_outside_its_remit(submissions):
    stances = Counter(submission.stance for submission in submissions)
    answered = [submission.agency_code for submission in submissions]
    late = [submission.agency_code for submission in submissions if submission.late]

    assert (stances["agree"], stances["outside_remit"]) == (2, 1)
    assert late == ["ubnd-muong-nhe"]
    assert answered == [agency.code for agency in ASKED if agency.code != "sct"]


def test_who_agrees_with_opinions_has_some(submissions):
    silent = [
        submission.agency_code
        for submission in submissions
        if submission.stance == "agree_with_opinions" and not changes([submission])
    ]

    assert silent == []


def test_words_and_places_are_those_of_the_law_and_of_the_product(law, submissions):
    said = opinions_of(submissions)

    assert {opinion.eid for opinion in said} - {"", *(view.eid for view in law)} == set()
    assert {opinion.kind for opinion in said} <= set(Kind.values)
    assert {submission.stance for submission in submissions} <= set(Stance.values)
    assert {name for opinion in said for name in opinion.categories} <= set(Category.values)


def test_a_proposed_wording_is_the_provision_with_a_change(law, submissions):
    texts = {view.eid: view.text for view in law}
    amended = [opinion for opinion in changes(submissions) if opinion.kind == "amend"]

    assert [
        opinion.text for opinion in amended if opinion.eid and not opinion.proposed_wording
    ] == []
    assert [
        opinion.eid
        for opinion in changes(submissions)
        if opinion.proposed_wording and opinion.proposed_wording == texts[opinion.eid]
    ] == []


def test_nobody_writes_the_same_words_as_another(submissions):
    said = Counter(opinion.text for opinion in opinions_of(submissions))

    assert [text for text, count in said.items() if count > 1] == []


def test_nobody_asks_twice_for_one_provision(submissions):
    for submission in submissions:
        places = [opinion.eid for opinion in changes([submission]) if opinion.eid]
        assert len(places) == len(set(places)), submission.agency_code


def test_several_agencies_ask_for_the_same_change(submissions):
    sizes = Counter(opinion.issue for opinion in changes(submissions))

    assert sum(size >= 3 for size in sizes.values()) >= 3


def test_opinions_are_spread_over_the_law(law, submissions):
    order = [view.eid for view in law if "art_" in view.eid]
    places = [order.index(opinion.eid) for opinion in changes(submissions) if opinion.eid]
    quarters = {place * 4 // len(order) for place in places}

    assert quarters == {0, 1, 2, 3}


def test_every_issue_is_decided_once_and_one_conflict_is_forwarded(submissions, decisions):
    issues = [decision.issue for decision in decisions]
    sides = [decision for decision in decisions if decision.conflict]

    assert sorted(issues) == sorted({opinion.issue for opinion in changes(submissions)})
    assert [decision.decision for decision in sides] == ["forwarded", "forwarded"]
    assert len({decision.conflict for decision in sides}) == 1
    assert {decision.decision for decision in decisions} == {
        "taken",
        "partly",
        "not_taken",
        "forwarded",
    }


def test_what_goes_out_gives_its_reason_and_what_does_not_says_why(decisions):
    for decision in decisions:
        if decision.decision == "not_taken":
            assert (decision.outgoing, bool(decision.reason)) == ("", True)
        else:
            assert decision.outgoing.count("\nLý do: ") == 1
            assert not decision.outgoing.endswith("Lý do: ")


def test_the_same_law_is_always_answered_the_same(law, submissions, decisions):
    assert opinions_for(law) == submissions
    assert decisions_for(law) == decisions


def test_a_law_without_articles_still_gets_general_opinions():
    said = changes(opinions_for(views_of(build_outline([Line("Thông báo", 0)]))))

    assert {opinion.eid for opinion in said} == {""}
    assert {decision.eid for decision in decisions_for([])} == {""}


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("Trả lời trong thời hạn 10 ngày.", "sửa “10 ngày” thành “15 ngày làm việc”"),
        (
            "Trả lời trong thời hạn 03 ngày làm việc.",
            "sửa “03 ngày làm việc” thành “05 ngày làm việc”",
        ),
        ("Giảm 30% lệ phí.", "sửa “30%” thành “20%”"),
        (
            "Cơ quan tiếp nhận xử lý kịp thời phản ánh.",
            "thay từ “kịp thời” bằng thời hạn cụ thể “03 ngày làm việc”",
        ),
        ("Ủy ban nhân dân cấp huyện quyết định.", "sửa “cấp huyện” thành “cấp xã”"),
        ("Thu phí hàng năm.", "sửa “hàng” thành “hằng” trong cụm từ chỉ thời gian"),
        (
            "Cơ quan có thẩm quyền quyết định.",
            "làm rõ “cơ quan có thẩm quyền” là cơ quan nào, ở cấp nào",
        ),
        ("Thực hiện theo Điều 9.", "rà soát viện dẫn “Điều 9”, vì dự thảo không có điều này"),
    ],
)
def test_an_official_stumbles_over_the_words_of_a_clause(text, request_):
    assert asked_of(text) == [request_]


@pytest.mark.parametrize(
    "text",
    [
        "Áp dụng từ ngày 01 tháng 01 năm 2026.",
        "Người đủ 18 tháng tuổi.",
        "Theo khoản 10 năm trước.",
        "Thực hiện theo Điều 1 của Luật này.",
        "Điều này được sửa như sau: “Thực hiện theo Điều 9.”",
    ],
)
def test_a_date_an_age_and_a_quotation_are_left_alone(text):
    assert asked_of(text) == []
