"""A page of our own for the modules, answered without a server."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import django_htmx
import pytest

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
SITE = "http://look.test"
KINDS = {".js": "text/javascript", ".css": "text/css"}
FRAME = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Thử</title>
<meta name="htmx-config" content='{"allowEval": false, "includeIndicatorStyles": false}'>
<script src="/static/htmx.js"></script><script type="module" src="/static/js/site.js"></script>
<body data-sign-in="/dang-nhap/" data-sign-in-again="Đăng nhập lại" data-signed-out="Đã hết phiên"
 data-failed="Chưa được" data-offline="Mất mạng"><div data-messages></div>%s"""


class Window:
    """A browser window on one page of ours; what it posts is kept, what is answered is chosen."""

    def __init__(self, page):
        self.page = page
        self.body = ""
        self.posts = []
        self.answers = {}
        page.route(f"{SITE}/**", self.answer)

    def answer(self, route):
        request = route.request
        path = request.url.removeprefix(SITE).split("?")[0]
        if request.method == "POST":
            self.posts.append((path, fields_of(request)))
        if path in self.answers:
            return route.fulfill(**self.answers[path](self))
        if path == "/static/htmx.js":
            return route.fulfill(path=HTMX, content_type=KINDS[".js"])
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return route.fulfill(path=file, content_type=KINDS[file.suffix])
        return route.fulfill(body=FRAME % self.body, content_type="text/html; charset=utf-8")

    def show(self, body):
        self.body = body
        with self.page.expect_response(lambda answer: "/js/site.js" in answer.url):
            self.page.goto(f"{SITE}/")
        self.page.wait_for_load_state("networkidle")
        return self.page


def fields_of(request):
    """The fields of a posted form, whichever way the browser packed it."""
    raw = request.post_data_buffer.decode()
    if "multipart" not in request.headers["content-type"]:
        return {name: values[0] for name, values in parse_qs(raw, True).items()}
    parts = raw.split("--" + request.headers["content-type"].split("boundary=")[1])[1:-1]
    return {
        part.split('name="')[1].split('"')[0]: part.split("\r\n\r\n", 1)[1].removesuffix("\r\n")
        for part in parts
    }


def json_answer(status=200, **content):
    return lambda window: {
        "status": status,
        "body": json.dumps(content),
        "content_type": "application/json",
    }


@pytest.fixture
def window(page):
    return Window(page)
