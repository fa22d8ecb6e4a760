"""A site of its own for each test, copied from one that was prepared once."""

import shutil
from dataclasses import replace

import pytest

from tests import migrated
from tests.never_lost.site import OwnSite


@pytest.fixture(scope="session")
def prepared(django_db_setup, tmp_path_factory):
    if not migrated.own_copy().is_file():
        pytest.skip("the migrated copy is kept on SQLite only")
    site = OwnSite(tmp_path_factory.mktemp("never-lost") / "site")
    site.folder.mkdir()
    site.prepare()
    return site


@pytest.fixture
def site(prepared, tmp_path):
    folder = shutil.copytree(prepared.folder, tmp_path / "site")
    own = replace(prepared, folder=folder, server=None)
    own.scene = prepared.scene
    yield own
    own.kill()
