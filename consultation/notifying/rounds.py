"""What the asked agencies and the lead are told of a round: asked, extended, closed, asked more."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from cms.models import Agency, User
from consultation.inviting import calendar_file
from consultation.models import (
    Extension,
    FocusQuestion,
    Invitation,
    Progress,
    Round,
    RoundState,
)
from consultation.notifying.people import people_of
from consultation.notifying.storing import drop_messages, store_message
from consultation.rules import DESK, Role
from consultation.signals import questions_recorded, round_recorded


def connect() -> None:
    round_recorded.connect(_on_round, dispatch_uid="tell_round")
    questions_recorded.connect(_on_questions, dispatch_uid="tell_questions")


def answering(agencies: Iterable[Agency | int]) -> dict[int, list[User]]:
    """By agency id, who is told that it is asked: its focal points and heads; where it has no
    focal point its officers too."""
    ids = {agency if isinstance(agency, int) else agency.pk for agency in agencies}
    focal, heads = people_of(ids, Role.FOCAL), people_of(ids, Role.HEAD)
    officers = people_of([pk for pk, people in focal.items() if not people], Role.OFFICER)
    told = {}
    for pk in ids:
        people = {user.pk: user for user in (*focal[pk], *officers.get(pk, ()), *heads[pk])}
        told[pk] = list(people.values())
    return told


def _on_round(sender: type, round: Round, act: str = "", **carried: Any) -> None:
    if act == "opened":
        asked = list(round.invitations.in_protocol_order())
        _tell_asked(round, asked)
        _tell_lead_of_opening(round, asked)
    elif act == "invited" and round.state != RoundState.PLANNED:
        _tell_asked(round, carried["invitations"])
    elif act == "extended" and round.state != RoundState.PLANNED:
        _tell_extension(round, carried["extension"])
    elif act == "closed":
        _tell_close(round)


def _tell_asked(round_: Round, invitations: list[Invitation]) -> None:
    """Once for each invitation, also when a round is opened again."""
    calendar = calendar_file(round_)
    questions = list(round_.focus_questions.standing())
    told = answering([invitation.agency_id for invitation in invitations])
    for invitation in invitations:
        put = [question for question in questions if question.asks(invitation.agency)]
        for person in told[invitation.agency_id]:
            store_message(
                kind="invited",
                key=f"invited:{invitation.pk}:{person.pk}",
                context={**_facts(round_), "agency": invitation.agency, "questions": put},
                to=person,
                round_=round_,
                link=reverse("my_tasks"),
                calendar=calendar,
            )


def _tell_lead_of_opening(round_: Round, asked: list[Invitation]) -> None:
    told = answering([invitation.agency_id for invitation in asked])
    silent = [each.agency for each in asked if not told[each.agency_id]]
    context = {**_facts(round_), "asked": len(asked), "silent": silent}
    for person in _lead(round_):
        store_message(
            kind="opened",
            key=f"opened:{round_.pk}:{person.pk}",
            context=context,
            to=person,
            round_=round_,
            link=reverse("progress", args=[round_.uid]),
            calendar=calendar_file(round_),
        )


def _tell_extension(round_: Round, extension: Extension) -> None:
    """All who are asked: who has sent may add to it now. Reminders of the old day are moot."""
    drop_messages(key_prefix="reminder:", round_=round_)
    calendar = calendar_file(round_)
    people = answering(round_.invitations.values_list("agency", flat=True))
    everybody = [person for each in people.values() for person in each] + _lead(round_)
    for person in {user.pk: user for user in everybody}.values():
        store_message(
            kind="extended",
            key=f"extended:{extension.pk}:{person.pk}",
            context={**_facts(round_), "reason": extension.reason},
            to=person,
            round_=round_,
            link=reverse("my_tasks"),
            calendar=calendar,
        )


def _tell_close(round_: Round) -> None:
    """Those that have not sent: it is late now, and not too late. Once a closing."""
    asked = round_.invitations.with_answers().in_protocol_order()
    late = [each for each in asked if each.progress != Progress.SENT]
    told = answering([invitation.agency_id for invitation in late])
    for invitation in late:
        for person in told[invitation.agency_id]:
            store_message(
                kind="closed",
                key=f"closed:{invitation.pk}:{round_.lock_version}:{person.pk}",
                context={**_facts(round_), "agency": invitation.agency},
                to=person,
                round_=round_,
                link=reverse("my_tasks"),
            )


def _on_questions(
    sender: type,
    round: Round,
    asked: list[FocusQuestion],
    withdrawn: list[FocusQuestion],
    **carried: Any,
) -> None:
    """While the round is being prepared nobody is told: the invitation will say it."""
    if round.state == RoundState.PLANNED or not asked:
        return
    invitations = list(round.invitations.select_related("agency"))
    for question in asked:
        put = [each.agency_id for each in invitations if question.asks(each.agency)]
        for people in answering(put).values():
            for person in people:
                store_message(
                    kind="question",
                    key=f"question:{question.pk}:{person.pk}",
                    context={
                        **_facts(round),
                        "question": question,
                        "is_changed": bool(withdrawn),
                    },
                    to=person,
                    round_=round,
                    link=reverse("my_tasks"),
                    bundle=True,
                )


def _lead(round_: Round) -> list[User]:
    return people_of([round_.lead_id], *DESK)[round_.lead_id]


def _facts(round_: Round) -> dict[str, Any]:
    return {
        "round": round_,
        "draft": round_.draft.title,
        "lead": round_.lead,
        "deadline": round_.deadline_words,
    }
