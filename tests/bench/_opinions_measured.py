"""The parts of the benchmark `opinions`; run by it, with its settings."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from cms.models import User  # noqa: E402
from consultation import rules  # noqa: E402
from consultation.models import Opinion, Round  # noqa: E402
from consultation.views.margin import open_margin, seats_in  # noqa: E402
from consultation.views.place import Place  # noqa: E402
from tests.bench._opinions import fill_up, large_consultation  # noqa: E402
from tests.bench._opinions_sent import send_steadily  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
TURNS = 15
SAMPLE = 40
Words = dict[str, str]


def main(part: str) -> None:
    # Signing in without a request has no address that could be counted.
    settings.AXES_ENABLED = False
    if part == "prepare":
        call_command("migrate", verbosity=0)
        call_command("collectstatic", "--noinput", verbosity=0)
        large_consultation()
    elif part == "measure":
        measure_growth()
    else:
        seconds = 300 if "--long" in sys.argv else 30
        send_steadily(clients(), forms, seconds=seconds)


def measure_growth() -> None:
    for size in SIZES:
        fill(size)
        if size == SIZES[1]:
            measure_counts()
            measure_panel()
        measure_writing(size)


def fill(size: int) -> None:
    began = time.process_time()
    fill_up(size)
    print(f"filling up to {size:,} took {time.process_time() - began:.0f} s", file=sys.stderr)


def measure_counts() -> None:
    person, version = compiler(), first_round().version
    # Whom a person acts for is asked once a request, whatever the page.
    rules.standing_of(person)
    with counted() as queries:
        said = Opinion.objects.filter(round__version=version).counted_for(person)
        places = said.voices([])
    print(f"counts of {len(places)} provisions\t{queries()} query")


def measure_panel() -> None:
    """As its reader meets it, with the person already known; beside the template alone."""
    version = first_round().version
    busiest = version.provisions.annotate(n=Count("opinions")).order_by("-n").first()
    place = Place(version, busiest)
    request = RequestFactory().get("/")
    request.user = compiler()
    with counted() as queries:
        margin = panel(request, place)
        render(request, margin)
    print(f"panel of the busiest provision, {busiest.n} opinions\t{queries()} queries")
    whole, alone = [], []
    for _turn in range(TURNS):
        whole.append(seconds(lambda: render(request, panel(request, place))))
        alone.append(seconds(lambda: render(request, margin)))
    print(f"the same as a multiple of its rows from memory\t{median(whole) / median(alone):.2f}")


def measure_writing(size: int) -> None:
    [client] = clients(1)
    address = reverse("write_opinion")
    posts = [words for words, _ in zip(forms(0), range(SAMPLE), strict=False)]
    with counted() as queries:
        client.post(address, posts[0])
    spent = [seconds(lambda words=words: client.post(address, words)) for words in posts[1:]]
    print(f"one opinion with {size:,} stored\t{median(spent) * 1000:.1f} ms, {queries()} queries")


def first_round() -> Round:
    return Round.objects.select_related("version").earliest("pk")


def compiler() -> User:
    return User.objects.filter(memberships__role="compiler").earliest("pk")


def panel(request, place):
    return open_margin(request, place, seats=seats_in(place.version, request.user))


def render(request, margin) -> str:
    return render_to_string("consultation/_margin.html", {"margin": margin}, request=request)


def clients(number: int | None = None) -> list[Client]:
    """Signed in officers, one an agency."""
    host = settings.BASE_URL.partition("://")[2]
    found = []
    asked = first_round().invitations.values("agency")
    officers = User.objects.filter(memberships__role="officer", memberships__agency__in=asked)
    for user in officers.order_by("pk")[:number]:
        client = Client(HTTP_HOST=host)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        found.append(client)
    return found


def forms(at: int) -> Iterator[Words]:
    """What the officer number `at` sends: a new opinion on one provision after the other."""
    round_ = first_round()
    invitation = round_.invitations.select_related("round", "agency").order_by("agency_id")[at]
    version = round_.version
    standing = list(version.provisions.filter(retired_at=None).order_by("pk"))
    while True:
        for provision in standing:
            yield {
                "version": str(version.uid),
                "provision": str(provision.uid),
                "token": str(uuid4()),
                "lock_version": "0",
                "seat": invitation.key,
                "kind": "amend",
                "text": f"Đề nghị kéo dài thời hạn trả lời vì xã ở xa ({uuid4().hex[:6]}).",
                "reason": "Bưu chính đến xã biên giới mất bốn đến năm ngày.",
            }


def seconds(act: Callable[[], object]) -> float:
    """Of the processor; what a database server does is not in it."""
    began = time.process_time()
    act()
    return time.process_time() - began


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    told: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield lambda: len(told)
    told += [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]


if __name__ == "__main__":
    main(sys.argv[1])
