"""Reading in a process of its own: the same outline, the same refusals, and limits."""

import subprocess
import sys
import time

import pytest

from cms.importing import ImportRefused, read_outline, read_safely

from .word_files import p, small_law, write_word


@pytest.fixture
def word(tmp_path):
    return write_word(tmp_path / "du thảo.docx", *small_law())


def test_a_confined_reading_gives_the_same_outline(word):
    assert read_safely(word) == read_outline(word)


def test_a_refusal_crosses_the_wall_with_its_code_and_words(word):
    write_word(word, p("Tờ trình"))

    with pytest.raises(ImportRefused) as here:
        read_outline(word)
    with pytest.raises(ImportRefused) as there:
        read_safely(word)

    assert (there.value.code, there.value.message) == (here.value.code, here.value.message)


def test_the_persons_choice_about_changes_crosses_the_wall(word):
    put_in = '<w:ins w:id="1"><w:r><w:t>Điều 3. Gàu</w:t></w:r></w:ins>'
    write_word(word, *small_law(), p(put_in))

    assert read_safely(word, tracked_changes="accept").counts["article"] == 2
    assert read_safely(word, tracked_changes="reject").counts["article"] == 1
    with pytest.raises(ImportRefused, match="còn 1 chỗ"):
        read_safely(word)


def greedy_law():
    """A law whose only article runs to some two million letters that hardly compress away."""
    return (p("Điều 1. Giếng"), *(p(f"{at}. {hash(str(at)):x} giếng làng") for at in range(29_000)))


@pytest.mark.parametrize("memory_mb", [40, 45, 50, 55, 60, 65])
def test_a_file_that_needs_more_memory_than_it_may_have_is_refused(word, memory_mb):
    write_word(word, *greedy_law())

    with pytest.raises(ImportRefused) as refused:
        read_safely(word, memory_mb=memory_mb)

    assert refused.value.code == "limits"


def test_a_file_that_takes_more_time_than_it_may_have_is_refused(word):
    began = time.monotonic()

    with pytest.raises(ImportRefused) as refused:
        read_safely(word, wall_s=0)

    assert refused.value.code == "limits"
    assert time.monotonic() - began < 5


def test_a_file_that_works_the_processor_longer_than_it_may_is_stopped(word):
    write_word(word, *greedy_law())

    with pytest.raises(ImportRefused) as refused:
        read_safely(word, cpu_s=0)

    assert refused.value.code == "limits"


def test_a_fault_of_the_reader_is_a_refusal_not_a_crash(word):
    word.unlink()

    with pytest.raises(ImportRefused) as refused:
        read_safely(word)

    assert refused.value.code == "unreadable"
    assert refused.value.__cause__ is not None


def test_the_reading_process_inherits_nothing_of_the_site(word, monkeypatch):
    # Were anything inherited, Python itself would not start.
    monkeypatch.setenv("PYTHONHOME", "/nowhere")

    assert read_safely(word).counts["article"] == 1


def test_the_reading_process_starts_without_django():
    code = "import sys, cms.importing.sandbox; print('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
