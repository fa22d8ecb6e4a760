"""Word files built for these tests: the smallest package Word would open, and ways to spoil it."""

import zipfile
from pathlib import Path

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a run that is no markup is wrapped as text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table whose cells are block markup or plain text."""
    return "<w:tbl>{}</w:tbl>".format(
        "".join(f"<w:tr>{''.join(cell(item) for item in row)}</w:tr>" for row in rows)
    )


def cell(content: str) -> str:
    return f"<w:tc>{content if content.startswith('<') else p(content)}</w:tc>"


def part(element: str, content: str) -> str:
    return f"<w:{element} {NAMESPACES}>{content}</w:{element}>"


def external(kind: str, target: str) -> str:
    return (
        f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )


def write_word(path: Path, *blocks: str, main: str = MAIN, **parts: str | bytes) -> Path:
    """A DOCX with the blocks as its body; other parts by name, `__` for `/`."""
    body = part("document", f"<w:body>{''.join(blocks)}</w:body>")
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES.format(main=main),
        "_rels/.rels": RELATIONSHIPS.format(""),
        "word/document.xml": body,
    }
    contents |= {name.replace("__", "/"): content for name, content in parts.items()}
    return write_zip(path, contents)


def write_zip(path: Path, contents: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def small_law() -> tuple[str, ...]:
    return (p("Điều 1. Giếng làng"), p("1. Giếng là của làng."), p("2. Giếng có nắp."))
