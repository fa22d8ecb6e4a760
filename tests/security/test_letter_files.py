"""Files that letters come as, from somebody who means ill: refused in words, nothing kept."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultation.models import Letter
from consultation.receiving.ledger import note_letter
from consultation.receiving.ledger_rows import Entry
from tests.consultation.receiving.handling import read_here
from tests.consultation.uploads import workbook
from tests.factories import open_consultation
from tests.factories.letters import word_letter
from tests.factories.people import PASSWORD
from tests.security.test_injection import PAYLOADS

pytestmark = pytest.mark.django_db


def with_part(name: str, content: bytes) -> bytes:
    """A Word letter with one part put in or changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(word_letter().file) as letter,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in letter.namelist():
            if part != name:
                made.writestr(part, letter.read(part))
        made.writestr(name, content)
    return out.getvalue()


BAD = {
    "bomb.docx": lambda: with_part("word/media/image1.bmp", b"\0" * 400_000_000),
    "lol.docx": lambda: with_part(
        "word/document.xml",
        b'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="x">&b;</w:document>',
    ),
    "macro.docx": lambda: with_part("word/vbaProject.bin", b"x"),
    "page.pdf": lambda: b"<html><script>alert(1)</script>",
    "picture.png": lambda: b"\x89PNG\r\n\x1a\nnothing",
    "sheet.docx": workbook,
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "page.html": lambda: b"<p>x</p>",
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_wherever_a_letter_is_brought(client, name):
    consultation = open_consultation()
    content = BAD[name]()
    agency = consultation.agencies[0]
    noted = note_letter(
        consultation.round, by=consultation.compiler, token=uuid4(), entry=Entry(agency=agency)
    )
    round_ = consultation.round
    doors = [
        (consultation.compiler, reverse("mark_letter", args=[noted.uid]), {"do": "file"}),
        (
            consultation.officer(),
            reverse("own_letter", args=[round_.uid, agency.code]),
            {"token": uuid4()},
        ),
        (
            consultation.officer(),
            reverse("bring_table", args=[round_.uid, agency.code]),
            {"token": uuid4()},
        ),
    ]

    for person, path, form in doors:
        client.login(username=person.username, password=PASSWORD)
        answer = client.post(path, {**form, "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422, path

    assert Letter.objects.get() == noted
    noted.refresh_from_db()
    assert noted.file is None


def test_sixty_hostile_words_in_a_letter_are_only_words_on_its_page(client):
    consultation = open_consultation()
    lines = tuple(
        f"{n}. Tại khoản 2 Điều 3 đề nghị sửa như sau: “{payload}”. Lý do: {payload}"
        for n, payload in enumerate((" ".join(each.split()) for each in PAYLOADS), 1)
        if payload.isprintable()
    )
    letter = read_here(consultation, word_letter(lines))
    client.login(username=consultation.compiler.username, password=PASSWORD)

    page = client.get(reverse("letter", args=[letter.uid])).content.decode()

    assert letter.passages.opinions().count() >= len(lines) - 5
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg" not in page.split("<main")[1].split("</main>")[0]


def test_another_agencys_letter_and_file_are_not_to_be_found(client):
    consultation = open_consultation()
    letter = read_here(consultation)
    client.login(username=consultation.officer(1).username, password=PASSWORD)

    for door in ("letter", "letter_file"):
        assert client.get(reverse(door, args=[letter.uid])).status_code == 404
    assert client.post(reverse("take_letter", args=[letter.uid])).status_code == 404
