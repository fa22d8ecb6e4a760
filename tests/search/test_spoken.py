"""What was said at a meeting or sent by a citizen is found by whom the rules let read it."""

import pytest

from consultation.models import Opinion, Visibility
from consultation.signals import opinions_recorded
from search.finder import search
from search.query import SearchQuery
from tests.factories import open_consultation
from tests.factories.meetings import running_meeting, said, written
from tests.factories.spoken import citizens_opinion, spoken_opinion

pytestmark = pytest.mark.django_db
WORD = "xuyên khu"


@pytest.fixture
def asked():
    return open_consultation(agencies=2)


def announced(asked, opinion):
    opinions_recorded.send(Opinion, opinions=[opinion], by=asked.compiler)
    return opinion


def hits(user):
    return search(user, SearchQuery(WORD)).hits


def test_a_remark_is_found_by_its_body_and_the_compilers_alone(asked):
    announced(asked, spoken_opinion(asked, at=0, text=f"Tuyến {WORD}."))

    found = [len(hits(user)) for user in (asked.compiler, asked.officer(0), asked.officer(1))]

    assert found == [1, 1, 0]


def test_a_citizens_words_are_found_by_the_compilers_until_they_are_public(asked):
    opinion = announced(asked, citizens_opinion(asked, text=f"Tuyến {WORD}."))
    assert [len(hits(user)) for user in (asked.compiler, asked.officer(0))] == [1, 0]

    opinion.visibility = Visibility.PUBLIC
    opinion.save()
    announced(asked, opinion)

    assert [len(hits(user)) for user in (asked.compiler, asked.officer(0))] == [1, 1]


def test_remarks_and_slips_are_not_found_before_they_are_opinions(asked):
    meeting = running_meeting(asked, name=f"Hội nghị {WORD}")
    said(asked, meeting, text=f"Tuyến {WORD}.", speaker=f"Ông {WORD}")
    written(asked, meeting, text=f"Tuyến {WORD}.")

    assert hits(asked.compiler) == []
