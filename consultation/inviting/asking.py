"""Asking agencies, and what goes with the asking: the drafting agency's letter as a file."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms import clock
from cms.models import Agency, User
from consultation import audit, rules
from consultation.models import Invitation, RequestLetter, Round, RoundState
from consultation.models.change import TransitionError
from consultation.signals import round_recorded

CHANGEABLE = (RoundState.PLANNED, RoundState.OPEN, RoundState.CLOSED)


@transaction.atomic
def invite_agencies(round_: Round, *, by: User, agencies: Iterable[Agency]) -> list[Invitation]:
    """Ask agencies that were not asked yet; asking again changes nothing."""
    if not rules.can_manage_round(by, round_):
        raise PermissionDenied
    if round_.state not in CHANGEABLE:
        raise TransitionError(f"round {round_.uid} is {round_.state}: nobody is asked any more")
    invitations = add_invitations(round_, by=by, agencies=agencies)
    round_recorded.send(Round, round=round_, by=by, act="invited", invitations=invitations)
    return invitations


@transaction.atomic
def add_invitations(round_: Round, *, by: User, agencies: Iterable[Agency]) -> list[Invitation]:
    """A part of other acts, which ask the rules: invitations for those that have none."""
    asked = set(round_.invitations.values_list("agency_id", flat=True))
    fresh = [agency for agency in agencies if agency.pk not in asked]
    invitations = Invitation.objects.bulk_create(
        Invitation(round=round_, agency=agency, invited_at=clock.now()) for agency in fresh
    )
    if fresh:
        codes = [agency.code for agency in fresh]
        audit.record("round.agencies_invited", round_, by=by, agencies=codes)
    return invitations


def note_opening(round_: Round, *, by: User) -> None:
    """Remember that an asked agency has seen the draft; the first time only, and no fact of law."""
    agencies = rules.standing_of(by).agencies()
    unseen = round_.invitations.filter(agency__in=agencies, first_opened_at=None)
    unseen.update(first_opened_at=clock.now())


@transaction.atomic
def file_request(round_: Round, *, by: User, upload: "UploadedFile[Any]") -> RequestLetter:
    """Keep the drafting agency's letter, a checked upload, in the place of the one before."""
    if not rules.can_file_request(by, round_):
        raise PermissionDenied
    letter = keep_request(round_, by=by, upload=upload)
    round_recorded.send(Round, round=round_, by=by)
    return letter


@transaction.atomic
def keep_request(round_: Round, *, by: User, upload: "UploadedFile[Any]") -> RequestLetter:
    """A part of other acts, which ask the rules. The file before it stays, marked as replaced."""
    now = clock.now()
    Round.objects.select_for_update().get(pk=round_.pk)
    round_.request_letters.filter(replaced_at=None).update(replaced_at=now)
    letter = RequestLetter(round=round_, added_by=by, added_at=now)
    letter.hold(upload)
    letter.save()
    audit.record("round.request_filed", round_, by=by, sha256=letter.sha256, size=letter.size)
    return letter
