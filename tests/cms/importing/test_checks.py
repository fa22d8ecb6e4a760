"""Files that are refused before anything parses them, each with its reason."""

import zipfile

import pytest

from cms.importing import ImportRefused, read_docx, read_outline, read_text
from cms.importing.checks import MOST_BYTES
from cms.importing.word_package import MOST_ENTRIES, MOST_PARAGRAPHS

from .word_files import (
    CONTENT_TYPES,
    MAIN,
    NAMESPACES,
    RELATIONSHIPS,
    external,
    p,
    small_law,
    write_word,
    write_zip,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'


def refusal(path):
    with pytest.raises(ImportRefused) as refused:
        read_outline(path)
    assert refused.value.message
    return refused.value.code


@pytest.fixture
def word(tmp_path):
    return tmp_path / "du-thao.docx"


def test_a_good_file_passes(word):
    assert read_outline(write_word(word, *small_law())).counts["article"] == 1


def test_an_empty_or_a_huge_file_is_refused(word):
    word.write_bytes(b"")
    assert refusal(word) == "empty"

    with word.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert refusal(word) == "too_large"


@pytest.mark.parametrize("name", ["a.docm", "a.odt", "a.rtf", "a.exe", "a"])
def test_another_kind_of_file_is_refused_by_its_name(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")

    assert refusal(path) == "wrong_extension"


def test_an_old_word_file_is_told_how_to_be_saved_anew(word):
    word.write_bytes(OLE + b"\0" * 600)

    with pytest.raises(ImportRefused, match=r"Save As.*docx") as refused:
        read_outline(word)

    assert refused.value.code == "old_word"


def test_a_file_with_a_password_is_refused(word):
    word.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))

    assert refusal(word) == "password"


def test_what_is_no_zip_or_a_broken_one_is_refused(word):
    word.write_bytes(b"<html></html>")
    assert refusal(word) == "not_a_docx"

    word.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert refusal(word) == "broken"


def test_a_zip_that_is_no_word_file_is_refused(word):
    assert refusal(write_zip(word, {"xl/workbook.xml": "<a/>"})) == "not_a_docx"
    assert refusal(write_word(word, *small_law(), main="application/pdf")) == "not_a_docx"


def test_a_file_that_is_two_files_in_one_is_refused(word):
    write_word(word, *small_law())
    word.write_bytes(b"%PDF-1.7\n" + word.read_bytes())
    assert refusal(word) == "not_a_docx"

    hidden = write_word(word, *small_law()).read_bytes()
    word.write_bytes(b"PK\x03\x04 xin chao" + hidden)
    assert refusal(word) == "polyglot"


def test_a_file_with_two_parts_of_one_name_is_refused(word):
    write_word(word, *small_law())
    with zipfile.ZipFile(word, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")

    assert refusal(word) == "duplicate_names"


def test_a_file_with_too_many_parts_is_refused(word):
    contents = {f"word/{at}.bin": b"" for at in range(MOST_ENTRIES + 1)}

    assert refusal(write_zip(word, contents)) == "zip_bomb"


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image1.png"])
def test_a_part_that_swells_when_inflated_is_refused(word, name):
    content = b"0" * 3_000_000
    if name.endswith(".xml"):
        content = (
            f"<w:document {NAMESPACES}><w:body>{p('A')}<!--".encode() + content
            + b"--></w:body></w:document>"
        )  # fmt: skip

    assert refusal(write_word(word, *small_law(), **{name: content})) == "zip_bomb"


def test_a_declared_size_is_not_believed(word):
    """A zip may say that a bomb inflates to ten bytes; it is measured while it is inflated."""
    write_word(word, *small_law(), **{"word/media/image1.png": b"0" * 3_000_000})
    data = word.read_bytes()
    declared = (3_000_000).to_bytes(4, "little")
    assert data.count(declared) == 2
    word.write_bytes(data.replace(declared, (10).to_bytes(4, "little")))

    assert refusal(word) in {"zip_bomb", "broken"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_document_type_in_any_part_and_encoding_is_refused(word, encoding):
    content = f"{DOCTYPE}<a/>".encode(encoding)

    assert refusal(write_word(word, *small_law(), **{"customXml/item1.xml": content})) == "doctype"


def test_a_text_in_an_encoding_that_hides_its_tags_is_refused(word):
    body = f"<w:document {NAMESPACES}><w:body>{p('Điều 1. A')}</w:body></w:document>"

    code = refusal(write_word(word, **{"word/document.xml": body.encode("utf-16")}))

    assert code == "broken"


@pytest.mark.parametrize(
    "name",
    ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"],
)
def test_a_file_with_something_active_in_it_is_refused(word, name):
    assert refusal(write_word(word, *small_law(), **{name: b"x"})) == "active_content"


def test_a_file_with_macros_under_the_name_of_one_without_is_refused(word):
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refusal(write_word(word, *small_law(), main=macro)) == "active_content"

    types = CONTENT_TYPES.format(main=MAIN).replace(
        "</Types>", '<Override PartName="/word/x.bin" ContentType="application/x-macro"/></Types>'
    )
    code = refusal(write_word(word, *small_law(), **{"[Content_Types].xml": types}))
    assert code == "active_content"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://example.org/a.dotm"),
        ("image", "https://example.org/a.png"),
        ("hyperlink", "file:///etc/passwd"),
        ("hyperlink", "javascript:alert(1)"),
        ("oleObject", "http://example.org/x"),
        ("frame", "http://example.org/x"),
    ],
)
def test_a_door_to_elsewhere_is_refused(word, kind, target):
    rels = {"word/_rels/document.xml.rels": RELATIONSHIPS.format(external(kind, target))}

    assert refusal(write_word(word, *small_law(), **rels)) == "external_relationship"


def test_a_template_is_refused_even_from_within_the_file(word):
    inside = external("attachedTemplate", "a.dotm").replace(' TargetMode="External"', "")
    rels = {"word/_rels/settings.xml.rels": RELATIONSHIPS.format(inside)}

    assert refusal(write_word(word, *small_law(), **rels)) == "external_relationship"


def test_links_to_the_web_are_no_harm(word):
    link = external("hyperlink", "https://vanban.example.vn/luat")
    rels = {"word/_rels/document.xml.rels": RELATIONSHIPS.format(link)}

    assert read_outline(write_word(word, *small_law(), **rels)).counts["article"] == 1


def test_more_paragraphs_than_any_law_has_are_refused(word):
    assert refusal(write_word(word, "<w:p/>" * (MOST_PARAGRAPHS + 1))) == "too_many_paragraphs"


def test_paragraphs_under_another_prefix_are_counted_too(word):
    body = (
        '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<x:body>{'<x:p/>' * (MOST_PARAGRAPHS + 1)}</x:body></x:document>"
    )

    assert refusal(write_word(word, **{"word/document.xml": body})) == "too_many_paragraphs"


def test_a_text_nested_too_deep_is_refused(word):
    nested = "<w:tbl><w:tr><w:tc>" * 100 + p("sâu") + "</w:tc></w:tr></w:tbl>" * 100

    assert refusal(write_word(word, nested)) == "too_deep"


def test_a_text_nested_as_deep_as_it_may_be_is_read(word):
    nested = "<w:tbl><w:tr><w:tc>" * 80 + p("Điều 1. Sâu") + "</w:tc></w:tr></w:tbl>" * 80

    assert [line.text for line in read_docx(write_word(word, nested))] == ["Điều 1. Sâu"]


def test_broken_xml_is_refused(word):
    assert refusal(write_word(word, **{"word/document.xml": "<w:document>"})) == "broken"


def test_a_text_file_that_is_none_is_refused(tmp_path):
    path = tmp_path / "luat.txt"

    path.write_bytes(b"%PDF-1.7")
    assert refusal(path) == "wrong_extension"
    path.write_bytes("Điều".encode("utf-16")[2:] + b"\xff")
    assert refusal(path) == "not_text"


def test_each_reader_takes_its_own_kind_of_file_only(tmp_path, word):
    text = tmp_path / "luat.txt"
    text.write_text("Điều 1. Giếng", encoding="utf-8")
    write_word(word, *small_law())

    for reader, path in ((read_text, word), (read_docx, text)):
        with pytest.raises(ImportRefused) as refused:
            reader(path)
        assert refused.value.code == "wrong_extension"


@pytest.mark.parametrize("line", ["§iÒu 1. Ph¹m vi", "Ñieàu 1. Phaïm vi", "ÑIEÀU 1. PHAÏM VI"])
def test_a_text_in_a_font_from_before_unicode_is_refused_with_advice(word, line):
    with pytest.raises(ImportRefused, match=r"TCVN3.*Unicode") as refused:
        read_outline(write_word(word, p(line)))

    assert refused.value.code == "legacy_font"
