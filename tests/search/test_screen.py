"""The page a person gets, and the fragment htmx gets."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from search.finder import Hit
from search.views.showing import group_hits
from tests.factories import open_consultation, publish_law, written_opinion
from tests.search.question import ANSWER, LAW, QUESTION

pytestmark = pytest.mark.django_db


@pytest.fixture
def law(db):
    return publish_law()


def get(client, words="", **values):
    return client.get(reverse("search"), {"q": words, **values})


def test_the_page_has_a_vietnamese_address():
    assert reverse("search") == "/tim-kiem/"


def test_a_visitor_reads_what_was_found(client, law):
    page = get(client, "thoi han tra loi").content.decode()

    assert "Điều 3. <mark>Thời hạn trả lời</mark>" in page
    assert "/dieu-3/#art_3" in page


def test_a_first_visit_explains_how_to_search(client, law):
    assert "thu tuc hanh chinh" in get(client).content.decode()


def test_an_empty_answer_says_what_to_try(client, law):
    page = get(client, "qwertyuiop").content.decode()

    assert "qwertyuiop" in page
    assert "78/2025/NĐ-CP" in page


def test_what_was_typed_is_shown_not_obeyed(client, law):
    page = get(client, "<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page


def test_htmx_gets_the_results_alone(client, law):
    answer = client.get(reverse("search"), {"q": "thời hạn"}, headers={"HX-Request": "true"})

    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]


def test_a_facet_in_the_address_narrows_the_results(client, law):
    page = get(client, "thời hạn ý kiến", kind="draft")

    assert {hit.kind for hit in page.context["page"].hits} == {"draft"}
    assert 'id="kind-draft" name="kind" value="draft" checked' in page.content.decode()


def test_more_results_are_a_link_away(client, law):
    consultation = open_consultation(version=law)
    client.force_login(consultation.officer())
    for _ in range(25):
        written_opinion(consultation, text="Đề nghị sửa thời hạn trả lời.")

    first = get(client, "đề nghị sửa")
    second = get(client, "đề nghị sửa", after=first.context["page"].next)

    assert (len(first.context["page"].hits), len(second.context["page"].hits)) == (20, 5)
    assert 'rel="next"' in first.content.decode()
    assert 'rel="next"' not in second.content.decode()


def test_results_that_are_only_close_say_so(client, law):
    page = get(client, "thời hạn trả lời xyzzy").context["page"]

    assert page.relaxed
    assert {hit.approximate for hit in page.hits} == {True}


def test_the_best_answer_to_a_question_stands_first_and_says_that_a_word_is_missing(client, db):
    publish_law(LAW)

    page = get(client, QUESTION)
    content = page.content.decode()
    near, heading, exact = (
        content.index(words)
        for words in ("results__near", gettext("With all of the words"), "Giao hàng</a>")
    )

    assert [[hit.title for hit in group] for group in page.context["better_groups"]] == [
        [f"Điều 32. {ANSWER}"]
    ]
    assert near < heading < exact < content.rindex("results__near")


@pytest.mark.parametrize("address", ["sort=nonsense", "draft=abc", "after=x", "q=%00", "q=%ff"])
def test_an_address_written_by_hand_is_answered(client, law, address):
    assert client.get(f"{reverse('search')}?{address}").status_code == 200


def test_the_page_cannot_be_posted_to(client):
    assert client.post(reverse("search")).status_code == 405


def test_hits_of_one_article_stand_together_at_the_place_of_the_best():
    def hit(name, group):
        texts = dict.fromkeys(("snippet_html", "context", "url", "place"), "")
        whole = {"whole_html": "", "whole_url": ""}
        return Hit(
            kind="provision",
            id=name,
            title=name,
            title_html=name,
            group=group,
            approximate=False,
            thing=None,
            **texts,
            **whole,
        )

    groups = group_hits([hit("a", "1"), hit("b", "2"), hit("c", "1"), hit("d", ""), hit("e", "")])

    assert [[hit.id for hit in group] for group in groups] == [["a", "c"], ["b"], ["d"], ["e"]]
