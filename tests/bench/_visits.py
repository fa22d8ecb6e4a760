"""Visits the demonstration that `pages` serves; run by it, with its settings."""

import gzip
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
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
PAIRS = 40
ROUNDS = 5


def main() -> None:
    # Signing in without a request has no address that could be counted.
    settings.AXES_ENABLED = False
    twin = Path(settings.STATIC_ROOT) / TWIN
    if not twin.exists():
        write_twin(twin)
        return
    for name, address, username in pages():
        client = client_of(username)
        # The first visit of a visitor teaches where a page stands, the second keeps it.
        client.get(address)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        get = visit(address, {"Cookie": cookies_of(client)})
        get()
        get()
        print(f"{name}\t{len(captured)} queries, {pace(get)}", flush=True)
    for name, ratios in against_a_file():
        spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
        print(f"{name}, as a multiple of a static file\t{spread}", flush=True)


def write_twin(twin: Path) -> None:
    """The server lists its static files when it starts: written on a first call, visited later."""
    twin.parent.mkdir(parents=True, exist_ok=True)
    content = b"".join(client_of("").get(whole_text()))
    twin.write_bytes(content)
    twin.with_name(f"{twin.name}.gz").write_bytes(gzip.compress(content))


def pages() -> list[tuple[str, str, str]]:
    """Name, address and the account that looks (none: the public). With a query, drawn anew."""
    round_ = Round.objects.filter(editions__isnull=False).last()
    article = SectionPage.objects.live().filter(eid="art_5").last()
    answer = Submission.objects.filter(round=round_, opinions__isnull=False).first()
    return [
        ("front page", reverse("front_page"), ""),
        ("directory of drafts", reverse("directory"), ""),
        ("search for a phrase", f"{reverse('search')}?q=tr%C3%A1ch+nhi%E1%BB%87m", ""),
        ("an article, public", article.url, ""),
        ("an article, public, drawn anew", f"{article.url}?x", ""),
        ("an article, official", article.url, OFFICIAL),
        ("an article, official, with the form", f"{article.url}?tai=art_5__para_1&moi=1", OFFICIAL),
        ("the whole text", whole_text(), ""),
        ("the whole text, official", whole_text(), OFFICIAL),
        ("a static file of that size", twin_url(), ""),
        ("my tasks", reverse("my_tasks"), OFFICIAL),
        ("an agency's answer", reverse("submission", args=[answer.uid]), COMPILER),
        ("progress of a round", reverse("progress", args=[round_.uid]), COMPILER),
        ("the desk", reverse("desk", args=[round_.uid]), COMPILER),
    ]


def whole_text() -> str:
    article = SectionPage.objects.live().filter(eid="art_5").last()
    return f"{article.version.url}toan-van/"


def twin_url() -> str:
    return f"{settings.STATIC_URL}{TWIN}"


def against_a_file() -> Iterator[tuple[str, list[float]]]:
    """The whole text beside the file, turn by turn: what others do on the machine meets both."""
    client = client_of("")
    plain, zipped = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"}
    tag = client.get(whole_text(), headers={"accept-encoding": "identity"})["ETag"]
    kinds = [
        ("the whole text", plain, plain, 200),
        ("the whole text, gzip", zipped, zipped, 200),
        ("the whole text, unchanged (304)", {**plain, "If-None-Match": tag}, plain, 304),
    ]
    for name, asked, of_file, status in kinds:
        page, file = visit(whole_text(), asked, status), visit(twin_url(), of_file)
        yield name, [ratio(page, file) for _round in range(ROUNDS)]


def ratio(page: Callable[[], float], file: Callable[[], float]) -> float:
    """Of the medians."""
    pairs = [(page(), file()) for _pair in range(PAIRS)]
    return median(one for one, _ in pairs) / median(other for _, other in pairs)


def client_of(username: str) -> Client:
    client = Client(HTTP_HOST=SERVER.netloc)
    if username:
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(User.objects.get(username=username), backend=backend)
    return client


def cookies_of(client: Client) -> str:
    return "; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items())


def visit(address: str, headers: dict[str, str], status: int = 200) -> Callable[[], float]:
    """A request that returns its seconds and refuses any other answer."""
    sent = {"Host": SERVER.netloc, **{key: value for key, value in headers.items() if value}}

    def get() -> float:
        began = time.perf_counter()
        server = HTTPConnection("127.0.0.1", SERVER.port, timeout=30)
        server.request("GET", address, headers=sent)
        answer = server.getresponse()
        answer.read()
        server.close()
        if answer.status != status:
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
    return f"{alone * 1000:.1f} ms alone, {total / SECONDS:.0f} requests a second"


if __name__ == "__main__":
    main()
