"""Files that come with an opinion: at most five, each once, frozen with the words they support."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from consultation.approving import send_up
from consultation.commenting import attach_file, remove_attachment
from consultation.models import Attachment, AuditEntry, OpinionRevision, Stance
from tests.consultation.uploads import pdf, picture, uploaded, word
from tests.factories import approved_submission, open_consultation, written_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def written():
    consultation = open_consultation()
    return consultation, written_opinion(consultation)


def attach(consultation, opinion, name="cong-van.pdf", content=None, *, by=None, **values):
    file = uploaded(name, content or pdf() + name.encode())
    file.content_type = "application/pdf"
    return attach_file(opinion, by=by or consultation.officer(), upload=file, **values)


def test_a_file_is_kept_with_its_sum_and_told_without_its_name(written):
    file = attach(*written, description="Số liệu 2025")

    assert (file.name, file.description, file.size > 0) == ("cong-van.pdf", "Số liệu 2025", True)
    entry = AuditEntry.objects.get(action="opinion.file_attached")
    assert entry.details["file_sha256"] == file.sha256
    assert "cong-van" not in str(entry.details)


def test_the_same_file_twice_is_one_attachment(written, store):
    first = attach(*written)

    assert attach(*written).pk == first.pk
    assert len(list(store.glob("stored/*/*/*"))) == 1


def test_a_sixth_file_is_refused_until_another_is_taken_off(written):
    files = [attach(*written, f"{n}.pdf") for n in range(5)]

    with pytest.raises(ValidationError):
        attach(*written, "6.pdf")
    remove_attachment(files[0], by=written[0].officer())
    attach(*written, "6.pdf")

    assert Attachment.objects.standing().count() == 5
    assert Attachment.objects.count() == 6


def test_only_the_writers_of_its_agency_attach_and_only_to_a_draft(written):
    consultation, opinion = written
    file = attach(consultation, opinion)

    with pytest.raises(PermissionDenied):
        attach(consultation, opinion, "2.pdf", by=consultation.officer(1))
    with pytest.raises(PermissionDenied):
        remove_attachment(file, by=consultation.compiler)
    opinion.submission.refresh_from_db()
    send_up(opinion.submission, by=consultation.officer(), stance=Stance.AGREES_WITH_OPINIONS)
    with pytest.raises(PermissionDenied):
        attach(consultation, opinion, "2.pdf")
    with pytest.raises(PermissionDenied):
        remove_attachment(file, by=consultation.officer())


def test_what_is_approved_holds_the_sum_of_each_file(written):
    consultation, opinion = written
    bare = opinion.content()
    file = attach(consultation, opinion, description="Ảnh hiện trường")
    other = written_opinion(consultation, at=1)

    approved_submission(consultation)

    kept = OpinionRevision.objects.get(opinion=opinion).content
    assert kept["attachments"] == [{"sha256": file.sha256, "description": "Ảnh hiện trường"}]
    assert "attachments" not in {**bare, **other.content()}


def test_an_agency_and_the_compilers_read_a_file_once_it_is_sent_and_nobody_else(written):
    consultation, opinion = written
    attach(consultation, opinion)

    def readers():
        people = (consultation.officer(), consultation.officer(1), consultation.compiler)
        return [Attachment.objects.visible_to(one).exists() for one in people]

    assert readers() == [True, False, False]
    approved_submission(consultation)
    opinion.refresh_from_db()
    opinion.visibility = "public"
    opinion.save()
    assert readers() == [True, False, True]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_eight_uploads_at_once_leave_five_files():
    consultation = open_consultation()
    opinion = written_opinion(consultation)
    contents = [word(f"Tệp {n}") for n in range(8)]
    kept, refused = [], []

    def send(n):
        try:
            kept.append(attach(consultation, opinion, f"{n}.docx", contents[n]))
        except ValidationError:
            refused.append(n)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(kept), len(refused)) == (5, 3)
    assert Attachment.objects.standing().count() == 5


def test_a_picture_and_a_pdf_are_two_files(written):
    attach(*written)
    attach(*written, "anh.png", picture())

    assert Attachment.objects.count() == 2
