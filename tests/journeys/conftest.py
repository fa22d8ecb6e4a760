"""Windows of the people in a story, on a served site."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from django_q.models import OrmQ
from playwright.sync_api import Browser, Page

from config.assets import build_assets
from tests.journeys.scenes import Scenes
from tests.journeys.windows import PHONE, Window


@pytest.fixture(scope="session")
def assets() -> None:
    """The style sheet as it is now."""
    build_assets(Path(settings.ASSETS_DIR))


@pytest.fixture
def window(browser: Browser, live_server, assets) -> Iterator[Callable[..., Window]]:
    """`window(person)` is that person's browser; whatever it complains of fails the test."""
    opened: list[Window] = []

    def open_window(person=None, **options) -> Window:
        opened.append(Window(browser, live_server.url, **options))
        if person is not None:
            opened[-1].come_back(person)
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()
    assert [found for each in opened for found in each.watch.found] == []


@pytest.fixture
def phone(window) -> Callable[..., Window]:
    def open_phone(person=None) -> Window:
        return window(person, viewport=PHONE, is_mobile=True, has_touch=True)

    return open_phone


@pytest.fixture
def worker() -> Callable[[], int]:
    """Does the jobs that wait, as a worker does; says how many."""

    def work() -> int:
        jobs = [queued.task for queued in OrmQ.objects.all()]
        OrmQ.objects.all().delete()
        for job in jobs:
            import_string(job["func"])(*job["args"], **job["kwargs"])
        return len(jobs)

    return work


@pytest.fixture(scope="session")
def scenes() -> Scenes:
    return Scenes()


@pytest.fixture
def look(live_server, scenes, window, settings) -> Callable[..., Page]:
    """`look(screen)` opens it as its person sees it; returns the page."""
    settings.REQUIRE_SECOND_FACTOR = False

    def open_screen(screen, **options) -> Page:
        scene = scenes.show(screen.scene)
        client = Client()
        if screen.who != "visitor":
            client.force_login(scene.people[screen.who])
        if screen.first:
            screen.first(client)
        hers = window(reduced_motion="reduce", **options)
        if screen.who != "visitor":
            hers.go_on_as(client)
        reached = hers.page.goto(screen.address(scene))
        assert reached.status == screen.status
        if screen.then:
            screen.then(hers.page, scene)
        return hers.page

    return open_screen
