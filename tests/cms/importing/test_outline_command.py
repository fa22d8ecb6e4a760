"""`manage.py outline`: what a file holds, for people and for programs."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from .word_files import p, small_law, write_word

ROOT = Path(__file__).resolve().parents[3]
AMENDING = (
    p("Điều 1. Sửa đổi Luật Giếng làng"),
    p("1. Sửa đổi Điều 4 như sau:"),
    p("“Điều 4. Gàu"),
    p("1. Gàu làm bằng tre."),
    p("2. Gàu có tên làng.”."),
    p("2. Bãi bỏ Điều 5."),
)
ATTACHED = (
    p("TM. ỦY BAN NHÂN DÂN"),
    p("QUY CHẾ"),
    p("(Ban hành kèm theo Quyết định số 1/2026/QĐ-UBND)"),
    p("Điều 1. Phạm vi"),
    p("1. Quy chế nói về giếng."),
    p("PHỤ LỤC"),
    p("MẪU GÀU"),
    p("1. Gàu rộng ba gang."),
)


@pytest.fixture
def outline(tmp_path):
    """What the command prints of a Word file with the given body."""

    def run(*blocks, **options):
        printed = io.StringIO()
        path = write_word(tmp_path / "du-thao.docx", *blocks)
        call_command("outline", str(path), stdout=printed, **options)
        return printed.getvalue()

    return run


def counts(**known):
    levels = ("part", "chapter", "section", "subsection", "article", "clause", "point")
    return {level: known.get(level, 0) for level in levels}


def test_a_program_reads_counts_tree_quotations_attachments_and_warnings(outline):
    found = json.loads(outline(*AMENDING, *ATTACHED, as_json=True))

    assert list(found) == ["counts", "tree", "quoted", "attached", "warnings"]
    assert found["counts"] == counts(article=1, clause=2)
    assert found["quoted"] == counts(article=1, clause=2)
    assert found["attached"] == [
        {"eid": "att_1", "counts": counts(article=1, clause=1)},
        {"eid": "app", "counts": counts(clause=1)},
    ]
    assert found["warnings"] == []
    assert [node["level"] for node in found["tree"]] == [
        "article", "intro", "attachment", "appendix",
    ]  # fmt: skip


NODE = {"eid", "level", "number", "heading", "text", "children"}
LEVELS = {
    "part", "chapter", "section", "subsection", "article", "clause", "point",
    "preamble", "intro", "appendix", "attachment", "table",
}  # fmt: skip


def walk(nodes):
    for node in nodes:
        yield node
        yield from walk(node["children"])


@pytest.mark.parametrize("blocks", [small_law(), (*AMENDING, *ATTACHED), (p("Điều 1. 1, Gàu"),)])
def test_whatever_the_law_a_program_finds_the_same_keys_and_kinds(outline, blocks):
    found = json.loads(outline(*blocks, as_json=True))

    assert list(found) == ["counts", "tree", "quoted", "attached", "warnings"]
    for node in walk(found["tree"]):
        assert set(node) == NODE
        assert node["level"] in LEVELS
        assert all(isinstance(node[key], str) for key in NODE - {"children"})
    for numbers in (found["counts"], found["quoted"], *(a["counts"] for a in found["attached"])):
        assert list(numbers) == list(counts())
        assert all(isinstance(number, int) for number in numbers.values())
    for warning in found["warnings"]:
        assert list(warning) == ["code", "line", "message"]
        assert isinstance(warning["line"], int)


def test_a_refused_file_prints_a_sentence_to_the_person_and_nothing_to_the_program(tmp_path):
    path = write_word(tmp_path / "to-trinh.docx", p("Tờ trình về giếng làng"))

    done = subprocess.run(
        [sys.executable, "manage.py", "outline", str(path), "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert "Không tìm thấy “Điều” nào trong tệp" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_quoting_clause_holds_its_text_once(outline):
    tree = json.loads(outline(*AMENDING, as_json=True))["tree"]

    clause = tree[0]["children"][0]
    assert clause["text"].count("Gàu làm bằng tre") == 1
    assert clause["children"] == []


def test_a_person_reads_every_warning_with_its_line(outline):
    printed = outline(p("Điều 1. Gàu"), p("1. Tre."), p("3. Gỗ."))

    assert "\n! 2: Khoản 3 Điều 1 không theo thứ tự: ở đây lẽ ra là khoản 2." in printed
    assert printed.rstrip().endswith("[number_unexpected]")


def test_a_person_reads_the_tree_with_its_quotations(outline):
    printed = outline(*AMENDING)

    assert "  article: 1\n  clause: 2" in printed
    assert "  quoted article: 1\n  quoted clause: 2" in printed
    assert "art_1__para_1__qstr_1__art_4: Điều 4. Gàu" in printed


def test_the_cells_of_a_table_are_its_text(outline):
    from_word = (
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(p("Thôn"), p("Giếng"))
    )  # fmt: skip

    tree = json.loads(outline(*small_law(), from_word, as_json=True))["tree"]

    (table,) = tree[0]["children"][1]["children"]
    assert (table["level"], table["text"]) == ("table", "Thôn\tGiếng")


def test_tracked_changes_are_refused_until_the_person_says_how(outline):
    put_in = p('<w:ins w:id="1"><w:r><w:t>Điều 2. Gàu</w:t></w:r></w:ins>')

    with pytest.raises(CommandError, match="còn 1 chỗ"):
        outline(*small_law(), put_in)
    accepted = json.loads(outline(*small_law(), put_in, as_json=True, changes="accept"))
    assert accepted["counts"]["article"] == 2


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("outline", str(tmp_path / "không có.docx"))
