"""Whatever a letter says, its passages are the whole letter; guesses are made by plain rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.receiving.reading import Law, covers, read_letter
from consultation.receiving.sentences import split_sentences
from consultation.receiving.wording import kind_of, read_wording

LAW = Law(
    "Luật Giếng làng",
    frozenset(
        {"art_2", "art_2__para_1", "art_5", "art_5__para_2", "art_5__para_2__point_a", "chp_1"}
    ),
)
PIECES = st.sampled_from(
    [
        "khoản 2 Điều 5", "Điều 7.2", "điểm a", "Luật Đất đai", "đề nghị sửa", "“", "”", '"', "\n",
        ". ", "; ", ": ", "./.", "Kính gửi: Sở Tư pháp.", "\nNơi nhận:\n", "\nGIÁM ĐỐC\n", "1. ",
        "- ", " | ", "Lý do:", "vì", "nhất trí", " ", "\t", "TP.", "v.v.", "Chương I", "a) ", "…",
        "Trên đây là ý kiến", "\u00a0", "đ\u0301", "x" * 80,
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join))
def test_no_letter_of_any_text_is_lost_or_said_twice(text):
    passages = read_letter(text, LAW)

    assert covers(passages, text)
    assert all(each.start < each.end for each in passages)
    for passage in passages:
        for subject in passage.subjects:
            assert passage.start <= subject.start < subject.end <= passage.end
            assert subject.eid in LAW.eids


@given(st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join))
def test_sentences_lie_end_to_end(text):
    assert "".join(text[span.start : span.end] for span in split_sentences(text)) == text


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("Tại khoản 2 Điều 5 dự thảo đề nghị bỏ.", ["art_5__para_2"]),
        ("Tại khoản 2 Điều 5 Luật này đề nghị bỏ.", ["art_5__para_2"]),
        ("Tại khoản 2 Điều 5 Luật Giếng làng đề nghị bỏ.", ["art_5__para_2"]),
        ("Tại khoản 2 Điều 5 Luật Đất đai đã quy định rõ.", []),
        ("Điều 2 và Điều 5 của Nghị định số 12/2026/NĐ-CP đã quy định.", []),
        ("Điều 5 đề nghị sửa cho phù hợp với Điều 2.", ["art_5"]),
        ("Điều 5 đề nghị sửa như sau: “theo khoản 1 Điều 2”.", ["art_5"]),
        ("Đề nghị bổ sung khoản 9 Điều 5.", ["art_5"]),
        ("Về Điều 2 và Điều 5 của dự thảo: nhất trí.", ["art_2", "art_5"]),
        (
            "Cần thống nhất giữa khoản 1 Điều 2 và khoản 2 Điều 5.",
            ["art_2__para_1", "art_5__para_2"],
        ),
        ("Điều 2 cần sửa cho phù hợp với Điều 5 và Chương I.", ["art_2"]),
        ("Khoản 1, Điều 2... của Nghị định 156/2018/NĐ-CP đã có quy định.", []),
        ("Đề nghị bỏ Điều 99.", []),
    ],
)
def test_only_what_the_letter_speaks_of_in_our_draft_is_proposed(words, subjects):
    found = [subject.eid for passage in read_letter(words, LAW) for subject in passage.subjects]

    assert found == subjects


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Đề nghị sửa đổi, bổ sung khoản này.", "amend"),
        ("Đề nghị bổ sung một khoản.", "add"),
        ("Đề nghị bỏ cụm từ “sửa đổi”.", "delete"),
        ("Không nhất trí với quy định này, đề nghị bỏ.", "disagree"),
        ("Đề nghị làm rõ khái niệm.", "question"),
        ("Đề nghị sửa lỗi chính tả.", "technical"),
        ("Nhất trí với quy định này.", "agree"),
    ],
)
def test_the_kind_is_guessed_by_plain_rules(words, kind):
    assert kind_of(words) == kind


def test_wording_and_reason_are_told_apart():
    found = read_wording(
        "2. Đề nghị sửa khoản 2 như sau: “2. Giếng mở từ 04 giờ.”. Lý do: mùa khô thiếu nước."
    )

    assert found.text == "Đề nghị sửa khoản 2 như sau:"
    assert found.proposed_wording == "2. Giếng mở từ 04 giờ."
    assert found.reason == "mùa khô thiếu nước."


def test_a_quotation_over_several_lines_is_never_cut():
    quoted = "“2. Giếng mở như sau:\na) Sáng;\nb) Chiều.”"
    text = f"Đề nghị sửa lại: {quoted}.\nHết."

    assert any(quoted in text[span.start : span.end] for span in split_sentences(text))
