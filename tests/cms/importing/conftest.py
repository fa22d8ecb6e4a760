"""A Word file and its lines, for the tests of reading."""

import pytest

from cms.importing import read_docx

from .word_files import write_word


@pytest.fixture
def read(tmp_path):
    """Texts of the lines of a Word file with the given body; a table as its rows."""

    def read_blocks(*blocks, tracked_changes="ask", **parts):
        path = write_word(tmp_path / "du-thao.docx", *blocks, **parts)
        lines = read_docx(path, tracked_changes=tracked_changes)
        return [line.table or line.text for line in lines]

    return read_blocks
