"""A citizen comes back: by the mail, by the address that is theirs alone, by the code."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cms import clock
from consultation.commenting import accept_comment
from consultation.models import Message, PublicAuthor, PublicComment
from tests.consultation.views.screens import told
from tests.factories.laws import provision
from tests.factories.public import (
    MINE,
    SAID,
    comment_form,
    mailed_link,
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


def confirm_address(comment):
    return reverse("confirm_public_comment", args=[mailed_link(comment)])


def test_a_mail_scanner_that_opens_the_link_confirms_nothing(asked, visitor):
    comment = public_comment(asked, who=person(email="mai@example.vn"))

    for _time in range(3):
        assert visitor.get(confirm_address(comment)).status_code == 200
        assert visitor.head(confirm_address(comment)).status_code == 200

    comment.refresh_from_db()
    assert comment.confirmed_at is None


def test_the_button_confirms_and_leads_to_the_comment(asked, visitor):
    comment = public_comment(asked, who=person(email="mai@example.vn"))

    answer = visitor.post(confirm_address(comment))

    comment.refresh_from_db()
    assert comment.confirmed_at is not None
    assert comment.receipt_code in visitor.get(answer.url).content.decode()


def test_an_expired_link_says_so_and_sends_another(asked, visitor):
    comment = public_comment(asked, who=person(email="mai@example.vn"))
    old = confirm_address(comment)

    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert visitor.get(old).status_code == 410
        assert visitor.post(old).status_code == 410
        assert visitor.post(old, {"again": "1"}).status_code == 200
        assert confirm_address(comment) != old
        assert visitor.post(confirm_address(comment)).status_code == 302


@pytest.mark.parametrize("secret", ["x", "a" * 43, "đ" * 20, "..%2e", "0" * 2000])
def test_a_wrong_link_leads_to_a_page_that_says_what_to_do(asked, visitor, secret):
    for method in (visitor.get, visitor.post):
        answer = method(reverse("confirm_public_comment", args=[secret]))
        assert answer.status_code == 404
        assert told(answer, "//*[@role='alert']") != []
    assert visitor.get(reverse("own_public_comment", args=[secret])).status_code == 404


def test_an_author_sees_all_that_is_kept(asked, visitor):
    answer = visitor.post(address(asked), comment_form(**MINE, consent="on"))

    page = visitor.get(answer.url)

    shown = page.content.decode()
    assert all(value in shown for value in MINE.values())
    assert page["Cache-Control"].find("no-store") >= 0
    assert told(page, "//ul[@class='list']/li") != []


def test_an_author_withdraws_hides_and_erases(asked, visitor):
    form = comment_form(**MINE, consent="on", shows_name="on")
    mine = visitor.post(address(asked), form).url.split("?")[0]

    visitor.post(mine, {"act": "hide"})
    assert not PublicAuthor.objects.get().shows_name
    visitor.post(mine, {"act": "withdraw"})
    assert PublicComment.objects.get().state == "withdrawn"
    visitor.post(mine, {"act": "erase"})
    assert PublicAuthor.objects.get().name == ""
    page = visitor.get(mine)
    assert page.status_code == 200
    assert MINE["name"] not in page.content.decode()


def test_a_code_shows_the_state_and_nothing_of_the_author(asked, visitor):
    comment = public_comment(asked, who=person(**MINE))
    path = reverse("public_receipt", args=[comment.receipt_code])

    waiting = visitor.get(path).content.decode()
    assert SAID not in waiting
    assert not any(value in waiting for value in MINE.values())

    accept_comment(comment, by=asked.compiler)
    assert SAID in visitor.get(path).content.decode()


def test_a_code_is_found_however_it_is_typed(asked, visitor):
    code = public_comment(asked).receipt_code

    answer = visitor.post(reverse("find_receipt"), {"code": code.lower().replace("-", " ")})

    assert answer.url == reverse("public_receipt", args=[code])


def test_whoever_tries_code_after_code_is_refused(asked, visitor):
    for _time in range(20):
        answer = visitor.get(reverse("public_receipt", args=["GY-2026-1234567-AAAA"]))
        assert answer.status_code == 404
    genuine = public_comment(asked).receipt_code

    assert visitor.get(reverse("public_receipt", args=[genuine])).status_code == 429


def test_a_way_back_is_mailed_and_says_the_same_with_and_without_an_address(asked, visitor):
    with_, without = (
        public_comment(asked, who=person(email="mai@example.vn")),
        public_comment(asked),
    )
    pages = []
    for comment in (with_, without):
        path = reverse("public_receipt", args=[comment.receipt_code])
        answer = visitor.post(path, follow=True)
        pages.append(told(answer, "//*[@data-messages]"))

    assert pages[0] == pages[1]
    (mail,) = Message.objects.filter(kind="public_link")
    assert mail.address == "mai@example.vn"
    assert visitor.get(mail.link).status_code == 200
