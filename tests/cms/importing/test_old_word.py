"""Old Word files: checked, turned into new ones by LibreOffice where it is, refused where not."""

import sys
from pathlib import Path

import pytest

from cms.importing import ImportRefused, office, read_outline, read_safely

from .word_files import p, small_law, write_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = OLE + b"\0" * 504 + b"\xec\xa5\xc1\x00\x07\x00\x09\x04\x00\x00\xf8\x12" + b"\0" * 600


def refusal(path, read=read_outline):
    with pytest.raises(ImportRefused) as refused:
        read(path)
    assert refused.value.message
    return refused.value.code


@pytest.fixture
def old_word(tmp_path):
    path = tmp_path / "luật.doc"
    path.write_bytes(PLAIN)
    return path


@pytest.fixture
def office_that(tmp_path, monkeypatch):
    """Let a program of a few lines stand for LibreOffice; `room` is where it is to write."""

    def stand_in(*lines):
        program = tmp_path / "soffice"
        body = "\n".join(("import os, shutil, sys, time", "room = sys.argv[-2]", *lines))
        program.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
        program.chmod(0o700)
        monkeypatch.setattr(office, "find_office", lambda: str(program))
        return program

    return stand_in


@pytest.mark.parametrize("read", [read_outline, read_safely])
def test_an_old_file_is_read_as_the_new_one_that_libreoffice_makes(
    tmp_path, old_word, office_that, read
):
    new = write_word(tmp_path / "mới.docx", *small_law())
    office_that(f"shutil.copy({str(new)!r}, os.path.join(room, 'du-thao.docx'))")

    assert read(old_word) == read(new)


def test_what_libreoffice_makes_is_checked_as_any_file(tmp_path, old_word, office_that):
    new = write_word(tmp_path / "mới.docx", *small_law(), **{"word/vbaProject.bin": b"x"})
    office_that(f"shutil.copy({str(new)!r}, os.path.join(room, 'du-thao.docx'))")

    assert refusal(old_word) == "active_content"
    assert refusal(old_word, read_safely) == "active_content"


def test_tracked_changes_of_an_old_file_are_asked_about_too(tmp_path, old_word, office_that):
    put_in = p('<w:ins w:id="1"><w:r><w:t>Điều 2. Gàu</w:t></w:r></w:ins>')
    new = write_word(tmp_path / "mới.docx", *small_law(), put_in)
    office_that(f"shutil.copy({str(new)!r}, os.path.join(room, 'du-thao.docx'))")

    assert refusal(old_word, read_safely) == "tracked_changes"
    assert read_safely(old_word, tracked_changes="accept").counts["article"] == 2


def test_libreoffice_has_settings_of_its_own_and_knows_nothing_of_the_site(
    tmp_path, old_word, office_that, monkeypatch
):
    monkeypatch.setenv("SECRET_KEY", "bí mật")
    told = tmp_path / "told.txt"
    office_that(
        f"open({str(told)!r}, 'w').write('\\n'.join([sys.argv[1], *sorted(os.environ)]))",
    )

    assert refusal(old_word) == "old_word"
    profile, *environment = told.read_text(encoding="utf-8").splitlines()
    assert profile.startswith("-env:UserInstallation=file:///")
    assert not Path(profile.partition("file://")[2]).exists()
    assert "SECRET_KEY" not in environment


def test_libreoffice_is_stopped_when_it_takes_too_long(old_word, office_that, monkeypatch):
    monkeypatch.setattr(office, "MOST_WALL_S", 1)
    office_that("time.sleep(30)")

    assert refusal(old_word) == "limits"


def test_libreoffice_may_not_take_all_memory(old_word, office_that, monkeypatch):
    monkeypatch.setattr(office, "MOST_MEMORY_MB", 100)
    office_that("b = bytearray(10 ** 9)", "open(room + '/du-thao.docx', 'wb').write(b'PK')")

    assert refusal(old_word) == "old_word"


def test_without_libreoffice_a_sentence_says_what_to_do(old_word, monkeypatch):
    monkeypatch.setattr(office, "find_office", lambda: None)

    with pytest.raises(ImportRefused, match=r"không có LibreOffice.*Save As") as refused:
        read_safely(old_word)

    assert refused.value.code == "no_office"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04" + b"\0" * 600, "wrong_extension"),
        (b"{\\rtf1 Dieu 1}", "wrong_extension"),
        (b"", "empty"),
        (PLAIN + "_VBA_PROJECT".encode("utf-16-le"), "active_content"),
        (PLAIN + "ObjectPool".encode("utf-16-le"), "active_content"),
        (PLAIN.replace(b"\x00\x00\xf8\x12", b"\x00\x00\xf8\x13"), "password"),
    ],
)
def test_an_old_file_is_looked_at_before_libreoffice_sees_it(old_word, office_that, content, code):
    office_that("raise SystemExit('never started')")
    old_word.write_bytes(content)

    assert refusal(old_word) == code
    assert refusal(old_word, read_safely) == code


@pytest.mark.needs("soffice")
def test_a_real_old_law_has_the_structure_of_the_new_one(laws):
    old, new = (laws / f"luat-bao-ve-nguoi-tieu-dung-2023.{suffix}" for suffix in ("doc", "docx"))

    assert read_safely(old).counts == read_safely(new).counts
