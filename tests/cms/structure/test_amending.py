"""A law that amends another, laid over it: how that would read, and what could not be done."""

from pathlib import Path

import pytest

from cms.importing import read_outline
from cms.structure.address import level_of, parent_of, parse, sort_key
from cms.structure.amending import Act, amend, is_amending, sentence_of
from cms.structure.comparison import Item, compare
from cms.structure.instruction import read_instructions
from cms.structure.outline import Line, build_outline
from tests.factories.amending import AMENDING_LAW, WELL_LAW

LAWS = Path(__file__).resolve().parents[4] / "shared" / "laws"
AMENDING_FILES = (
    "luat-ban-hanh-vbqppl-sua-doi-2025.docx",
    "luat-sua-doi-luat-bau-cu-2025.docx",
    "luat-sua-doi-mttq-cong-doan-2025.docx",
)


def items_of(outline):
    nodes = [node for top in outline.nodes for node in top.walk()]
    return [Item(node.eid, node.level, node.number, node.heading, node.text) for node in nodes]


def read(text):
    return items_of(build_outline([Line(line, at) for at, line in enumerate(text.split("\n"))]))


@pytest.fixture
def law():
    return read(WELL_LAW)


def told(law, amended):
    return [
        (one.verdict.value, [i.eid for i in one.old], [i.eid for i in one.new])
        for one in compare(law, amended.items).changes
        if one.verdict.value != "same"
    ]


def texts(amended):
    return {item.eid: item.text for item in amended.items}


def test_each_instruction_is_done_where_it_says(law):
    amended = amend(law, read(AMENDING_LAW))

    after = texts(amended)
    assert after["art_2__para_2"] == (
        "Người giữ giếng là người được dân bản bầu và trưởng thôn giao chìa khóa."
    )
    assert after["art_3__para_2"] == "Mùa khô giếng mở cửa từ 04 giờ."
    assert after["art_4__para_1__point_b"] == "Rửa giếng mỗi năm hai lần;"
    assert after["art_5"] == "Không ai được tắm giặt trong vòng mười mét quanh miệng giếng."
    assert [eid for eid in after if eid.startswith(("art_5", "art_6"))] == ["art_5", "art_5a"]
    assert [eid for eid in after if eid.startswith("art_4")] == [
        "art_4",
        "art_4__para_1",
        *(f"art_4__para_1__point_{letter}" for letter in "abcd"),
    ]


def test_what_it_leaves_alone_is_the_same_in_the_comparison(law):
    amended = amend(law, read(AMENDING_LAW))

    touched = {eid for _verdict, old, new in told(law, amended) for eid in (*old, *new)}
    assert touched == {
        *("art_2__para_2", "art_3", "art_3__para_1", "art_3__para_2"),
        *("art_4__para_1__point_b", "art_4__para_1__point_d", "art_4__para_2"),
        *("art_5", "art_5a", "art_6"),
    }


def test_each_change_names_the_clause_that_says_it(law):
    amended = amend(law, read(AMENDING_LAW))

    said = {eid: [item.eid for item in told] for eid, told in amended.said_by.items()}
    assert said["art_3__para_2"] == ["art_1__para_2"]
    assert said["art_4__para_1__point_d"] == ["art_1__para_3__point_b"]
    assert said["art_6"] == ["art_1__para_7"]
    assert said["art_5"] == ["art_1__para_5", "art_1__para_6"]


def test_a_place_that_does_not_stand_is_told_and_nothing_is_done_there(law):
    amended = amend(law, read(AMENDING_LAW))

    missing = [(one.by.eid, one.act, one.missing) for one in amended.amendments if one.missing]
    assert missing == [("art_1__para_8", Act.REPEAL, ("art_2__para_9",))]


def test_words_that_are_not_there_are_told_too(law):
    amending = read(AMENDING_LAW.replace("cụm từ “trưởng bản”", "cụm từ “già làng”"))

    missing = {one.by.eid: one.missing for one in amend(law, amending).amendments if one.missing}

    assert missing["art_1__para_5"] == ("art_2__para_2", "art_5")


def test_a_part_smaller_than_a_point_changes_nothing_and_is_told(law):
    text = AMENDING_LAW.replace(
        "Sửa đổi, bổ sung khoản 2 Điều 2", "Sửa đổi câu cuối khoản 2 Điều 2"
    )

    amended = amend(law, read(text))

    assert amended.amendments[0].missing == ("art_2__para_2",)
    assert "dân bản bầu" not in texts(amended)["art_2__para_2"]


def test_of_a_law_that_amends_several_only_the_articles_about_this_one_count(law):
    other = "Điều 3. Sửa đổi, bổ sung một số điều của Luật Đường bản\n1. Bãi bỏ Điều 1."
    amending = read(f"{AMENDING_LAW}\n{other}")

    amended = amend(law, amending, title="Luật Giếng làng số 5")

    assert amended.other_laws == ("Luật Đường bản",)
    assert "art_1" in texts(amended)


def test_an_ordinary_law_is_no_amending_one_though_its_last_article_amends(law):
    last = "Điều 7. Sửa đổi luật khác\n1. Bãi bỏ Điều 3 của Luật Đường bản."

    assert is_amending(read(AMENDING_LAW))
    assert not is_amending(law)
    assert not is_amending(read(f"{WELL_LAW}\n{last}"))


@pytest.mark.parametrize("name", AMENDING_FILES)
def test_every_instruction_of_real_amending_laws_finds_its_text(name):
    """Against a law that has every place they name, each with words they swap or drop."""
    if not (LAWS / name).is_file():
        pytest.skip(f"../shared/laws/{name} is not there")
    amending = items_of(read_outline(LAWS / name))
    named = {}
    for item in amending:
        for one in read_instructions(sentence_of(item), within=_within(amending, item)):
            for target in one.targets:
                eid = (
                    target.beside or parent_of(target.eid) if one.act is Act.INSERT else target.eid
                )
                while eid:
                    named.setdefault(eid, []).extend(one.phrases)
                    eid = parent_of(eid)
    law = [
        Item(eid, level_of(eid), parse(eid)[-1].number, text=" ".join([eid, *named[eid]]))
        for eid in sorted(named, key=sort_key)
    ]

    amended = amend(law, amending)

    assert is_amending(amending)
    missing = [(one.by.eid, one.missing) for one in amended.amendments if one.missing
               and one.act in (Act.REPLACE, Act.INSERT, Act.REPEAL)]  # fmt: skip
    assert missing == []


def _within(amending, item):
    """The article that the provision above names: "một số khoản của Điều 11"."""
    above = next((one for one in amending if one.eid == parent_of(item.eid)), None)
    found = read_instructions(sentence_of(above)) if above else ()
    return next((target.eid for one in found for target in one.targets), "")
