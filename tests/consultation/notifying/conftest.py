"""Somebody with an address, and a kind of message that only these tests have."""

import pytest
import time_machine

from cms import clock
from tests.consultation.notifying.october import LAST, OPENED
from tests.factories import UserFactory, open_consultation


@pytest.fixture
def person(db):
    return UserFactory(full_name="Quàng Thị Hoa", email="hoa@dienbien.example")


@pytest.fixture
def kind(settings, tmp_path):
    """The name of a kind whose three templates say `what`."""
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "tried_subject.txt").write_text("Mời góp ý: {{ what }}", encoding="utf-8")
    (folder / "tried.txt").write_text("Cơ quan soạn thảo gửi {{ what }}.", encoding="utf-8")
    (folder / "tried.html").write_text("<p>Gửi <b>{{ what }}</b>.</p>", encoding="utf-8")
    templates = dict(settings.TEMPLATES[0])
    templates["DIRS"] = [tmp_path, *templates["DIRS"]]
    settings.TEMPLATES = [templates]
    return "tried"


@pytest.fixture
def travelled():
    with time_machine.travel(OPENED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def consultation(travelled):
    opened = open_consultation(agencies=2, deadline=clock.no_later_than(LAST))
    for number, person in enumerate([*opened.officers.values(), *opened.heads.values()]):
        person.email = f"p{number}@dienbien.example"
        person.save()
    return opened
