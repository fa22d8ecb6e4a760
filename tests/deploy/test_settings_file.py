"""The settings file that `./run` writes."""

import environ
import pytest

from deploy import settings_file
from deploy.settings_file import has_base_url, sqlite_url, write_settings


def test_only_its_owner_can_read_the_settings(tmp_path):
    write_settings(tmp_path / ".env", {"BASE_URL": "http://localhost:8000"})

    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600


def test_every_installation_has_a_secret_of_its_own(tmp_path):
    for name in ("one", "two"):
        write_settings(tmp_path / name, {})

    assert (tmp_path / "one").read_text() != (tmp_path / "two").read_text()


def test_settings_that_exist_are_never_overwritten(tmp_path):
    (tmp_path / ".env").write_text("SECRET_KEY=kept\n")

    with pytest.raises(FileExistsError):
        write_settings(tmp_path / ".env", {})


def test_a_folder_with_spaces_and_marks_is_found_again(tmp_path):
    database = tmp_path / "Dự thảo số 1" / "demo.sqlite3"

    read_back = environ.Env.db_url_config(sqlite_url(database))

    assert read_back["NAME"] == str(database)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://localhost:8000", True),
        ("http://localhost:8010", False),
        ("https://gopy.example.vn", True),
    ],
)
def test_only_an_address_of_this_machine_gives_way_to_another_port(
    tmp_path, monkeypatch, address, expected
):
    monkeypatch.delenv("BASE_URL", raising=False)
    monkeypatch.setattr(settings_file, "SITE_FILE", tmp_path / ".env")
    write_settings(tmp_path / ".env", {"BASE_URL": address})

    assert has_base_url(8000) is expected
