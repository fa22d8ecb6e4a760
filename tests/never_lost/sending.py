"""A form sent as a browser sends it, and what the server answered."""

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import urlencode

from django.middleware.csrf import _get_new_csrf_string

NO_ANSWER = 0
SIGN_IN = "/tai-khoan/"
Words = Mapping[str, str]


class Answer(NamedTuple):
    """Status 0: there was none."""

    status: int
    page: str = ""
    sent_on_to: str = ""

    @property
    def is_yes(self) -> bool:
        """Done, and not sent to the sign-in."""
        return self.status in (200, 302) and SIGN_IN not in self.sent_on_to


def send_form(port: int, path: str, words: Words, *, session: str, htmx: bool = False) -> Answer:
    """One POST by the holder of a session; the answer is read to its end."""
    token = _get_new_csrf_string()
    headers = {
        "Host": f"localhost:{port}",
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": token,
        **({"HX-Request": "true"} if htmx else {}),
    }
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", path, urlencode(words), headers)
        answer = connection.getresponse()
        where = answer.headers.get("Location", "")
        return Answer(answer.status, answer.read().decode(), where)
    except (OSError, HTTPException):
        return Answer(NO_ANSWER)
    finally:
        connection.close()
