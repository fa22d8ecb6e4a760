"""What leaves the house, and what must not."""

from itertools import product

import pytest

from consultation.canonical import canonical_json
from consultation.rendering.edition import SchemaUnknown
from consultation.rendering.extract import split_outgoing, submission_extract

from .agencies import row, source
from .editions import edition_with
from .round_rows import two_that_disagree

KEPT_INSIDE = ("not_taken", "ask_leader", "undecided")
WRITTEN = ("wording", "proposed_wording", "current_text", "decision_reason", "outgoing")
SAID = ("agency", "letter_number", "text", "proposed_wording", "reason", "basis", "opinion_uid")


def secret_row(decision):
    """A row that says a word of its own in every field a person can fill."""
    said = source(**{field: f"SECRET-{decision}-{field}" for field in SAID})
    written = {field: f"SECRET-{decision}-{field}" for field in WRITTEN}
    labels = {"provision_label": "SECRET-label", "group_label": "SECRET-group", "uid": "SECRET-uid"}
    return row(sources=[said], decision=decision, conflict="SECRET-conflict", **written, **labels)


def written(value):
    return canonical_json(value).decode()


@pytest.mark.parametrize("decision", KEPT_INSIDE)
def test_a_row_that_is_not_sent_leaves_no_word_behind(decision):
    rows = [row(3, 1), secret_row(decision), row(5, 1)]

    extract = submission_extract(edition_with(rows))

    assert "SECRET" not in written(extract)


@pytest.mark.parametrize("decision", KEPT_INSIDE)
def test_an_edition_with_and_without_rows_not_sent_has_one_extract(decision):
    sent = [row(3, 1), *two_that_disagree(), row(5, 1)]
    with_more = edition_with([secret_row(decision), *sent, secret_row(decision)])
    extract = submission_extract(with_more)

    without = edition_with(sent)
    for count in ("asked", "answered"):
        without["counts"][count] = with_more["counts"][count]

    assert extract == submission_extract(without)


def test_positions_are_counted_anew():
    rows = [row(3, 1), row(4, 1, decision="not_taken"), row(5, 1), row(6, 1, decision="undecided")]

    extract = submission_extract(edition_with(rows))

    assert [each["position"] for each in extract["rows"]] == [1, 2]
    assert extract["counts"]["rows"] == 2
    assert extract["counts"]["opinions"] == 2


def test_our_own_reasons_never_leave():
    rows = [row(decision=sent, decision_reason="SECRET") for sent in ("taken", "partly")]

    assert "SECRET" not in written(submission_extract(edition_with(rows)))


def test_of_a_row_taken_in_part_only_the_text_for_the_letter_leaves():
    said = dict.fromkeys(("text", "proposed_wording", "reason", "basis"), "SECRET")
    asked = source("Sở Xây dựng", **said)
    taken_in_part = row(
        sources=[asked],
        decision="partly",
        wording="SECRET",
        proposed_wording="SECRET",
        outgoing="Đề nghị bỏ bản giấy.\nLý do: đã có bản điện tử.",
    )

    extract = submission_extract(edition_with([taken_in_part]))

    (sent,) = extract["rows"]
    assert sent["outgoing"] == "Đề nghị bỏ bản giấy."
    assert sent["reason"] == "đã có bản điện tử."
    assert [each["agency"] for each in sent["sources"]] == ["Sở Xây dựng"]
    assert "SECRET" not in written(extract)


def test_a_row_taken_without_a_text_of_its_own_says_what_was_asked_and_why():
    alike = [
        source("Sở Nội vụ", reason="Việc tăng, người không tăng.", basis="Điều 4 Luật A"),
        source("Sở Y tế", reason="Việc tăng, người không tăng."),
    ]

    extract = submission_extract(edition_with([row(sources=alike, wording="Bổ sung biên chế.")]))

    (sent,) = extract["rows"]
    assert sent["outgoing"] == "Bổ sung biên chế."
    assert sent["reason"] == "Việc tăng, người không tăng.\nCăn cứ: Điều 4 Luật A"


def test_differing_views_that_are_forwarded_share_an_issue():
    rows = [row(3, 1), *two_that_disagree(), row(7, 1, decision="forwarded")]

    extract = submission_extract(edition_with(rows))

    assert [each["issue"] for each in extract["rows"]] == [0, 1, 1, 0]


def test_a_conflict_that_was_decided_does_not_show():
    one, other = two_that_disagree()
    one["decision"], other["decision"] = "taken", "not_taken"

    extract = submission_extract(edition_with([one, other]))

    assert [each["issue"] for each in extract["rows"]] == [0]
    assert "conflict-1" not in written(extract)


def test_rows_leave_in_the_order_of_the_law():
    edition = edition_with([row(3, 1), row(5, 1), row(7, 1)])
    edition["rows"].reverse()

    labels = [each["provision_label"] for each in submission_extract(edition)["rows"]]

    assert labels == ["khoản 1 Điều 3", "khoản 1 Điều 5", "khoản 1 Điều 7"]


def test_who_drafts_answers_also_what_it_does_not_accept():
    explained = row(3, 1, decision="not_taken", answer="explained", answer_text="Giữ như dự thảo.")
    waiting = row(5, 1, decision="undecided")

    extract = submission_extract(edition_with([explained, waiting], whose="drafting"))

    assert [each["answer_text"] for each in extract["rows"]] == ["Giữ như dự thảo."]


def test_an_answer_of_the_drafting_agency_is_not_sent_back_to_it():
    answered = row(answer="accepted", answer_text="SECRET")

    assert "SECRET" not in written(submission_extract(edition_with([answered])))


@pytest.mark.parametrize(
    ("outgoing", "text", "reason"),
    [
        ("Đề nghị bỏ.", "Đề nghị bỏ.", ""),
        ("Đề nghị bỏ.\nLý do: trùng.", "Đề nghị bỏ.", "trùng."),
        ("Đề nghị bỏ.\n\n lý do : trùng.\nVà thừa.", "Đề nghị bỏ.", "trùng.\nVà thừa."),
        ("Nêu rõ lý do: vì sao?", "Nêu rõ lý do: vì sao?", ""),
    ],
)
def test_a_last_part_that_begins_with_its_name_is_the_reason(outgoing, text, reason):
    assert split_outgoing(outgoing) == (text, reason)


def test_an_unknown_schema_is_refused():
    with pytest.raises(SchemaUnknown):
        submission_extract(edition_with([], schema=2))


def test_every_mix_of_decisions_sends_those_and_only_those_meant_to_go():
    decisions = ("taken", "not_taken", "partly", "undecided", "forwarded", "ask_leader")
    for mix in product(decisions, repeat=2):
        rows = [row(decision=decision) for decision in mix]

        sent = [each["uid"] for each in submission_extract(edition_with(rows))["rows"]]

        assert sent == [each["uid"] for each in rows if each["decision"] not in KEPT_INSIDE]
