"""Uploads that nobody confirms do not stay for ever; what became a draft law does."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django_q.models import Schedule

from cms import clock
from cms.importing.expiry import forget_imports
from cms.importing.keeping import keep_import
from cms.models import DraftImport
from tests.cms.test_admin_import_review import confirm
from tests.cms.uploads import upload, word_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(editor, django_capture_on_commit_callbacks):
    with time_machine.travel(clock.now() - timedelta(days=31)):
        return keep_import(word_file(name="cu.docx"), by=editor)


def test_an_upload_of_last_month_is_thrown_away_with_its_file(
    editor, old, django_capture_on_commit_callbacks
):
    fresh = keep_import(word_file(name="moi.docx"), by=editor)
    file = old.file

    with django_capture_on_commit_callbacks(execute=True):
        forgotten = forget_imports()

    assert forgotten == 1
    assert list(DraftImport.objects.all()) == [fresh]
    assert not file.storage.exists(file.name)


def test_a_file_of_which_pages_were_made_is_never_thrown_away(client, editor):
    upload(client, word_file())
    confirm(client)

    forget_imports(days=-1)

    assert DraftImport.objects.count() == 1


def test_an_administrator_may_clean_sooner(editor, old):
    said = StringIO()

    call_command("forget_imports", "--days", "3", stdout=said)

    assert said.getvalue() == "1 uploads were thrown away.\n"


def test_a_worker_cleans_every_night_by_itself(db):
    schedule = Schedule.objects.get(name="forget imports")

    assert (schedule.func, schedule.schedule_type) == (
        "cms.importing.expiry.forget_imports",
        Schedule.DAILY,
    )
