"""The frame around every page, and the pages of sign-in inside it."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from cms.models import User

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = ["account_login", "account_reset_password", "account_reset_password_done"]
OF_ONE_PERSON = ["account_change_password", "account_logout", "mfa_index", "mfa_activate_totp"]


def headings(html):
    return re.findall(r"<h1[^>]*>(.*?)</h1>", html)


def open_page(client, name):
    return client.get(reverse(name), follow=True)


@pytest.mark.parametrize("name", OPEN_TO_ALL)
def test_a_page_before_sign_in_has_one_heading_in_one_main_part(client, name):
    html = open_page(client, name).content.decode()

    assert len(headings(html)) == html.count("<main") == 1
    assert html.startswith('<!doctype html>\n<html lang="vi">')


@pytest.mark.parametrize("name", OF_ONE_PERSON)
def test_a_page_of_ones_own_account_has_one_heading_in_one_main_part(client, name):
    client.force_login(User.objects.create_user("huong", full_name="Lò Thị Hương"))

    html = open_page(client, name).content.decode()

    assert len(headings(html)) == html.count("<main") == 1
    assert re.findall(r'<span class="menu__name">(.*?)</span>', html) == ["Lò Thị Hương"]


def test_a_page_holds_up_for_two_files_only(client):
    html = open_page(client, "account_login").content.decode()
    head = html[: html.index("</head>")]

    sheets = re.findall(r'<link rel="stylesheet"', head)
    scripts = [
        tag for tag in re.findall(r"<script[^>]*>", head) if not re.search("defer|module", tag)
    ]
    assert len(sheets + scripts) == 2


def test_a_wrong_password_is_said_at_the_top(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    answer = client.post(reverse("account_login"), {"login": "huong", "password": "sai"})

    summary = re.search(r'<div class="errors".*?</div>', answer.content.decode(), re.DOTALL)
    assert "not correct" in summary.group()


def test_an_unknown_address_answers_in_the_same_frame(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    answer = client.get("/khong-co-trang-nay/")

    assert (answer.status_code, headings(answer.content.decode())) == (404, ["Page not found"])


def test_the_page_of_a_breakdown_needs_nothing_from_the_site():
    with override("en"):
        assert headings(render_to_string("500.html")) == ["Hệ thống gặp lỗi"]
