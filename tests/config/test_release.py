"""A release is told from another by the files that draw its pages."""

import os

import pytest

from config.release import release_of


@pytest.fixture
def site(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("<p>Góp ý</p>")
    return tmp_path


def test_the_same_files_are_the_same_release(site):
    assert release_of(site) == release_of(site)


def test_a_changed_template_makes_another_release(site):
    before = release_of(site)
    (site / "templates" / "base.html").write_text("<p>Góp ý pháp luật</p>")

    assert release_of(site) != before


def test_a_template_of_the_same_length_written_later_makes_another_release(site):
    before = release_of(site)
    os.utime(site / "templates" / "base.html", (1, 1))

    assert release_of(site) != before


def test_a_compiled_module_makes_none(site):
    before = release_of(site)
    (site / "cms" / "__pycache__").mkdir(parents=True)
    (site / "cms" / "__pycache__" / "apps.pyc").write_bytes(b"x")

    assert release_of(site) == before
