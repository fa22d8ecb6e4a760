"""What the province says about the sample decree, and what becomes of it."""

from collections import Counter
from difflib import SequenceMatcher

import pytest

from cms.structure.outline import build_outline
from consultation.management.demo.decisions import sample_decisions
from consultation.management.demo.decree import decree_lines
from consultation.management.demo.history import earlier_rounds
from consultation.management.demo.opinions import sample_submissions
from consultation.management.demo.province import AGENCIES, ASKED, LEAD, PEOPLE
from consultation.models import Category, Kind, Stance
from consultation.quality import check_opinion, is_perfunctory

ROUNDS = {
    "main": (sample_submissions(), sample_decisions()),
    **{item.name: (item.submissions, item.decisions) for item in earlier_rounds()},
}


@pytest.fixture(scope="module")
def texts():
    return {node.eid: node.text for node in build_outline(decree_lines()).walk()}


@pytest.fixture(params=ROUNDS)
def a_round(request):
    return ROUNDS[request.param]


def opinions_of(submissions):
    return [opinion for submission in submissions for opinion in submission.opinions]


def changes(submissions):
    return [opinion for opinion in opinions_of(submissions) if opinion.kind != "agree"]


def fields(opinion):
    names = ("kind", "eid", "text", "proposed_wording", "reason", "basis")
    return {name: getattr(opinion, name) for name in names}


def members(issue):
    return [opinion for opinion in opinions_of(sample_submissions()) if opinion.issue == issue]


# The province


def test_the_province_asks_at_least_fourteen_agencies_in_protocol_order():
    orders = [agency.protocol_order for agency in ASKED]

    assert len(ASKED) >= 14
    assert orders == sorted(set(orders))
    assert Counter(agency.kind for agency in ASKED)["commune"] == 5


def test_every_asked_agency_has_one_officer_and_one_head():
    staff = {code: [] for code in (agency.code for agency in ASKED)}
    for person in PEOPLE:
        staff.get(person.agency_code, []).append(person.role)

    assert {tuple(roles) for roles in staff.values()} == {("officer", "head")}


def test_the_lead_has_compilers_a_head_a_clerk_and_an_administrator():
    roles = [person.role for person in PEOPLE if person.agency_code == LEAD.code]

    assert roles == ["compiler", "compiler", "head", "clerk", "administrator"]


def test_codes_and_usernames_are_ascii_and_nobody_shares_one():
    names = [agency.code for agency in AGENCIES] + [person.username for person in PEOPLE]

    assert len(names) == len(set(names))
    assert [name for name in names if not name.isascii()] == []


# What is said


def test_sixty_opinions_and_more_come_from_the_main_round():
    assert 60 <= len(opinions_of(sample_submissions())) <= 80


def test_two_agencies_only_agree_one_is_late_one_silent_one_outside_its_remit():
    submissions = sample_submissions()
    stances = Counter(submission.stance for submission in submissions)
    answered = {submission.agency_code for submission in submissions}

    assert stances["agree"] == 2
    assert stances["outside_remit"] == 1
    assert [submission.agency_code for submission in submissions if submission.late] == [
        "ubnd-muong-nhe"
    ]
    assert [agency.code for agency in ASKED if agency.code not in answered] == ["sct"]


def test_two_smaller_rounds_came_before_with_five_to_eight_opinions_each():
    sizes = [len(opinions_of(item.submissions)) for item in earlier_rounds()]

    assert len(sizes) == 2
    assert all(5 <= size <= 8 for size in sizes)


def test_agencies_are_known_and_answer_once_in_protocol_order(a_round):
    submissions, _decisions = a_round
    order = [agency.code for agency in ASKED]
    places = [order.index(submission.agency_code) for submission in submissions]

    assert places == sorted(set(places))


def test_letters_carry_the_symbol_of_their_agency(a_round):
    submissions, _decisions = a_round
    symbols = {agency.code: agency.letter_symbol for agency in ASKED}

    assert [
        submission.letter_number
        for submission in submissions
        if submission.letter_number.partition("/")[2] != symbols[submission.agency_code]
    ] == []


def test_kinds_stances_and_categories_are_those_of_the_product(a_round):
    submissions, _decisions = a_round
    said = opinions_of(submissions)

    assert {opinion.kind for opinion in said} <= set(Kind.values)
    assert {submission.stance for submission in submissions} <= set(Stance.values)
    assert {name for opinion in said for name in opinion.categories} <= set(Category.values)


def test_every_kind_of_opinion_occurs():
    assert {opinion.kind for opinion in opinions_of(sample_submissions())} == set(Kind.values)


def test_every_opinion_speaks_of_a_provision_that_exists(a_round, texts):
    submissions, _decisions = a_round

    assert {opinion.eid for opinion in opinions_of(submissions)} - {"", *texts} == set()


def test_a_proposed_wording_changes_the_text_and_keeps_most_of_it(a_round, texts):
    submissions, _decisions = a_round
    for opinion in changes(submissions):
        if not opinion.proposed_wording or opinion.kind == "add":
            continue
        current = texts[opinion.eid]
        kept = SequenceMatcher(None, current.split(), opinion.proposed_wording.split()).ratio()
        assert opinion.proposed_wording != current
        assert kept >= 0.3 or len(current.split()) < 8, opinion.eid


def test_what_asks_for_a_change_says_the_words_wanted(a_round):
    submissions, _decisions = a_round
    vague = [
        opinion.issue
        for opinion in changes(submissions)
        if opinion.eid.startswith("art_") and not check_opinion(**fields(opinion)).is_specific
    ]

    assert vague == []


def test_a_few_opinions_are_only_for_form():
    formal = [
        opinion.text
        for opinion in changes(sample_submissions())
        if is_perfunctory(**fields(opinion))
    ]

    assert formal == [
        "Đề nghị rà soát lỗi chính tả, kỹ thuật trình bày.",
        "Đề nghị rà soát lỗi chính tả.",
    ]


def test_no_text_is_written_twice_by_accident():
    said = [opinion.text for item in ROUNDS.values() for opinion in opinions_of(item[0])]

    assert [text for text, count in Counter(said).items() if count > 1] == []


def test_several_changes_are_asked_by_three_or_four_agencies_in_their_own_words():
    sizes = Counter(opinion.issue for opinion in changes(sample_submissions()))

    assert sum(size in (3, 4) for size in sizes.values()) >= 4
    for issue in sizes:
        assert len({opinion.text for opinion in members(issue)}) == sizes[issue]


# What becomes of it


def test_every_opinion_but_agreement_stands_in_exactly_one_row(a_round):
    submissions, decisions = a_round
    issues = [decision.issue for decision in decisions]

    assert len(issues) == len(set(issues))
    assert {opinion.issue for opinion in changes(submissions)} == set(issues)
    assert {opinion.issue for opinion in opinions_of(submissions) if opinion.kind == "agree"} <= {
        ""
    }


def test_a_row_stands_at_the_provision_of_its_opinions(a_round):
    submissions, decisions = a_round
    places = {(opinion.issue, opinion.eid) for opinion in changes(submissions)}

    assert {(decision.issue, decision.eid) for decision in decisions} == places


def test_opposite_wishes_about_the_time_limit_are_forwarded_openly():
    sides = [decision for decision in sample_decisions() if decision.conflict]

    assert {decision.conflict for decision in sides} == {"thoi-han-tra-loi"}
    assert [decision.decision for decision in sides] == ["forwarded", "forwarded"]
    assert {decision.eid for decision in sides} == {"art_10__para_2"}


def test_every_decision_is_made_and_some_were_asked_of_the_leader(a_round):
    _submissions, decisions = a_round

    assert {decision.decision for decision in decisions} <= {
        "taken",
        "partly",
        "not_taken",
        "forwarded",
    }
    assert sum(bool(decision.asked_leader) for decision in sample_decisions()) == 3


def test_what_goes_out_gives_its_reason_and_what_does_not_says_why(a_round):
    _submissions, decisions = a_round
    for decision in decisions:
        if decision.decision == "not_taken":
            assert (decision.outgoing, bool(decision.reason)) == ("", True)
        else:
            assert decision.outgoing.count("\nLý do: ") == 1, decision.issue
        if decision.decision == "partly":
            assert decision.reason, decision.issue
