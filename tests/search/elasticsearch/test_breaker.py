"""What one process learns of a failed server, the others know."""

import os
import subprocess
import sys

import pytest
from django.core.cache import cache

from search.engines.elasticsearch import is_resting, recovered, rest
from search.engines.elasticsearch.breaker import RESTING

OTHER = """
import sys, django
django.setup()
from search.engines.elasticsearch import breaker
for line in sys.stdin:
    print(getattr(breaker, line.strip())(), flush=True)
"""


@pytest.fixture
def other(settings, tmp_path):
    """`other("is_resting")`: what another process of this site answers; its cache is ours."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(tmp_path),
        "ENV_FILE": str(tmp_path / "none"),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER],
        env=environment,
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "cache",
        }
    }

    def ask(act):
        process.stdin.write(f"{act}\n")
        process.stdin.flush()
        return process.stdout.readline().strip() == "True"

    yield ask
    process.communicate()


def test_a_server_that_failed_one_process_is_left_alone_by_all(other):
    assert other("is_resting") is False

    rest()

    assert (is_resting(), other("is_resting")) == (True, True)


def test_after_the_rest_one_process_tries_and_tells_the_others(other):
    other("rest")
    cache.delete(RESTING)

    assert other("is_resting") is False
    assert is_resting() is True

    assert other("recovered") is True
    assert (is_resting(), other("is_resting"), recovered()) == (False, False, False)
