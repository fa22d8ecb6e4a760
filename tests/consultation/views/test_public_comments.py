"""A visitor comments from an article: the form, what is wrong with it, the way back by mail."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from consultation.commenting import accept_comment
from consultation.forms.public_comments import fresh_values
from consultation.inviting import ask_public, close_round
from consultation.models import Message, PublicAuthor, PublicComment, PublicLink
from consultation.views import limiting
from tests.consultation.views.screens import field, told
from tests.factories import UserFactory, open_consultation
from tests.factories.laws import provision, put_in_dossier
from tests.factories.public import (
    MINE,
    SAID,
    comment_form,
    person,
    public_comment,
    public_consultation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return public_consultation()


@pytest.fixture
def visitor():
    return Client()


def address(asked, eid="art_3__para_2"):
    return reverse("comment_on", args=[provision(asked.version, eid).uid])


def test_words_alone_are_enough(asked, visitor):
    answer = visitor.post(address(asked), comment_form())

    comment = PublicComment.objects.get()
    assert answer.status_code == 302
    assert (comment.text, comment.state, comment.is_suspect) == (SAID, "pending", False)
    assert comment.receipt_code in visitor.get(answer.url).content.decode()


def test_no_box_is_ticked_beforehand(asked, visitor):
    page = visitor.get(address(asked))

    assert told(page, "//main//input[@type='checkbox'][@checked]") == []
    assert len(told(page, "//main//input[@type='checkbox']")) == 2


def test_whole_draft_and_files_are_commented_on_too(asked, visitor):
    file = put_in_dossier(asked.version)
    version = asked.version

    visitor.post(reverse("comment_on_draft", args=[version.uid]), comment_form())
    visitor.post(reverse("comment_on_file", args=[version.uid, file.uid]), comment_form())

    assert [comment.citation for comment in PublicComment.objects.order_by("pk")] == [
        "",
        file.citation,
    ]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 5_001}, "text"),
        ({"kind": "shout"}, "kind"),
        ({"email": "mai@", "consent": "on"}, "email"),
        ({"name": "Lò Thị Mai"}, "consent"),
        ({"email": "mai@example.vn"}, "consent"),
        ({"shows_name": "on", "email": ""}, "shows_name"),
        ({"shows_name": "on", "name": ""}, "shows_name"),
        ({"name": "x" * 121, "consent": "on"}, "name"),
        ({"text": "a\x00b"}, "text"),
        ({"token": "no"}, "token"),
    ],
)
def test_what_is_wrong_is_named_and_no_field_is_cleared(asked, visitor, wrong, where):
    form = comment_form(**{**MINE, "consent": "on", "reason": "Vì xa.", **wrong})
    if "consent" not in wrong and where == "consent":
        form.pop("consent")

    answer = visitor.post(address(asked), form)

    assert answer.status_code == 422
    assert where in answer.context["form"].errors
    assert not PublicComment.objects.exists()
    for name in ("text", "reason", "name", "email", "place", "organisation"):
        assert (field(answer, name) or "") == form.get(name, "").replace("\x00", "\ufffd")


def test_who_is_named_agreed_to_it_in_the_words_that_stood_there(asked, visitor):
    page = visitor.get(address(asked))
    said = told(page, "//label[@for='id_consent']/span | //*[@id='id_consent_helptext']")

    visitor.post(address(asked), comment_form(**MINE, consent="on"))

    author = PublicAuthor.objects.get()
    assert {name: getattr(author, name) for name in MINE} == MINE
    assert author.consents.get().text == " ".join(said)
    assert not author.shows_name


def test_a_consent_without_anything_personal_is_not_kept(asked, visitor):
    visitor.post(address(asked), comment_form(consent="on"))

    assert not PublicAuthor.objects.get().consents.exists()


def test_a_double_click_is_one_comment_and_both_lead_to_it(asked, visitor):
    form = comment_form()

    answers = [visitor.post(address(asked), form) for _click in range(2)]

    comment = PublicComment.objects.get()
    assert all(
        comment.receipt_code in visitor.get(answer.url).content.decode() for answer in answers
    )


def test_other_words_in_the_same_form_are_kept_on_the_screen_and_sent_as_another(asked, visitor):
    form = comment_form()
    visitor.post(address(asked), form)

    refused = visitor.post(address(asked), {**form, "text": "Thêm một ý nữa."})
    again = {**form, "text": field(refused, "text"), "token": field(refused, "token")}
    visitor.post(address(asked), again)

    assert refused.status_code == 409
    assert list(PublicComment.objects.order_by("pk").values_list("text", flat=True)) == [
        SAID,
        "Thêm một ý nữa.",
    ]


def test_a_form_that_was_open_when_the_time_ended_keeps_its_words(asked, visitor):
    form = comment_form()
    close_round(asked.round, by=asked.compiler)

    answer = visitor.post(address(asked), form)

    assert answer.status_code == 410
    assert field(answer, "text") == SAID
    assert not PublicComment.objects.exists()


def test_where_the_public_is_not_asked_there_is_no_form(visitor):
    plain, internal = open_consultation(), open_consultation(is_public=False)

    for consultation in (plain, internal):
        assert visitor.get(address(consultation)).status_code == 404
        assert visitor.post(address(consultation), comment_form()).status_code == 404


def test_too_many_from_one_place_are_told_so_and_keep_their_words(asked, visitor, monkeypatch):
    monkeypatch.setattr(limiting, "OF_ADDRESS", (3, 3600))

    answers = [visitor.post(address(asked), comment_form()) for _time in range(4)]
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").post(address(asked), comment_form())

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert field(answers[-1], "text") == SAID
    assert answers[-1]["Retry-After"] == "3600"
    assert elsewhere.status_code == 302
    assert PublicComment.objects.count() == 4


def test_a_flood_on_one_round_does_not_stop_another(asked, visitor, monkeypatch):
    monkeypatch.setattr(limiting, "OF_ROUND", (1, 3600))
    other = public_consultation()

    first, second = (visitor.post(address(asked), comment_form()) for _time in range(2))

    assert (first.status_code, second.status_code) == (302, 429)
    assert visitor.post(address(other), comment_form()).status_code == 302


@pytest.mark.parametrize(
    "as_machines_do",
    [
        {"website": "https://spam.example"},
        {"opened": fresh_values},
        {"opened": "forged"},
        {"opened": ""},
    ],
)
def test_what_machines_do_is_kept_and_marked_and_looks_the_same(asked, visitor, as_machines_do):
    form = comment_form(**MINE, consent="on")
    for name, value in as_machines_do.items():
        form[name] = value("")["opened"] if callable(value) else value

    answer = visitor.post(address(asked), form)

    assert answer.status_code == 302
    assert PublicComment.objects.get().is_suspect
    assert not Message.objects.filter(address=MINE["email"]).exists()


def test_a_known_address_and_an_unknown_one_cannot_be_told_apart(asked):
    UserFactory(email="biet@example.vn")
    public_comment(asked, who=person(email="biet@example.vn"))
    asked_of = []
    for email in ("biet@example.vn", "chua@example.vn"):
        client = Client(REMOTE_ADDR=f"10.1.0.{len(asked_of)}")
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(address(asked), comment_form(email=email, consent="on"))
        page = client.get(answer.url)
        shown = page.content.decode().replace(email, "")
        code = PublicComment.objects.order_by("-pk")[0].receipt_code
        asked_of.append((len(captured), len(shown.replace(code, ""))))

    (known, known_page), (unknown, unknown_page) = asked_of
    assert known == unknown
    assert known_page == unknown_page


def test_the_way_is_offered_where_the_public_is_asked_and_only_there(asked, visitor):
    way = reverse("comment_on", args=[provision(asked.version, "art_3").uid])
    article = f"{asked.version.url}dieu-3/"

    for _visit in range(3):  # kept, and shown from there
        assert way in visitor.get(article).content.decode()
    assert (
        reverse("comment_on_draft", args=[asked.version.uid])
        in visitor.get(asked.version.url).content.decode()
    )
    asked.round.refresh_from_db()
    ask_public(asked.round, by=asked.compiler, takes_public=False)
    assert way not in visitor.get(article).content.decode()


def test_the_kept_page_of_an_article_counts_a_comment_once_it_is_published(asked, visitor):
    article = f"{asked.version.url}dieu-3/"
    comment = public_comment(asked)
    for _visit in range(3):
        assert told(visitor.get(article), "//a[@class='voices']") == []

    accept_comment(comment, by=asked.compiler)

    assert len(told(visitor.get(article), "//a[@class='voices']")) == 1
    margin = visitor.get(f"{article}?tai=art_3__para_2").content.decode()
    assert SAID in margin
    assert gettext("A citizen") in margin


def test_what_waits_was_rejected_or_erased_stands_on_no_page_of_a_visitor(asked, visitor):
    public_comment(asked, text="Chờ duyệt zq8", who=person(**MINE))

    found = visitor.get(reverse("search"), {"q": "zq8"})
    assert found.content.decode().count("zq8") == visitor.get(
        reverse("search"), {"q": "zq9"}
    ).content.decode().count("zq9")
    for path in ("/", asked.version.url, f"{asked.version.url}dieu-3/?tai=art_3__para_2"):
        shown = visitor.get(path).content.decode()
        assert "zq8" not in shown
        assert "Lò Thị Mai" not in shown
    assert visitor.get(reverse("round", args=[asked.round.uid])).content.decode().count("zq8") == 0


def test_links_are_as_many_as_were_made_and_only_their_sums_are_kept(asked, visitor):
    answer = visitor.post(address(asked), comment_form(token=str(uuid4())))
    secret = answer.url.split("/")[-2]

    assert not PublicLink.objects.filter(token_hash=secret).exists()
    assert visitor.get(answer.url).status_code == 200
