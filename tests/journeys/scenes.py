"""Sites to look at: full of work, just begun, at a second version, and with nothing in it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection

from cms.models import User
from cms.publishing.site import lay_site
from consultation.approving import (
    approve_submission,
    assign_articles,
    finish_assignment,
    return_opinion,
    return_submission,
    send_up,
    write_note,
)
from consultation.commenting import begin_submission, draft_opinion
from consultation.inviting import invite_agencies, plan_round
from consultation.management.demo.show import Show
from consultation.models import Edition, Kind, Opinion, Round, RoundState, Row, Stance, Submission
from tests import migrated
from tests.factories import UserFactory, approved_opinion, open_consultation
from tests.factories.laws import provision
from tests.factories.versions import publish_next

REASON = "Nêu rõ điều, khoản và viết câu chữ đề nghị."
SAID = (
    (
        "art_2__para_1",
        {
            "kind": Kind.AMEND,
            "text": "Cần nói rõ trường hợp nhiều cơ quan cùng chủ trì soạn thảo.",
            "proposed_wording": "Cơ quan, tổ chức được giao chủ trì hoặc phối hợp soạn thảo.",
            "reason": "Năm 2025 có hai dự thảo do hai bộ cùng soạn thảo.",
        },
    ),
    (
        "art_4__para_5",
        {"kind": Kind.QUESTION, "text": "Hình thức phù hợp gồm những hình thức nào?"},
    ),
    ("art_1", {"kind": Kind.AGREE}),
)


@dataclass
class Scene:
    """People by role, and what the addresses of the screens are made from."""

    people: dict[str, User | AnonymousUser]
    rounds: dict[str, Round] = field(default_factory=dict)
    answers: dict[str, Submission] = field(default_factory=dict)
    edition: Edition | None = None
    row: Row | None = None
    opinion: Opinion | None = None
    sent_opinion: Opinion | None = None

    @property
    def law(self) -> str:
        """The address of the version that is asked about."""
        return self.rounds["open"].version.get_url()


class Scenes:
    """Each scene is played once; then the database is copied as it was after it."""

    def __init__(self) -> None:
        self.played: dict[str, Scene] = {}

    def show(self, name: str) -> Scene:
        cache.clear()
        if name not in self.played:
            migrated.put_back()
            self.played[name] = PLAYS[name]()
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self._copy(name))])
            return self.played[name]
        connection.ensure_connection()
        with closing(sqlite3.connect(self._copy(name))) as copy:
            copy.backup(connection.connection)
        return self.played[name]

    def _copy(self, name: str) -> Path:
        return Path(settings.DATA_DIR) / f"scene-{name}.sqlite3"


def play_full() -> Scene:
    """The demo; in its open round each of four agencies has come as far as one can."""
    with TemporaryDirectory() as folder:
        show = Show(None, Path(folder))
        for _title, act in show.acts():
            act()
    rounds = {
        "open": Round.objects.get(state=RoundState.OPEN),
        "compiled": show.edition.round,
        "answered": Round.objects.get(state=RoundState.ANSWERED),
    }
    scene = Scene(
        people={
            "visitor": AnonymousUser(),
            "officer": show.cast.person("vpubnd", "officer"),
            "head": show.cast.person("snv", "head"),
            "compiler": show.cast.person("stp", "compiler"),
            "editor": show.cast.person("stp", "administrator"),
        },
        rounds=rounds,
        edition=show.edition,
        row=Row.objects.filter(round=rounds["compiled"], decision="not_taken").first(),
    )
    scene.answers = {
        "writing": _answer(scene, show, "vpubnd"),
        "sent up": _answer(scene, show, "snv", Stance.AGREES_WITH_OPINIONS),
        "returned": _answer(scene, show, "stc", Stance.AGREES_WITH_OPINIONS),
        "approved": _answer(scene, show, "sct", Stance.AGREES_WITH_OPINIONS),
    }
    return_submission(scene.answers["returned"], by=show.cast.person("stc", "head"), reason=REASON)
    sent = scene.answers["approved"]
    approve_submission(sent, by=show.cast.person("sct", "head"), lock_version=sent.lock_version)
    scene.opinion = scene.answers["writing"].opinions.get(kind=Kind.AMEND)
    _share_work(scene, show)
    _return_one_opinion(scene)
    return scene


def _share_work(scene: Scene, show: Show) -> None:
    """In the agency that writes: two articles are given out, one is done, a note is left."""
    answer, head = scene.answers["writing"], show.cast.person("vpubnd", "head")
    scene.people["giver"] = head
    articles = [provision(answer.round.version, eid) for eid in ("art_2", "art_4")]
    officer = scene.people["officer"]
    given = assign_articles(
        answer, by=head, articles=articles, officer=officer, due_on=answer.round.last_day
    )
    finish_assignment(given[0], by=officer)
    write_note(answer, by=head, text="Hỏi lại Sở Tài chính về kinh phí.", token=uuid4())


def _return_one_opinion(scene: Scene) -> None:
    """Of the answer that was sent the question goes back; what is left is `sent_opinion`."""
    said = scene.answers["approved"].opinions.select_related("submission__round", "round")
    compiler = scene.people["compiler"]
    return_opinion(said.get(kind=Kind.QUESTION), by=compiler, reason=REASON)
    scene.sent_opinion = said.get(kind=Kind.AMEND)


def _answer(scene: Scene, show: Show, code: str, stance: str = "") -> Submission:
    """A proposal, a question and an agreement; sent up if there is a stance."""
    round_, agency = scene.rounds["open"], show.cast.agencies[code]
    officer = show.cast.person(code, "officer")
    submission = begin_submission(round_, agency=agency, by=officer)
    for eid, content in SAID:
        place = provision(round_.version, eid)
        draft_opinion(submission, by=officer, token=uuid4(), provision=place, **content)
    return send_up(submission, by=officer, stance=stance) if stance else submission


def play_begun() -> Scene:
    """Two agencies are asked and silent; a second round is only planned."""
    begun = open_consultation()
    planned = plan_round(
        begun.version,
        by=begun.compiler,
        name="Lấy ý kiến lần hai",
        lead=begun.lead,
        deadline=begun.round.deadline,
    )
    return Scene(
        people={
            "visitor": AnonymousUser(),
            "officer": begun.officer(),
            "head": begun.head(),
            "compiler": begun.compiler,
        },
        rounds={"open": begun.round, "planned": planned},
    )


def play_second_version() -> Scene:
    """An agency that spoke about the first version is asked about the second."""
    first = open_consultation()
    approved_opinion(first)
    second = open_consultation(version=publish_next(first.version))
    invite_agencies(second.round, by=second.compiler, agencies=first.agencies[:1])
    answer = begin_submission(second.round, agency=first.agencies[0], by=first.officer())
    return Scene(
        people={"visitor": AnonymousUser(), "officer": first.officer()},
        rounds={"earlier": first.round, "open": second.round},
        answers={"writing": answer},
    )


def play_bare() -> Scene:
    """Nothing is published; somebody has an account and no agency yet."""
    lay_site(base_url=settings.BASE_URL, name=settings.SITE_NAME)
    return Scene(people={"visitor": AnonymousUser(), "officer": UserFactory()})


PLAYS: dict[str, Callable[[], Scene]] = {
    "full": play_full,
    "begun": play_begun,
    "second": play_second_version,
    "bare": play_bare,
}
