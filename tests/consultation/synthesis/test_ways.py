"""Letters, meetings, citizens: each opinion stands on the desk, each body is counted once."""

import random
from collections import Counter

import pytest
from django.urls import reverse

from consultation.inviting import close_round
from consultation.models import Decision, Kind, Opinion, Origin, Row, RowSource
from consultation.models.counting import count_once
from consultation.rendering.extract import submission_extract
from consultation.rendering.internal import internal_context
from consultation.rendering.submission import submission_context
from consultation.synthesis import (
    decide_row,
    freeze_edition,
    gather_opinions,
    merge_rows,
    obstacles,
    unplaced_opinions,
)
from tests.factories import approved_opinion, open_consultation
from tests.factories.spoken import citizens_opinion, spoken_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def undrawn(settings):
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "sync": False}


@pytest.fixture
def asked():
    return open_consultation(agencies=3)


def gathered(consultation, *, together=False):
    rows = gather_opinions(consultation.round, by=consultation.compiler)
    return merge_rows(rows, by=consultation.compiler) if together else rows


def frozen(consultation):
    return freeze_edition(consultation.round, by=consultation.compiler).data


def decided(consultation, decision, *, reason=""):
    for row in Row.objects.filter(round=consultation.round):
        decide_row(
            row, by=consultation.compiler, decision=decision, reason=reason,
            lock_version=row.lock_version,
        )  # fmt: skip


def test_what_was_said_at_a_meeting_or_by_a_citizen_is_placed_like_a_letter(asked):
    said = [approved_opinion(asked), spoken_opinion(asked), citizens_opinion(asked)]

    gathered(asked)

    assert set(RowSource.objects.values_list("opinion", flat=True)) == {each.pk for each in said}
    assert not unplaced_opinions(asked.round).exists()


def test_an_edition_is_not_final_while_a_citizens_opinion_is_unplaced(asked):
    approved_opinion(asked)
    gathered(asked)
    decided(asked, Decision.TAKEN)
    close_round(asked.round, by=asked.compiler)
    assert obstacles(asked.round) == []

    citizens_opinion(asked)

    assert len(obstacles(asked.round)) == 1


def test_each_source_says_how_it_came_and_names_no_person(asked):
    approved_opinion(asked, at=0)
    spoken_opinion(asked, at=1)
    spoken_opinion(asked)
    citizens_opinion(asked)
    gathered(asked, together=True)

    (row,) = frozen(asked)["rows"]

    assert [(source["origin"], source["agency"]) for source in row["sources"]] == [
        ("written", asked.agencies[0].name),
        ("meeting", asked.agencies[1].name),
        ("meeting", "Đại biểu dự hội nghị"),
        ("public", "Công dân"),
    ]


def test_a_body_that_said_the_same_in_both_is_counted_once(asked):
    approved_opinion(asked, at=0)
    spoken_opinion(asked, at=0)
    gathered(asked, together=True)

    data = frozen(asked)

    assert (data["counts"]["opinions"], data["counts"]["from_meetings"]) == (1, 0)
    assert data["agencies"]["asked"][0]["opinions"] == 1
    assert len(data["rows"][0]["sources"]) == 2
    assert RowSource.objects.all().totals()["opinions"] == 1


def test_something_else_said_at_the_meeting_is_counted_apart_from_the_letter(asked):
    approved_opinion(asked, at=0)
    spoken_opinion(asked, at=0)
    gathered(asked)

    counts = frozen(asked)["counts"]

    assert (counts["opinions"], counts["from_meetings"], counts["with_opinions"]) == (2, 1, 1)


def test_who_only_spoke_has_not_answered_and_is_not_silent(asked):
    approved_opinion(asked, at=0)
    spoken_opinion(asked, at=1)
    gathered(asked)

    data = frozen(asked)

    assert [agency["state"] for agency in data["agencies"]["asked"]] == [
        "answered", "heard", "silent",
    ]  # fmt: skip
    counts = data["counts"]
    assert (counts["answered"], counts["heard"], counts["silent"]) == (1, 1, 1)
    assert counts["with_opinions"] == 1


def test_citizens_who_agree_are_listed_with_their_number(asked):
    for _time in range(3):
        citizens_opinion(asked, kind=Kind.AGREE, text="")
    approved_opinion(asked)
    gathered(asked)

    data = frozen(asked)

    listed = [name for group in internal_context(data)["standing"] for name in group["names"]]
    assert any(name.startswith("Công dân (03 ý kiến) nhất trí với") for name in listed)
    assert data["counts"]["opinions"] == 1


def test_the_letter_marks_who_only_spoke_at_a_meeting(asked):
    approved_opinion(asked, at=0)
    spoken_opinion(asked, at=0)
    spoken_opinion(asked, at=1)
    citizens_opinion(asked)
    gathered(asked, together=True)
    decided(asked, Decision.TAKEN)

    extract = submission_extract(frozen(asked))

    printed = str(submission_context(extract)["bands"])
    assert f"{asked.agencies[0].name} (ý kiến tại hội nghị)" not in printed
    assert f"{asked.agencies[1].name} (ý kiến tại hội nghị)" in printed
    assert "Công dân" in printed
    assert extract["counts"]["opinions"] == 3


def test_what_is_not_taken_of_a_meeting_or_a_citizen_does_not_go_out(asked):
    spoken_opinion(asked, text="Lời nói tại hội nghị không gửi đi.")
    citizens_opinion(asked, text="Lời công dân không gửi đi.")
    gathered(asked)
    decided(asked, Decision.NOT_TAKEN, reason="Không phù hợp.")

    assert submission_extract(frozen(asked))["rows"] == []


def test_the_desk_shows_them_and_narrows_by_how_they_came(asked, client):
    spoken_opinion(asked, at=0, text="Nói tại hội nghị.")
    citizens_opinion(asked, text="Công dân viết.")
    gathered(asked)
    client.force_login(asked.compiler)
    address = reverse("desk", args=[asked.round.uid])

    everything = client.get(address).content.decode()
    citizens = client.get(address, {"origin": Origin.PUBLIC}).content.decode()

    assert "Nói tại hội nghị." in everything
    assert "Công dân viết." in everything
    assert "Nói tại hội nghị." not in citizens
    assert "Công dân viết." in citizens


def test_only_the_compilers_and_the_body_itself_read_a_remark_before_it_is_published(asked):
    remark = spoken_opinion(asked, at=0)
    comment = citizens_opinion(asked)

    def seen(user):
        return set(Opinion.objects.visible_to(user).values_list("pk", flat=True))

    assert seen(asked.compiler) == {remark.pk, comment.pk}
    assert seen(asked.officer(0)) == {remark.pk}
    assert seen(asked.officer(1)) == set()


@pytest.mark.parametrize("seed", range(12))
def test_the_counts_of_any_desk_are_those_of_its_raw_rows(asked, seed):
    chance = random.Random(seed)
    for at in range(3):
        if chance.random() < 0.6:
            approved_opinion(asked, at=at)
    for _time in range(chance.randrange(12)):
        spoken_opinion(asked, at=chance.choice([0, 1, 2, None]))
        if chance.random() < 0.5:
            citizens_opinion(asked)
    rows = gathered(asked)
    chance.shuffle(rows)
    while len(rows) > 1:
        group, rows = rows[: chance.randrange(1, 5)], rows[4:]
        if len(group) > 1:
            merge_rows(group, by=asked.compiler)

    counts = frozen(asked)["counts"]

    raw = recounted(asked.round)
    assert counts["opinions"] == raw.total()
    assert counts["from_meetings"] == raw["meeting"]
    assert counts["from_public"] == raw["public"]
    assert counts["asked"] == counts["answered"] + counts["heard"] + counts["silent"]
    sources = RowSource.objects.of_rows(asked.round.rows.standing())
    totals = sources.totals()
    assert totals["opinions"] == raw.total()
    assert sum(place["opinions"] for place in sources.by_article()) == raw.total()
    voices = [
        [(each.opinion.agency_id, each.opinion.origin) for each in row.sources.all()]
        for row in asked.round.rows.standing()
    ]
    assert sum(map(count_once, voices)) == raw.total()
    assert totals["from_meeting"] == raw["meeting"]


def recounted(round_):
    """By the rule in words: in one row a body's remarks are one, and none beside its letter."""
    counted = Counter()
    for row in Row.objects.filter(round=round_):
        said = [(s.opinion.agency_id, s.opinion.origin) for s in row.sources.all()]
        counted.update(way for body, way in said if way != "meeting" or body is None)
        spoke = {body for body, way in said if way == "meeting" and body}
        wrote = {body for body, way in said if way != "meeting"}
        counted["meeting"] += len(spoke - wrote)
    return counted
