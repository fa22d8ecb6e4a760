"""The search server for tests: what is fetched is checked, and only our own is stopped."""

import json

import pytest

from deploy import elasticsearch, machine
from deploy.steps import Trouble


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(elasticsearch, "FOLDER", tmp_path)
    monkeypatch.setattr(elasticsearch, "FETCHED", tmp_path / "fetched.zip")
    monkeypatch.setattr(elasticsearch, "STATE", tmp_path / "elasticsearch.json")
    return tmp_path


def test_a_distribution_that_is_not_the_known_one_is_thrown_away(folder, monkeypatch):
    def bring(*arguments, **options):
        elasticsearch.FETCHED.write_bytes(b"something else")

    monkeypatch.setattr(elasticsearch, "run_long", bring)

    with pytest.raises(Trouble, match="is something else"):
        elasticsearch.fetch_distribution()
    assert not elasticsearch.FETCHED.exists()


def remember(folder, **values):
    known = {
        "programs": str(folder),
        "home": str(folder),
        "user": "nobody",
        "port": 59200,
        "version": elasticsearch.VERSION,
    }
    elasticsearch.STATE.write_text(json.dumps(known | values))


def test_a_server_of_another_version_is_made_anew(folder):
    remember(folder)
    assert elasticsearch.known_server() is not None

    remember(folder, version="8.0.0")
    assert elasticsearch.known_server() is None


def test_another_program_with_the_number_of_a_dead_server_is_not_ours(folder):
    remember(folder)
    (folder / "process").write_text("1")

    assert elasticsearch.running_elasticsearch() is None
    assert elasticsearch.stop_elasticsearch() is False


@pytest.mark.parametrize(
    ("words", "version"),
    [('IMAGE_TYPE="JRE"\nJAVA_VERSION="17.0.15"\n', 17), ('JAVA_VERSION="1.8.0"', 1), ("", 0)],
)
def test_the_version_of_a_java_is_read_from_its_folder(tmp_path, words, version):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch()
    (tmp_path / "release").write_text(words)

    assert machine.java_version(tmp_path) == version
