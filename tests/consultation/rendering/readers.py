"""A drawing as its readers have it: words by poppler, objects by pikepdf."""

import io
import re
import subprocess

import pikepdf


def read(drawing, *options):
    """The words of a drawing in reading order; one page follows another by a form feed."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(
        command, input=drawing.pdf, capture_output=True, check=True
    ).stdout.decode()


def words(text):
    return " ".join(text.split())


def squeezed(text):
    """Without what line breaking puts between letters."""
    return re.sub(r"[\s\u200b]", "", text)


def opened(drawing):
    return pikepdf.open(io.BytesIO(drawing.pdf))


def attached(document):
    ((name, specification),) = document.attachments.items()
    return name, specification.get_file()


def everything_in(thing):
    """All that a PDF object says: its streams inflated, its text decoded."""
    said = thing.unparse(resolved=False).decode("latin-1")
    if isinstance(thing, pikepdf.Stream):
        said += thing.read_bytes().decode("utf-8", errors="replace")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        said += "".join(str(value) for value in thing.values() if isinstance(value, pikepdf.String))
    return said
