"""A row of the ledger before it is kept: what contradicts itself, what may be a mistake."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms import clock
from cms.models import Agency
from consultation.models import Letter, OpinionState, Round, Stance, Submission, SubmissionState


@dataclass(frozen=True)
class Entry:
    """A row as it was typed. `confirmed` answers the questions that were asked about it."""

    agency: Agency
    stance: str = ""
    number: str = ""
    dated: date | None = None
    received_on: date | None = None
    confirmed: bool = False


class DoubtError(ValidationError):
    """The row may be a mistake: it is kept once somebody says that it is meant."""


def check_entry(entry: Entry) -> None:
    """Raises ValidationError naming the cell that is wrong."""
    errors = {}
    if entry.stance and entry.stance not in Stance.values:
        errors["stance"] = _("Say where the agency stands.")
    if entry.dated and entry.dated > clock.today():
        errors["dated"] = _("This day is still to come: check the date of the letter.")
    if entry.received_on and entry.received_on > clock.today():
        errors["received_on"] = _("This day is still to come: check when the letter came.")
    elif entry.received_on and entry.dated and entry.received_on < entry.dated:
        errors["received_on"] = _("The letter would have come before its own date.")
    if errors:
        raise ValidationError(errors)


def doubts_about(round_: Round, entry: Entry, *, letter: Letter | None = None) -> list[str]:
    """Questions in words; empty where nothing is odd."""
    others = Letter.objects.standing().filter(round=round_)
    if letter is not None:
        others = others.exclude(pk=letter.pk)
    asked: list[str] = []
    if earlier := others.filter(agency=entry.agency).order_by("pk").first():
        words = _("%(agency)s has a letter already: %(number)s. Is this one more?")
        name = entry.agency.brief_name
        asked.append(words % {"agency": name, "number": earlier.number or _("without a number")})
    alike = entry.number and entry.dated
    if alike and (
        same := others.filter(number__iexact=entry.number, dated=entry.dated)
        .exclude(agency=entry.agency)
        .select_related("agency")
        .first()
    ):
        words = _("Number and date are those of the letter of %(agency)s. Are they right?")
        asked.append(words % {"agency": same.agency.brief_name})
    if not round_.invitations.filter(agency=entry.agency).exists():
        words = _("%(agency)s was not asked in this round. Ask it now and note its letter?")
        asked.append(words % {"agency": entry.agency.brief_name})
    elif letter is None and (writing := _words_here(round_, entry.agency)):
        asked.append(writing)
    return asked


def _words_here(round_: Round, agency: Agency) -> str:
    answer = Submission.objects.filter(round=round_, agency=agency).first()
    if answer is None or answer.letters.standing().exists():
        return ""
    if answer.state == SubmissionState.APPROVED:
        words = _("%(agency)s sent its answer here (%(code)s). Is this the letter to it?")
        return words % {"agency": agency.brief_name, "code": answer.receipt_code}
    if not answer.opinions.filter(state=OpinionState.DRAFT).exists():
        return ""
    words = _(
        "%(agency)s is writing its answer here. If its letter is its answer, what it has not sent"
        " stays with it. Note the letter?"
    )
    return words % {"agency": agency.brief_name}
