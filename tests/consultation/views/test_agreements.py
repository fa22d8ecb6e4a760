"""“Nhất trí” with a clause, an article, a chapter or the draft: said once, shown, taken back."""

import pytest

from consultation.commenting import withdraw_opinion
from consultation.models import Kind, Opinion
from tests.consultation.views.screens import tree
from tests.consultation.views.test_opinions import WRITE, words_of
from tests.factories import open_consultation, publish_law

pytestmark = pytest.mark.django_db

CLAUSE = "art_3__para_2"
CHAPTERS = """NGHỊ ĐỊNH
Về giếng
Chương I
CHUNG
Điều 1. Một
Một.
Điều 2. Hai
Hai.
Chương II
RIÊNG
Điều 3. Ba
Ba.
Điều 4. Bốn
Bốn."""


def marks(page):
    """What the contents show of one's own, by the name of the entry."""
    links = tree(page).xpath("//nav[@id='toc']//a[@class]")
    return {link.text_content().split()[1]: link.get("class") for link in links}


@pytest.fixture
def chapters(client):
    consultation = open_consultation(version=publish_law(CHAPTERS))
    client.force_login(consultation.officer())
    return consultation


def agree(client, consultation, eid):
    words = words_of(consultation, eid, kind="agree", text="", proposed_wording="")
    return client.post(WRITE, words)


def test_agreeing_with_a_chapter_is_one_statement_shown_at_all_its_articles(client, chapters):
    page = f"{chapters.version.url}chuong-2/"
    forms = [form for form in tree(client.get(page)).forms if form.get("data-agree") is not None]

    client.post(forms[0].action, dict(forms[0].form_values()))

    (statement,) = Opinion.objects.all()
    assert (statement.kind, statement.provision.eid) == (Kind.AGREE, "chp_2")
    shown = marks(client.get(page))
    assert list(shown.values()) == ["agreed"] * 3


def test_agreeing_with_the_whole_draft_is_said_on_its_page_and_taken_back_there(client, chapters):
    page = chapters.version.url
    forms = [form for form in tree(client.get(page)).forms if form.get("data-agree") is not None]
    client.post(forms[0].action, dict(forms[0].form_values()))
    statement = Opinion.objects.get()
    assert statement.provision is None

    again = client.get(page)
    (back,) = [form for form in tree(again).forms if str(statement.uid) in (form.action or "")]
    answer = client.post(back.action, dict(back.form_values()))

    statement.refresh_from_db()
    assert answer.url == page
    assert statement.state == "withdrawn"


def test_what_is_asked_stays_marked_as_ours_where_the_chapter_is_agreed_with(client, chapters):
    agree(client, chapters, "chp_2")
    client.post(WRITE, words_of(chapters, "art_3"))

    shown = marks(client.get(f"{chapters.version.url}dieu-1/"))

    assert sorted(shown.values()) == ["agreed", "agreed", "mine"]


def test_agreeing_with_one_clause_is_not_agreeing_with_its_article(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    agree(client, consultation, CLAUSE)

    assert list(marks(client.get(f"{consultation.version.url}dieu-3/")).values()) == ["mine"]


def test_an_agreement_taken_back_is_gone_from_the_contents(client, chapters):
    agree(client, chapters, "chp_2")
    withdraw_opinion(Opinion.objects.get(), by=chapters.officer())

    assert marks(client.get(f"{chapters.version.url}dieu-3/")) == {}
