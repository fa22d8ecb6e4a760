"""No official document is drawn in another face than the decree's."""

import subprocess

import pytest

from consultation.rendering import faces
from consultation.rendering.faces import FontMissing
from consultation.rendering.pdf import draw_pdf

from .editions import edition_with


@pytest.fixture
def fc_match(monkeypatch):
    """Answers what fontconfig would on another machine."""
    faces.printable_characters.cache_clear()

    def answer_with(answer):
        def run(question, **_options):
            if isinstance(answer, Exception):
                raise answer
            return subprocess.CompletedProcess(question, 0, stdout=answer)

        monkeypatch.setattr(faces.subprocess, "run", run)

    yield answer_with
    faces.printable_characters.cache_clear()


def test_a_machine_without_the_face_is_told_which_package_brings_it(fc_match):
    fc_match("DejaVu Sans\nBook\n/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

    with pytest.raises(FontMissing, match="fonts-liberation2"):
        draw_pdf(edition_with(), "internal")


def test_a_style_that_would_be_imitated_counts_as_missing(fc_match):
    real = faces._find_face("Bold").file
    fc_match(f"Liberation Serif\nBold\n{real}")

    with pytest.raises(FontMissing, match="Liberation Serif Regular"):
        faces.printable_characters()


def test_a_machine_that_cannot_be_asked_is_told_so(fc_match):
    fc_match(FileNotFoundError("fc-match"))

    with pytest.raises(FontMissing, match="fontconfig"):
        faces.printable_characters()


def test_the_faces_print_the_signs_of_official_papers():
    assert set("₫§№°²“”–…•□") <= faces.printable_characters()
