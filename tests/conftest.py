"""What every test may ask for: options, the machine's parts, a browser, how often to repeat."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Page, sync_playwright

from tests import migrated

ROOT = Path(__file__).resolve().parent.parent
LAWS = ROOT.parent / "shared" / "laws"
# With --all everything else must be there.
MAY_BE_MISSING = ("shared/laws", "JDK")
# `./run test` hands it over where the server runs.
ELASTICSEARCH_URL = os.environ.get("TEST_ELASTICSEARCH_URL", "")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

hypothesis.settings.register_profile("short", deadline=None, max_examples=50)
hypothesis.settings.register_profile("long", deadline=None, max_examples=500)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("consultation")
    group.addoption("--all", action="store_true", help="a part that is not there fails")
    group.addoption("--long", action="store_true", help="long counts in full, not at a tenth")
    group.addoption(
        "--pass",
        dest="pass_",
        choices=["postgresql", "main"],
        help="postgresql: only what PostgreSQL adds; main: all but what only PostgreSQL can do",
    )


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("long" if config.option.long else "short")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = [item for item in items if belongs_to_pass(item, config.option.pass_)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(wanted)])
    items[:] = wanted
    for item in items:
        for part in missing_parts(item):
            item.add_marker(pytest.mark.skip(reason=part))


def belongs_to_pass(item: pytest.Item, pass_: str | None) -> bool:
    only = item.get_closest_marker("postgresql") is not None
    if pass_ == "postgresql":
        return only or item.get_closest_marker("both_databases") is not None
    return not (pass_ == "main" and only)


def missing_parts(item: pytest.Item) -> Iterator[str]:
    """A sentence per part of the machine that this test needs and that is not there."""
    if item.get_closest_marker("postgresql") and on_sqlite():
        yield "PostgreSQL is not running (./run services start)"
    if item.get_closest_marker("elasticsearch") and not ELASTICSEARCH_URL:
        yield "Elasticsearch is not running (./run services start)"
    if wants_browser(item) and not chromium():
        yield "Chromium is not installed (./run test --all installs it)"
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if shutil.which(program) is None:
                yield f"{program} is not installed"


def on_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def wants_browser(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("browser") is not None or bool(names & {"browser", "page"})


def chromium() -> str | None:
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((path for path in found if path), None)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With --all a skip is a failure, whoever asked for it."""
    report = (yield).get_result()
    if not item.config.option.all or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not any(part in reason for part in MAY_BE_MISSING):
        report.outcome = "failed"
        report.longrepr = f"{reason}. With --all nothing may be missing."


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """Whether the test database comes migrated from an earlier run."""
    return on_sqlite() and migrated.take()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        migrated.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: migrated.put_back())
        yield
    with django_db_blocker.unblock():
        migrated.forget()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """What one test is told by the cache, no other test has put there."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session")
def laws() -> Path:
    """The folder of real law texts beside the project."""
    if not LAWS.is_dir():
        pytest.skip("../shared/laws is not there")
    return LAWS


@pytest.fixture(scope="session")
def times(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """`times(3000)` is 3,000 with --long and a tenth of it without."""
    full = request.config.option.long
    return lambda count: count if full else max(1, count // 10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window at 1280 pixels whose script errors fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []
