"""Agencies as a workbook in the admin: who may, what is shown, what is written."""

import io
import re
from html import unescape

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.importing.agency_book import read_book
from cms.models import Agency
from consultation.models import AuditEntry
from tests.factories import AgencyFactory, UserFactory, head_of

pytestmark = pytest.mark.django_db

HEADS = ["Mã", "Tên cơ quan", "Loại"]


@pytest.fixture
def editor(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    person = UserFactory()
    wanted = ("access_admin", "add_agency", "change_agency")
    person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client = Client()
    client.force_login(person)
    return client


def upload(*lines, heads=HEADS, name="co-quan.xlsx"):
    made = openpyxl.Workbook()
    made.active.append(heads)
    for line in lines:
        made.active.append(line)
    held = io.BytesIO()
    made.save(held)
    return {"file": SimpleUploadedFile(name, held.getvalue())}


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(rows|fingerprint)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def test_an_editor_sees_what_would_change_and_then_writes_it(editor):
    AgencyFactory(code="stp", name="Sở cũ", kind="other")
    address = reverse("import_agencies")

    shown = editor.post(address, upload(["stp", "Sở Tư pháp", "other"], ["x", "Mới", "other"]))
    assert Agency.objects.count() == 1
    assert "Sở cũ" in shown.text
    assert "Sở Tư pháp" in shown.text
    done = editor.post(address, hidden(shown.text))

    assert done.status_code == 302
    assert dict(Agency.objects.values_list("code", "name")) == {"stp": "Sở Tư pháp", "x": "Mới"}
    assert AuditEntry.objects.filter(action__startswith="agency.").count() == 2


def test_wrong_cells_are_named_and_nothing_is_written(editor):
    answer = editor.post(
        reverse("import_agencies"), upload(["stp", "", "other"], ["x", "Mới", "Siêu thị"])
    )

    assert answer.status_code == 422
    assert "<b>B2</b>" in answer.text
    assert "<b>C3</b>" in answer.text
    assert not Agency.objects.exists()


def test_what_changed_meanwhile_is_shown_once_more(editor):
    AgencyFactory(code="stp", kind="other")
    shown = editor.post(reverse("import_agencies"), upload(["stp", "Sở Tư pháp", "other"]))
    Agency.objects.update(name="Ai đó vừa sửa")

    again = editor.post(reverse("import_agencies"), hidden(shown.text))

    assert again.status_code == 409
    assert "Ai đó vừa sửa" in again.text
    assert Agency.objects.get().name == "Ai đó vừa sửa"


def test_rows_nobody_was_shown_are_not_written(editor):
    shown = editor.post(reverse("import_agencies"), upload(["stp", "Sở Tư pháp", "other"]))
    given = hidden(shown.text)

    editor.post(reverse("import_agencies"), {**given, "rows": given["rows"][:-3] + "abc"})

    assert not Agency.objects.exists()


def test_hostile_names_are_words_in_the_preview(editor):
    name = "<script>alert(1)</script>"

    shown = editor.post(reverse("import_agencies"), upload(["stp", name, "other"]))

    assert shown.status_code == 200
    assert name not in shown.text
    assert "&lt;script&gt;" in shown.text


def test_the_export_is_what_the_import_reads(editor, tmp_path):
    AgencyFactory(code="stp", name="=1+1")
    answer = editor.get(reverse("export_agencies"))
    path = tmp_path / "x.xlsx"
    path.write_bytes(answer.content)

    assert [row.name for row in read_book(path)] == ["=1+1"]
    first = editor.get(reverse("first_agencies"), {"tinh": "tỉnh Sơn La"})
    path.write_bytes(first.content)
    assert read_book(path)[0].name == "Ủy ban nhân dân tỉnh Sơn La"


@pytest.mark.parametrize("name", ["import_agencies", "export_agencies", "first_agencies"])
def test_nobody_else_comes_there(name, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    access = Permission.objects.get(codename="access_admin")
    page_editor = UserFactory()
    page_editor.user_permissions.add(access)
    for person in (head_of(AgencyFactory()), page_editor):
        client = Client()
        client.force_login(person)
        assert client.get(reverse(name)).status_code in (302, 403)
        assert client.post(reverse(name)).status_code in (302, 403, 405)
