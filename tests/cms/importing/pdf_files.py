"""PDF files drawn for these tests, as the gazette prints them, and ways to spoil them."""

from pathlib import Path

import pikepdf
from weasyprint import HTML

STYLE = """
@page { size: 300pt 400pt; margin: 50pt 40pt;
        @top-right { content: "CÔNG BÁO/Số 1 + 2/Ngày 01-01-2026  " counter(page);
                     white-space: nowrap }
        @bottom-center { content: counter(page) } }
body { font: 11pt/14pt "Liberation Serif"; margin: 0; text-align: justify }
p { text-indent: 20pt; margin: 0 0 4pt }
.c { text-align: center; text-indent: 0 }
"""


def paragraphs(*texts: str) -> str:
    """Capitals stand in the middle, all else is set in at its first line."""
    return "".join(
        f'<p class="{"c" if text.isupper() else "t"}">{text}</p>' for text in texts
    )  # fmt: skip


def write_pdf(path: Path, body: str, *, style: str = STYLE) -> Path:
    HTML(string=f"<html lang=vi><style>{style}</style><body>{body}").write_pdf(path)
    return path


def spoil(path: Path, change) -> Path:
    """The file with its objects changed by `change(pdf)`."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)
    return path
