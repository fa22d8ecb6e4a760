"""One round with everything in it, and everybody who may come to the site's doors."""

import time
from dataclasses import dataclass
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms import clock
from cms.models import DossierFile, User
from consultation.commenting import begin_submission, draft_opinion, withdraw_opinion
from consultation.models import Attachment, EditionFile, Opinion, Row, Submission
from consultation.rules import Role
from consultation.synthesis import freeze_edition, gather_opinions
from search.alerts import save_search
from search.models import Frequency, SavedSearch
from search.query import SearchQuery
from tests.factories import (
    AgencyFactory,
    Consultation,
    UserFactory,
    approved_opinion,
    head_of,
    member_of,
    officer_of,
    open_consultation,
    written_opinion,
)
from tests.factories.laws import provision
from tests.factories.versions import publish_next

# `own` is the agency that has sent its answer; `writer` one whose answer is a draft.
PEOPLE = (
    "visitor",
    "stranger",
    "own officer",
    "own head",
    "writer",
    "writer's head",
    "silent officer",
    "lead's officer",
    "lead's clerk",
    "compiler",
    "lead's head",
    "administrator",
)


@dataclass
class Scene:
    consultation: Consultation
    clients: dict[str, Client]
    people: dict[str, User]
    opinion: Opinion
    draft_opinion: Opinion
    withdrawn: Opinion
    internal_file: EditionFile
    outgoing_file: EditionFile
    dossier_file: DossierFile
    saved_search: SavedSearch
    attachment: Attachment
    draft_attachment: Attachment

    @property
    def sent(self) -> Submission:
        return self.opinion.submission

    @property
    def draft(self) -> Submission:
        return self.draft_opinion.submission

    @property
    def row(self) -> Row:
        return Row.objects.filter(round=self.consultation.round).first()


def whole_scene(*, is_public: bool) -> Scene:
    """Agency 0 has sent, agency 1 writes, agency 2 is silent; a row, an edition, two versions."""
    consultation = open_consultation(agencies=3, is_public=is_public)
    opinion = approved_opinion(consultation, at=0)
    draft = written_opinion(consultation, at=1, text="Nháp chưa gửi của sở bên cạnh.")
    withdrawn = draft_opinion(
        begin_submission(
            consultation.round, agency=consultation.agencies[1], by=consultation.officer(1)
        ),
        by=consultation.officer(1),
        token=uuid4(),
        provision=provision(consultation.version, "art_4"),
        text="Bỏ.",
    )
    withdraw_opinion(withdrawn, by=consultation.officer(1))
    gather_opinions(consultation.round, by=consultation.compiler)
    edition = freeze_edition(consultation.round, by=consultation.compiler)
    files = {kind: drawn_file(edition, kind) for kind in ("internal", "submission")}
    publish_next(consultation.version)
    people = everybody(consultation)
    return Scene(
        consultation=consultation,
        people=people,
        clients={
            name: client_of(people.get(name), REMOTE_ADDR=f"10.0.0.{number}")
            for number, name in enumerate(PEOPLE)
        },
        opinion=opinion,
        draft_opinion=draft,
        withdrawn=withdrawn,
        internal_file=files["internal"],
        outgoing_file=files["submission"],
        dossier_file=dossier_of(consultation),
        attachment=attached(opinion),
        draft_attachment=attached(draft),
        saved_search=kept_search(people["own officer"]),
    )


def kept_search(by: User) -> SavedSearch:
    words = SearchQuery("thời hạn")
    return save_search(words, by=by, name="Thời hạn", frequency=Frequency.NONE)


def everybody(consultation: Consultation) -> dict[str, User]:
    return {
        "stranger": officer_of(AgencyFactory()),
        "own officer": consultation.officer(0),
        "own head": consultation.head(0),
        "writer": consultation.officer(1),
        "writer's head": consultation.head(1),
        "silent officer": consultation.officer(2),
        "lead's officer": officer_of(consultation.lead),
        "lead's clerk": member_of(consultation.lead, Role.CLERK),
        "compiler": consultation.compiler,
        "lead's head": head_of(consultation.lead),
        "administrator": UserFactory(is_superuser=True, is_staff=True),
    }


def client_of(person: User | None, **options) -> Client:
    client = Client(raise_request_exception=False, **options)
    if person is not None:
        client.force_login(person)
        # As somebody who has just typed the password, however long the visits take.
        session = client.session
        now = {"method": "password", "at": time.time() + 3600, "reauthenticated": True}
        session["account_authentication_methods"] = [now]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
    return client


def drawn_file(edition, kind: str) -> EditionFile:
    drawn = EditionFile(edition=edition, kind=kind, sha256="0" * 64, size=9, drawn_at=clock.now())
    drawn.file.save(f"{kind}.pdf", ContentFile(b"%PDF-1.7\n"), save=True)
    return drawn


def attached(opinion: Opinion) -> Attachment:
    """As an act has it, but of an opinion that may be sent already."""
    file = Attachment(opinion=opinion, added_by=opinion.author, added_at=clock.now())
    file.hold(SimpleUploadedFile("so-lieu.pdf", b"%PDF-1.7\n"))
    file.save()
    return file


def dossier_of(consultation: Consultation) -> DossierFile:
    added = DossierFile(
        draft=consultation.version.draft,
        title="Tờ trình",
        kind="submission_report",
        file_name="to-trinh.pdf",
        sha256="0" * 64,
        size=9,
        added_by=User.objects.get(username="bien-tap"),
        added_at=clock.now(),
    )
    added.file.save("to-trinh.pdf", ContentFile(b"%PDF-1.7\n"), save=True)
    return added
