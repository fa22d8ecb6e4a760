"""Opinions sent to a served site at a fixed pace, whether or not it keeps up."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

from consultation.models import Opinion
from tests.never_lost.sending import Words, send_form

PER_SECOND = 50
# Enough hands that a slow answer never keeps the next from being sent in its time.
HANDS = 64


def send_steadily(
    clients: Sequence[Client], forms: Callable[[int], Iterator[Words]], *, seconds: int
) -> None:
    """Each is due at its moment; what it took counts from then, waiting for a hand included."""
    before = Opinion.objects.count()
    sessions = [client.cookies["sessionid"].value for client in clients]
    waiting = [forms(at) for at in range(len(sessions))]
    posts = [
        (sessions[at % len(sessions)], next(waiting[at % len(sessions)]))
        for at in range(PER_SECOND * seconds)
    ]
    port, path = urlsplit(settings.BASE_URL).port, reverse("write_opinion")
    start = time.monotonic() + 1

    def send(at: int) -> tuple[float, bool]:
        due = start + at / PER_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        session, words = posts[at]
        answer = send_form(port, path, words, session=session, htmx=True)
        return time.monotonic() - due, answer.is_yes

    with ThreadPoolExecutor(HANDS) as hands:
        answers = list(hands.map(send, range(len(posts))))
    stored = Opinion.objects.count() - before
    times = sorted(took for took, _is_yes in answers)
    accepted = sum(is_yes for _took, is_yes in answers)
    done = time.monotonic() - start
    what = f"sent at {PER_SECOND} a second for {seconds} s"
    print(f"{what}: accepted, stored\t{accepted:,} of {len(posts):,}, {stored:,}")
    print(f"{what}: pace, median, p95\t{len(posts) / done:.0f}/s, {told(times)}", flush=True)


def told(times: list[float]) -> str:
    cuts = quantiles(times, n=100)
    return f"{cuts[49] * 1000:.0f} ms, {cuts[94] * 1000:.0f} ms"
