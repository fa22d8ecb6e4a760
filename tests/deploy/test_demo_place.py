"""A demo lives in its own folder and touches nothing else."""

import os

import pytest

from deploy import demo
from deploy.steps import Trouble


@pytest.fixture
def demo_folder(tmp_path, monkeypatch):
    folder = tmp_path / "var" / "demo"
    monkeypatch.setattr(demo, "DEMO", folder)
    monkeypatch.setattr(demo, "SERVED_BY", folder / "served-by")
    return folder


@pytest.mark.parametrize(
    "url",
    [
        "postgres://office:secret@127.0.0.1:5432/consultation",
        "sqlite:////srv/consultation.sqlite3",
        "sqlite:///var/consultation.sqlite3",
        "sqlite:///var/demo/../consultation.sqlite3",
    ],
)
def test_a_demo_refuses_a_database_outside_its_folder(demo_folder, url):
    with pytest.raises(Trouble, match="DATABASE_URL is set to something outside"):
        demo.refuse_other_database(url)


def test_a_demo_accepts_a_database_inside_its_folder(demo_folder):
    demo.refuse_other_database(f"sqlite:///{demo_folder / 'demo.sqlite3'}")


def test_an_earlier_demo_is_kept_when_a_new_one_is_made(demo_folder):
    demo_folder.mkdir(parents=True)
    (demo_folder / "demo.sqlite3").write_text("earlier")

    demo.move_old_aside()

    [kept] = demo_folder.parent.iterdir()
    assert (kept / "demo.sqlite3").read_text() == "earlier"


def test_a_demo_that_is_being_served_is_not_moved(demo_folder):
    demo_folder.mkdir(parents=True)
    demo.SERVED_BY.write_text(str(os.getpid()))

    with pytest.raises(Trouble, match="is being served"):
        demo.move_old_aside()

    assert demo_folder.is_dir()


def test_a_demo_whose_server_was_killed_is_moved(demo_folder):
    demo_folder.mkdir(parents=True)
    demo.SERVED_BY.write_text("99999999")

    demo.move_old_aside()

    assert not demo_folder.exists()


def test_a_law_that_is_not_there_is_named_in_a_sentence(tmp_path):
    with pytest.raises(Trouble, match="There is no file"):
        demo.find_law(str(tmp_path / "no-such-law.docx"))


def test_the_demo_is_led_to_its_own_settings_and_nothing_of_the_site(demo_folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://127.0.0.1/office")
    monkeypatch.setenv("SECRET_KEY", "of the office")

    env = demo.new_folder(8000)

    assert env["ENV_FILE"] == str(demo_folder / ".env")
    assert {"DATABASE_URL", "SECRET_KEY"} & set(env) == set()
