"""PostgreSQL breaks down and comes back while opinions are sent."""

import shutil
from pathlib import Path

import pytest

from deploy import machine, servers
from deploy.unprivileged import reachable_folder, run_as
from tests.never_lost.people import send_all
from tests.never_lost.site import OFFICERS, OwnSite

pytestmark = pytest.mark.postgresql

BREAKDOWNS = 3
# As a cluster comes: what it confirms is on the disk. Ours for tests is told not to wait.
CAREFUL = ""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """One of its own: the others' tests go on while it is broken down."""
    own = lambda user, name: reachable_folder(user, f"{name}-never-lost")  # noqa: E731
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(servers, "STATE", tmp_path_factory.mktemp("cluster") / "postgresql.json")
        patch.setattr(servers, "FIRST_PORT", servers.FIRST_PORT + 100)
        patch.setattr(servers, "reachable_folder", own)
        patch.setattr(servers, "SPEED", CAREFUL)
        made = servers.start_postgresql()
        yield made
        servers.stop_postgresql()
        shutil.rmtree(Path(made.data).parent)


@pytest.fixture(scope="module")
def site(cluster, tmp_path_factory):
    own = OwnSite(tmp_path_factory.mktemp("site"), cluster.url)
    own.prepare()
    own.start()
    yield own
    own.kill()


def break_down(cluster):
    """Every process of it at once, with no time to write anything."""
    stop = ["-D", cluster.data, "-m", "immediate", "-w", "stop"]
    run_as(cluster.user, [machine.postgresql_programs() / "pg_ctl", *stop])


def test_what_was_acknowledged_outlives_breakdowns_of_the_database(cluster, site, times):
    number = times(1000)

    def break_it_now_and_then(sent):
        for breakdown in range(1, BREAKDOWNS + 1):
            sent.wait_for(number * breakdown // (BREAKDOWNS + 1))
            break_down(cluster)
            servers.start_postgresql()

    sent = send_all(site, number, meanwhile=break_it_now_and_then)

    stored = site.stored()
    assert len(sent.acknowledged) == number // OFFICERS * OFFICERS
    assert sent.failures
    assert {token for token, _text in stored} == sent.acknowledged
    assert len({text for _token, text in stored}) == len(stored)
    assert site.breaks_in_the_chain() == []


def test_a_server_that_answers_before_it_stores_would_lose_what_it_acknowledged(cluster, site):
    """The control: the test above finds what such a server loses."""
    site.kill()
    site.application = "tests.never_lost.hasty"
    site.start()

    def break_it_once(sent):
        sent.wait_for(10 * OFFICERS)
        break_down(cluster)
        servers.start_postgresql()

    sent = send_all(site, 40 * OFFICERS, meanwhile=break_it_once)

    assert sent.acknowledged - {token for token, _text in site.stored()}
