"""Three locks keep private text private; each holds with the other two taken off."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from consultation.approving import return_submission
from consultation.commenting import amend_opinion, withdraw_opinion
from consultation.models import Opinion
from consultation.synthesis import gather_opinions
from search.access import Access, Visibility, access_of
from search.documents import SOURCES
from search.finder import search
from search.models import SearchDoc
from search.query import SearchQuery
from tests.factories import (
    UserFactory,
    approved_opinion,
    approved_submission,
    head_of,
    open_consultation,
    written_opinion,
)

pytestmark = pytest.mark.both_databases

SECRET = "Xã biên giới Sín Thầu chưa có bưu cục"


@pytest.fixture
def consultation(db):
    return open_consultation(agencies=2)


def opinions(user, words="bưu cục Sín Thầu"):
    page = search(user, SearchQuery(words))
    found = [hit for hit in page.hits if hit.kind == "opinion"]
    counted = {choice.value: choice.count for choice in page.facets.get("kind", [])}
    return found, counted.get("opinion", 0)


def everybody_else(consultation):
    return {
        "the public": AnonymousUser(),
        "a person of no agency": UserFactory(),
        "another agency's officer": consultation.officer(1),
        "another agency's head": consultation.head(1),
        "the compiler": consultation.compiler,
        "the lead's head": head_of(consultation.lead),
    }


def test_a_draft_opinion_is_found_by_its_own_agency_alone(consultation):
    written_opinion(consultation, at=0, text=SECRET, reason="")

    assert {who: opinions(user) for who, user in everybody_else(consultation).items()} == {
        who: ([], 0) for who in everybody_else(consultation)
    }
    [hit], counted = opinions(consultation.officer(0))
    assert (hit.snippet_html, counted) == (
        "Xã biên giới <mark>Sín Thầu</mark> chưa có <mark>bưu cục</mark>",
        1,
    )


def test_a_sent_opinion_is_found_by_its_agency_and_the_compilers(consultation):
    approved_opinion(consultation, at=0, text=SECRET)

    who_finds = {who for who, user in everybody_else(consultation).items() if opinions(user)[1]}

    assert who_finds == {"the compiler", "the lead's head"}


def test_a_public_opinion_is_found_by_everyone(consultation):
    opinion = approved_opinion(consultation, at=0, text=SECRET)
    Opinion.objects.filter(pk=opinion.pk).update(visibility="public")
    SearchDoc.objects.of("opinion", [opinion.pk]).delete()
    for row in SOURCES["opinion"].rows():
        row.save()

    assert {opinions(user)[1] for user in everybody_else(consultation).values()} == {1}


def test_what_a_person_finds_is_what_the_rules_let_them_see(consultation):
    """Lock by lock the same: the rows open to a person hold exactly what they may see."""
    approved_opinion(consultation, at=0)
    written_opinion(consultation, at=1)
    people = {**everybody_else(consultation), "an officer": consultation.officer(0)}

    for user in people.values():
        rows = SearchDoc.objects.open_to(access_of(user)).filter(kind="opinion")
        seen = Opinion.objects.visible_to(user)
        assert set(rows.values_list("object_id", flat=True)) == {o.pk for o in seen}


# The first lock alone: the second lets everything through.


def test_the_engine_hides_what_is_private(consultation, monkeypatch):
    written_opinion(consultation, at=0, text=SECRET)
    monkeypatch.setattr("consultation.rules.visible_opinions", lambda user: Q())

    assert opinions(AnonymousUser()) == ([], 0)


def test_without_the_first_lock_private_words_would_be_counted(consultation, monkeypatch):
    written_opinion(consultation, at=0, text=SECRET)
    monkeypatch.setattr(Access, "condition", lambda self: Q())

    assert opinions(AnonymousUser()) == ([], 1)


def test_access_cannot_be_left_out():
    with pytest.raises(TypeError):
        Access()


# The second lock alone: the first is deceived by a row that says "public".


def test_a_row_that_lies_about_its_audience_shows_nothing(consultation):
    written_opinion(consultation, at=0, text=SECRET)
    SearchDoc.objects.filter(kind="opinion").update(visibility=Visibility.PUBLIC)

    assert opinions(AnonymousUser())[0] == []


def test_without_the_second_lock_a_lying_row_would_show(consultation, monkeypatch):
    written_opinion(consultation, at=0, text=SECRET)
    SearchDoc.objects.filter(kind="opinion").update(visibility=Visibility.PUBLIC)
    monkeypatch.setattr("consultation.rules.visible_opinions", lambda user: Q())

    assert len(opinions(AnonymousUser())[0]) == 1


# The third lock alone: the row holds words that the opinion no longer has.


def test_words_that_only_the_row_still_holds_are_never_shown(consultation):
    opinion = written_opinion(consultation, at=0, text=SECRET)
    Opinion.objects.filter(pk=opinion.pk).update(text="Đã viết lại.", reason="")

    [hit], _counted = opinions(consultation.officer(0))

    assert hit.snippet_html == "Đã viết lại."


def test_rows_hold_no_text_that_could_be_shown():
    text_columns = {"title_folded", "body_folded", "title_exact", "body_exact"}
    names = {field.name for field in SearchDoc._meta.get_fields()}

    assert {"title", "body", "text"} & names == set()
    assert text_columns <= names


def test_withdrawn_text_is_not_found_in_the_next_request(consultation):
    opinion = written_opinion(consultation, at=0, text=SECRET)
    assert opinions(consultation.officer(0))[1] == 1

    withdraw_opinion(opinion, by=consultation.officer(0))

    assert opinions(consultation.officer(0)) == ([], 0)


def test_amended_text_is_found_by_its_new_words_alone(consultation):
    opinion = written_opinion(consultation, at=0, text=SECRET)
    officer = consultation.officer(0)
    assert opinions(officer)[1] == 1

    amend_opinion(opinion, by=officer, lock_version=opinion.lock_version, text="Sông Nậm Ma mùa lũ")

    assert opinions(officer) == ([], 0)
    assert opinions(officer, "Nậm Ma mùa lũ")[1] == 1


def test_a_returned_submission_closes_the_door_to_the_compilers_again(consultation):
    written_opinion(consultation, at=0, text=SECRET)
    submission = approved_submission(consultation, at=0)
    assert opinions(consultation.compiler)[1] == 1

    return_submission(submission, by=consultation.compiler, reason="Nêu rõ điều, khoản.")

    assert opinions(consultation.compiler) == ([], 0)
    assert opinions(consultation.officer(0))[1] == 1


def test_a_row_goes_with_the_last_opinion_that_was_given_back(consultation):
    written_opinion(consultation, at=0, text=SECRET)
    submission = approved_submission(consultation, at=0)
    gather_opinions(consultation.round, by=consultation.compiler)
    query = SearchQuery("bưu cục Sín Thầu")
    assert search(consultation.compiler, query).total == 2

    return_submission(submission, by=consultation.compiler, reason="Nêu rõ điều, khoản.")

    assert search(consultation.compiler, query).hits == []
