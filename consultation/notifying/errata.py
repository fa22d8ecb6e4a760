"""A text that changes while agencies are asked about it is told to those who are writing."""

from typing import Any

from django.urls import reverse

from cms.models import User
from consultation.models import Erratum, Opinion, Round
from consultation.notifying.rounds import answering
from consultation.notifying.storing import store_message
from consultation.signals import errata_recorded

MOST_NAMED = 20


def connect() -> None:
    errata_recorded.connect(_on_errata, dispatch_uid="tell_errata")


def _on_errata(sender: type, round: Round, errata: list[Erratum], **carried: Any) -> None:
    """One message a person for one publishing, whatever it changed."""
    if not errata:
        return
    people = answering(round.invitations.values_list("agency", flat=True))
    told = {user.pk: user for each in people.values() for user in each}
    told.update({user.pk: user for user in _writers(round, errata)})
    places = [erratum.provision.citation for erratum in errata]
    context = {
        "round": round,
        "draft": round.draft.title,
        "places": places[:MOST_NAMED],
        "more": len(places[MOST_NAMED:]),
        "reason": next((erratum.reason for erratum in errata if erratum.reason), ""),
        "deadline": round.deadline_words,
    }
    for person in told.values():
        store_message(
            kind="erratum",
            key=f"erratum:{errata[0].pk}:{person.pk}",
            context=context,
            to=person,
            round_=round,
            link=reverse("my_tasks"),
            bundle=True,
        )


def _writers(round_: Round, errata: list[Erratum]) -> list[User]:
    """Who wrote about one of these places."""
    places = [erratum.provision_id for erratum in errata]
    written = Opinion.objects.standing().filter(round=round_, provision__in=places)
    authors = written.order_by().values("author")
    return list(User.objects.filter(pk__in=authors, is_active=True))
