"""Importing at the command line: pages wait in the admin, or all of it is published at once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.models import DraftPage, SectionPage
from tests.factories import SMALL_LAW, AgencyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def law_file(tmp_path):
    path = tmp_path / "du-thao.txt"
    path.write_text(f"BỘ TƯ PHÁP\n{SMALL_LAW}", encoding="utf-8")
    return path


def run(file, *options):
    said = StringIO()
    call_command("import_draft", file, *options, stdout=said, stderr=StringIO())
    return said.getvalue().strip()


def test_without_publish_the_pages_wait_in_the_admin(editor, law_file):
    run(law_file, "--title", "Nghị định thử")

    draft = DraftPage.objects.get()
    assert (draft.title, draft.live) == ("Nghị định thử", False)
    assert list(SectionPage.objects.live()) == []
    assert SectionPage.objects.count() == 7


def test_with_publish_everything_can_be_read(editor, client, law_file):
    address = run(law_file, "--title", "Nghị định thử", "--publish")

    assert address.endswith("/du-thao/nghi-dinh-thu/lan-1/")
    assert client.get("/du-thao/nghi-dinh-thu/lan-1/dieu-3/").status_code == 200


def test_the_drafting_agency_is_the_one_that_the_head_names(editor, law_file):
    ministry = AgencyFactory(name="Bộ Tư pháp")

    run(law_file, "--title", "Nghị định thử")

    assert DraftPage.objects.get().drafting_agency == ministry


def test_a_file_that_names_no_agency_is_drafted_by_one_not_known(editor, law_file):
    run(law_file, "--title", "Nghị định thử")

    assert DraftPage.objects.get().drafting_agency.name == "Cơ quan soạn thảo chưa rõ"


def test_a_file_that_is_no_law_makes_nothing(editor, tmp_path):
    menu = tmp_path / "thuc-don.txt"
    menu.write_text("Thực đơn\nCơm, canh.", encoding="utf-8")

    with pytest.raises(CommandError, match="Điều"):
        run(menu, "--title", "Thực đơn", "--publish")

    assert DraftPage.objects.count() == 0
