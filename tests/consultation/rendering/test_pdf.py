"""What every drawing keeps: the decree's faces, the standards, the same bytes, its time."""

import logging
import subprocess
import time
from unicodedata import is_normalized

import pytest

from consultation.rendering.pdf import draw_pdf

from .editions import edition_with
from .readers import opened, read, words
from .round_rows import many_rows

pytestmark = pytest.mark.needs("pdftotext")


def test_number_and_date_are_left_to_the_clerk(internal, submission):
    for drawing in (internal, submission):
        text = words(read(drawing, "-raw"))
        assert "Số: /STP-XDKTVB" in text
        assert "Điện Biên, ngày tháng năm 2026" in text


def test_files_say_what_they_are(internal, submission):
    for drawing in (internal, submission):
        with opened(drawing) as document, document.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
            assert metadata["pdfuaid:part"] == "1"
            assert "đối với dự thảo Nghị định quy định về" in metadata["dc:title"]
            assert document.Root.Lang == "vi"
            assert document.Root.MarkInfo.Marked
            assert document.Root.ViewerPreferences.DisplayDocTitle


def test_all_faces_are_the_decree_s_and_embedded(internal):
    command = ["pdffonts", "-"]
    answer = subprocess.run(command, input=internal.pdf, capture_output=True, check=True).stdout
    faces = [line.split() for line in answer.decode().splitlines()[2:]]

    assert {face[0].partition("+")[2].partition("-")[0] for face in faces} == {"Liberation"}
    assert {face[4] for face in faces if face[1] == "CID"} == {"yes"}


def test_text_comes_out_composed(internal):
    assert is_normalized("NFC", read(internal))


def test_a_draft_says_so_on_every_page_and_a_final_edition_on_none(internal):
    draft = draw_pdf(edition_with(status="draft"), "submission")
    pages = read(draft, "-raw").split("\f")[:-1]

    assert ["DỰ THẢO" in words(page) for page in pages] == [True] * draft.pages
    assert "DỰ THẢO" not in words(read(internal, "-raw"))


def test_the_same_edition_gives_the_same_bytes(edition, internal, submission):
    assert draw_pdf(edition, "internal").pdf == internal.pdf
    assert draw_pdf(edition, "submission").pdf == submission.pdf


def test_the_typesetter_has_nothing_to_complain_about(caplog, edition):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        draw_pdf(edition, "internal")
        draw_pdf(edition, "submission")

    assert [record.message for record in caplog.records] == []


def test_sixty_opinions_are_drawn_within_six_seconds():
    edition = edition_with(many_rows(60))
    started = time.process_time()

    draw_pdf(edition, "internal")
    draw_pdf(edition, "submission")

    assert time.process_time() - started < 6
