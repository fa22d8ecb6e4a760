"""Word files as an editor uploads them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from tests.factories import SMALL_LAW


def word_file(text=SMALL_LAW, name="du-thao.docx"):
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def upload(client, file):
    return client.post(reverse("upload_draft"), {"file": file})
