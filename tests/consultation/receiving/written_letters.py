"""The twenty letters of tests/data/letters: their words, how they come, what is marked in them."""

import io
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

from docx import Document
from weasyprint import HTML

from cms.structure.outline import Line, build_outline
from consultation.receiving.reading import Law

LETTERS = Path(__file__).parents[2] / "data" / "letters"
MARK = re.compile(r"⟦(.+?)→(.+?)/(\w+)⟧")
_WIDTH = 60


@dataclass(frozen=True)
class Mark:
    """What a careful reader marks: the words, the addresses in the law, the kind."""

    words: str
    eids: frozenset[str]
    kind: str


@dataclass(frozen=True)
class WrittenLetter:
    name: str
    form: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]

    def save(self, folder: Path) -> Path:
        """As a file, the way the letter comes."""
        path = folder / f"{self.name}.{'pdf' if self.form == 'pdf' else 'docx'}"
        path.write_bytes(self._pdf() if self.form == "pdf" else self._docx())
        return path

    def _pdf(self) -> bytes:
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in self.lines)
        style = "<style>p {font: 14pt serif; text-align: justify; margin: 6pt 0}</style>"
        return HTML(string=style + paragraphs).write_pdf()

    def _docx(self) -> bytes:
        document = Document()
        rows: list[list[str]] = []
        for line in self.lines:
            if self.form == "table" and " | " in line:
                rows.append(line.split(" | "))
                continue
            if rows:
                _add_table(document, rows)
                rows = []
            for part in wrap(line, _WIDTH) if self.form == "breaks" else [line]:
                nfd = self.form == "nfd"
                document.add_paragraph(unicodedata.normalize("NFD", part) if nfd else part)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def written_letters() -> list[WrittenLetter]:
    return [_load(path) for path in sorted(LETTERS.glob("[0-9][0-9].txt"))]


def law_of_letters() -> Law:
    lines = (LETTERS / "law.txt").read_text(encoding="utf-8").splitlines()
    outline = build_outline([Line(line, at) for at, line in enumerate(lines)])
    return Law("Luật Rừng cộng đồng", frozenset(node.eid for node in outline.walk()))


def _load(path: Path) -> WrittenLetter:
    form, *lines = path.read_text(encoding="utf-8").splitlines()
    marks = tuple(
        Mark(found[1], frozenset(found[2].split()), found[3])
        for found in MARK.finditer("\n".join(lines))
    )
    plain = tuple(MARK.sub(lambda found: found[1], line) for line in lines)
    return WrittenLetter(path.stem, form, plain, marks)


def _add_table(document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
