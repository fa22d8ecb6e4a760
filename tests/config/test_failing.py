"""The page of a failure gives back what was typed."""

import errno

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from config.failing import server_error

WORDS = "Đề nghị 15 ngày <script>alert(1)</script>."


def failing(failure, **posted):
    request = RequestFactory().post("/gop-y/y-kien/", posted)
    try:
        raise failure
    except Exception:
        return server_error(request)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (OperationalError("database or disk is full"), 503),
        (OSError(errno.ENOSPC, "No space left on device"), 503),
        (OSError(errno.ENOENT, "No such file"), 500),
        (RuntimeError("a defect of ours"), 500),
    ],
)
def test_it_says_whether_to_try_again_and_shows_the_words_inert(failure, status):
    response = failing(failure, text=WORDS, token="8c1d", kind="amend")

    page = response.content.decode()
    assert response.status_code == status
    assert ("Retry-After" in response) == (status == 503)
    assert "Đề nghị 15 ngày &lt;script&gt;alert(1)&lt;/script&gt;." in page
    assert page.count("<textarea") == 1


def test_nothing_of_a_form_with_a_password_is_shown():
    response = failing(RuntimeError(), login="hà stp", password="mật khẩu dài của tôi")

    assert "<textarea" not in response.content.decode()


def test_a_page_that_was_only_asked_for_has_no_words_to_give_back():
    try:
        raise RuntimeError
    except RuntimeError:
        response = server_error(RequestFactory().get("/?q=hai+tu"))

    assert "<textarea" not in response.content.decode()
