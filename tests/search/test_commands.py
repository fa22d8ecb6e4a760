"""Searching and rebuilding from the command line."""

import json

import pytest
from django.core.management import CommandError, call_command

from search.models import SearchDoc
from tests.factories import open_consultation, publish_law, written_opinion

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out


def test_the_public_searches_from_the_command_line(capsys):
    publish_law()

    answer = json.loads(run(capsys, "search", "thoi han tra loi", "--json"))

    assert set(answer) == {"total", "relaxed", "engine", "hits", "facets", "next"}
    assert answer["hits"][0]["title"] == "Điều 3. Thời hạn trả lời"
    assert answer["hits"][0]["kind"] == "provision"
    assert (answer["total"], answer["relaxed"]) == (len(answer["hits"]), False)


def test_a_user_is_searched_for_by_name(capsys):
    consultation = open_consultation()
    written_opinion(consultation, text="Bưu cục Sín Thầu ở xa.")
    username = consultation.officer().username

    own = json.loads(run(capsys, "search", "bưu cục", "--as", username, "--json"))
    public = json.loads(run(capsys, "search", "bưu cục", "--json"))

    assert ([hit["kind"] for hit in own["hits"]], public["hits"]) == (["opinion"], [])


def test_an_unknown_user_is_named():
    with pytest.raises(CommandError, match="“nobody”"):
        call_command("search", "x", "--as", "nobody")


def test_people_read_titles_and_snippets_without_markup(capsys):
    publish_law()

    answer = run(capsys, "search", "đủ hồ sơ")

    assert "Khoản 2 Điều 3. Thời hạn trả lời" in answer
    assert "<mark>" not in answer


def test_lost_rows_come_back(capsys):
    publish_law()
    before = SearchDoc.objects.count()
    SearchDoc.objects.all().delete()

    told = run(capsys, "rebuild_search")

    assert SearchDoc.objects.count() == before
    assert told.splitlines()[0] == "draft: 1"
