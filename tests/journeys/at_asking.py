"""Screens about what a round asks, whom it reminds, and what a person was told."""

from django.urls import reverse

from consultation.inviting import ask_question, remind_agencies
from consultation.models import FocusQuestion
from consultation.notifying import store_message
from tests.factories.laws import provision
from tests.journeys.scenes import Scene
from tests.journeys.screen import Screen, of_round

ASKED = "Thời hạn 10 ngày có đủ cho xã biên giới nhận hồ sơ bằng đường bưu chính không?"


def question_of(scene: Scene) -> FocusQuestion:
    round_ = scene.rounds["open"]
    return ask_question(
        round_,
        by=scene.people["compiler"],
        text=ASKED,
        provision=provision(round_.version, "art_3"),
        agency_kinds=["commune", "department"],
    )


def with_questions(scene: Scene) -> str:
    question_of(scene)
    return reverse("questions", args=[scene.rounds["open"].uid])


def one_question(scene: Scene) -> str:
    return reverse("question", args=[question_of(scene).uid])


def with_reminders(scene: Scene) -> str:
    round_ = scene.rounds["open"]
    asked = list(round_.invitations.all())
    remind_agencies(round_, by=scene.people["compiler"], invitations=asked)
    return reverse("progress", args=[round_.uid])


def told(scene: Scene) -> str:
    """Three messages, one without a place to go to."""
    round_ = scene.rounds["open"]
    facts = {"round": round_, "draft": round_.draft.title, "lead": round_.lead}
    facts |= {"deadline": round_.deadline_words, "agency": round_.lead, "questions": []}
    for key, link in (("a", reverse("my_tasks")), ("b", reverse("my_tasks")), ("c", "")):
        store_message(
            kind="invited",
            key=f"screen-{key}",
            context=facts,
            to=scene.people["officer"],
            link=link,
        )
    return reverse("notices")


SCREENS = [
    Screen("change_plan", "compiler", of_round("change_plan", "planned"), scene="begun"),
    Screen("questions", "compiler", of_round("questions", "planned"), "none", scene="begun"),
    Screen("questions", "compiler", with_questions),
    Screen("question", "compiler", one_question),
    Screen("remind", "compiler", of_round("remind", "open")),
    Screen("progress", "compiler", with_reminders, "reminded"),
    Screen("notices", "officer", told, "told"),
    Screen("notices", "officer", lambda scene: "/thong-bao/?unread", "unread", scene="bare"),
    Screen("mail_health", "editor"),
]
