"""Two people of one agency write the same opinion: no words are written over unseen."""

from dataclasses import dataclass
from random import Random
from uuid import uuid4

import pytest

from cms.models import User
from consultation.commenting import OpinionConflictError, write_opinion
from consultation.models import Invitation, Opinion
from tests.factories import open_consultation
from tests.factories.laws import provision
from tests.factories.people import officer_of

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

SAVES = 6


@dataclass
class Editor:
    """A window with the form open: what it shows, and the version it was read with."""

    by: User
    text: str = ""
    version: int = 0

    def type(self, words: str) -> None:
        self.text = f"{self.text} {words}"

    def read(self, opinion: Opinion) -> None:
        self.text, self.version = opinion.text, opinion.lock_version


@dataclass
class Table:
    """One opinion, two windows, and each text that was acknowledged."""

    seat: Invitation
    clause: object
    editors: list[Editor]

    def save(self, editor: Editor, token, version: int) -> Opinion:
        return write_opinion(
            self.seat,
            by=editor.by,
            token=token,
            provision=self.clause,
            lock_version=version,
            kind="amend",
            text=editor.text,
        )


@pytest.fixture
def table():
    consultation = open_consultation(agencies=1)
    seat = Invitation.objects.select_related("round", "agency").get(round=consultation.round)
    people = [consultation.officer(), officer_of(consultation.agencies[0])]
    clause = provision(consultation.version, "art_3__para_2")
    return Table(seat, clause, [Editor(person) for person in people])


def play(table: Table, chance: Random, *, guarded: bool = True) -> list[str]:
    """What was acknowledged and then written over by somebody who had not seen it."""
    token, unseen = uuid4(), []
    for editor in table.editors:
        editor.text, editor.version = "", 0
    stored = ""
    for number in range(SAVES):
        editor = chance.choice(table.editors)
        editor.type(f"{editor.by.pk}-{number}")
        version = editor.version
        if not guarded:
            known = Opinion.objects.filter(token=token).first()
            version = known.lock_version if known else 0
        before = stored
        try:
            opinion = table.save(editor, token, version)
        except OpinionConflictError as conflict:
            # The page with both texts: the person goes on with the stored one and the own words.
            own = editor.text
            editor.read(conflict.stored)
            editor.type(own)
            continue
        if before not in editor.text:
            unseen.append(before)
        stored, editor.version = editor.text, opinion.lock_version
        if chance.random() < 0.5:
            other = next(one for one in table.editors if one is not editor)
            other.read(Opinion.objects.get(token=token))
    return unseen


def test_a_thousand_ways_of_writing_at_once_lose_no_acknowledged_words(table, times):
    lost = [play(table, Random(seed)) for seed in range(times(1000))]

    assert lost == [[]] * times(1000)


def test_without_the_version_of_the_form_words_would_be_lost(table):
    """The control: what the test above finds is the work of the lock version."""
    lost = [play(table, Random(seed), guarded=False) for seed in range(20)]

    assert any(lost)
