"""Visits the demonstration that `pages` serves; run by it, with its settings."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from cms.models import SectionPage, User  # noqa: E402
from consultation.models import Round, Submission  # noqa: E402

SERVER = urlsplit(settings.BASE_URL)
SECONDS = 5
VISITORS = 8
TWIN = "bench/whole-text.html"
OFFICIAL = "hang.vpubnd"
COMPILER = "ha.stp"


def main() -> None:
    # Signing in without a request has no address that could be counted.
    settings.AXES_ENABLED = False
    twin = Path(settings.STATIC_ROOT) / TWIN
    if not twin.exists():
        # The server lists its static files when it starts: written on a first call, visited later.
        twin.parent.mkdir(parents=True, exist_ok=True)
        twin.write_bytes(client_of("").get(whole_text()).content)
        return
    for name, address, username in pages():
        client = client_of(username)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        get = visit(address, "; ".join(f"{key}={m.value}" for key, m in client.cookies.items()))
        get()
        print(f"{name}\t{len(captured)} queries, {pace(get)}", flush=True)


def pages() -> list[tuple[str, str, str]]:
    """Name, address and the account that looks (none: the public)."""
    round_ = Round.objects.filter(editions__isnull=False).last()
    article = SectionPage.objects.live().filter(eid="art_5").last()
    answer = Submission.objects.filter(round=round_, opinions__isnull=False).first()
    return [
        ("front page", reverse("front_page"), ""),
        ("directory of drafts", reverse("directory"), ""),
        ("search for a phrase", f"{reverse('search')}?q=tr%C3%A1ch+nhi%E1%BB%87m", ""),
        ("an article, public", article.url, ""),
        ("an article, official", article.url, OFFICIAL),
        ("the whole text", whole_text(), ""),
        ("a static file of that size", f"{settings.STATIC_URL}{TWIN}", ""),
        ("my tasks", reverse("my_tasks"), OFFICIAL),
        ("an agency's answer", reverse("submission", args=[answer.uid]), COMPILER),
        ("progress of a round", reverse("progress", args=[round_.uid]), COMPILER),
        ("the desk", reverse("desk", args=[round_.uid]), COMPILER),
    ]


def whole_text() -> str:
    article = SectionPage.objects.live().filter(eid="art_5").last()
    return f"{article.version.url}toan-van/"


def client_of(username: str) -> Client:
    client = Client(HTTP_HOST=SERVER.netloc)
    if username:
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(User.objects.get(username=username), backend=backend)
    return client


def visit(address: str, cookie: str) -> Callable[[], float]:
    """A request that returns its seconds and refuses anything but a page."""

    def get() -> float:
        began = time.perf_counter()
        server = HTTPConnection("127.0.0.1", SERVER.port, timeout=30)
        server.request("GET", address, headers={"Host": SERVER.netloc, "Cookie": cookie})
        answer = server.getresponse()
        answer.read()
        server.close()
        if answer.status != 200:
            raise SystemExit(f"{address} answered {answer.status}")
        return time.perf_counter() - began

    return get


def pace(get: Callable[[], float]) -> str:
    alone = sorted(get() for _ in range(10))[5]
    until = time.monotonic() + SECONDS

    def keep_asking(_visitor: int) -> int:
        count = 0
        while time.monotonic() < until:
            get()
            count += 1
        return count

    with ThreadPoolExecutor(VISITORS) as visitors:
        total = sum(visitors.map(keep_asking, range(VISITORS)))
    return f"{alone * 1000:.0f} ms alone, {total / SECONDS:.0f} requests a second"


if __name__ == "__main__":
    main()
