"""The margin beside a law: what is said of the open provision, and the form to say more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest

from cms.models import VersionPage
from consultation import rules
from consultation.forms.opinions import OpinionForm, new_values, plain, values_of
from consultation.models import Invitation, Kind, Opinion, OpinionState, Round, RoundState, Row
from consultation.models.attachment import marked, read_files
from consultation.quality import check_opinion
from consultation.rules import AnyUser
from consultation.templatetags.contents import Entry
from consultation.templatetags.reading import checks_of
from consultation.views.margin_questions import PutQuestion, questions_at
from consultation.views.place import Place


@dataclass(frozen=True)
class Voice:
    """An opinion as the reader meets it: may they change it, take it back, put it back?

    `is_current`: of a round they answer now, not of an earlier one on the same text.
    """

    opinion: Opinion
    is_own: bool
    is_current: bool
    can_amend: bool
    can_restore: bool


@dataclass(frozen=True)
class Margin:
    """Without a place it rests: whose round it is, and what one may do.

    `seats` are all invitations of the reader, `open_seats` those that can still be written for.
    """

    seats: Sequence[Invitation]
    rounds: Sequence[Round] = ()
    place: Place | None = None
    voices: Sequence[Voice] = ()
    withdrawn: Sequence[Voice] = ()
    rows: Sequence[Row] = ()
    questions: Sequence[PutQuestion] = ()
    form: OpinionForm | None = None
    next: Entry | None = None
    quoted: Sequence[tuple[int, int]] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "quoted", _quoted(voice.opinion for voice in self.voices))

    @property
    def open_seats(self) -> list[Invitation]:
        return open_of(self.seats)

    @property
    def closed_seats(self) -> list[Invitation]:
        return [seat for seat in self.seats if not seat.takes_words]

    @property
    def current_seats(self) -> list[Invitation]:
        return current_of(self.seats)

    @property
    def other_rounds(self) -> list[Round]:
        shown = {seat.round_id for seat in self.current_seats}
        return [round_ for round_ in self.rounds if round_.pk not in shown]

    @property
    def agreements(self) -> list[tuple[Invitation, UUID]]:
        """For whom one may agree, each with the token of its own form."""
        return [(seat, uuid4()) for seat in self.open_seats]

    @property
    def own(self) -> list[Voice]:
        return [voice for voice in self.voices if voice.is_own]

    @property
    def others(self) -> list[Voice]:
        return [voice for voice in self.voices if not voice.is_own]

    @property
    def checks(self) -> list[dict[str, Any]]:
        return checks_of_form(self.form) if self.form else []


def checks_of_form(form: OpinionForm) -> list[dict[str, Any]]:
    """What makes the opinion specific, as the form is filled in now."""
    wording = plain(form["proposed_wording"].value() or "").strip()
    return checks_of(
        check_opinion(
            kind=form["kind"].value() or Kind.AMEND,
            eid=form.tied_to,
            text=form["text"].value() or "",
            proposed_wording="" if wording == form.current.strip() else wording,
            reason=form["reason"].value() or "",
            basis=form["basis"].value() or "",
        )
    )


def seats_in(version: VersionPage, user: AnyUser) -> list[Invitation]:
    """The invitations a person may answer on this version, sent answers too."""
    if not rules.standing_of(user).by_role:
        return []
    asked = Invitation.objects.filter(round__version=version).answerable_by(user)
    return list(asked.with_answers().with_written().with_questions())


def current_of(seats: Iterable[Invitation]) -> list[Invitation]:
    """Those to show in full: still written for, or their round is open."""
    return [seat for seat in seats if seat.takes_words or seat.round.state == RoundState.OPEN]


def rounds_of(seats: Iterable[Invitation]) -> set[int]:
    """The rounds a person answers now."""
    return {seat.round_id for seat in current_of(seats)}


def open_of(seats: Iterable[Invitation]) -> list[Invitation]:
    return [seat for seat in seats if seat.takes_words]


def seats_to_write(version: VersionPage, user: AnyUser, token: str) -> list[Invitation]:
    """Those still written for; with them that of an opinion which the compiler returned alone,
    whose answer was sent: `token` is the form's."""
    seats = seats_in(version, user)
    open_ = open_of(seats)
    if len(open_) < len(seats):
        returned = set(Opinion.objects.returned_alone(token).values_list("round_id", "agency_id"))
        open_ += [s for s in seats if s not in open_ and (s.round_id, s.agency_id) in returned]
    return open_


def resting_margin(
    request: HttpRequest, version: VersionPage, *, seats: Sequence[Invitation]
) -> Margin:
    """Nothing is open: whose round it is, until when, and how far the agency has come."""
    rounds = Round.objects.visible_to(request.user).filter(version=version).newest_first()
    rounds = rounds.select_related("lead")
    return Margin(seats=seats, rounds=list(rounds))


def open_margin(
    request: HttpRequest,
    place: Place,
    *,
    seats: Sequence[Invitation],
    form: OpinionForm | None = None,
    next_: Entry | None = None,
    decided: bool = True,
) -> Margin:
    """The margin at a place; with a bound `form` that one, else the one the address asks for.

    `decided`: something may have become of what was said.
    """
    said = _said_at(place, request.user, rounds_of(seats))
    voices = [voice for voice in said if voice.opinion.state != OpinionState.WITHDRAWN]
    questions = questions_at(place, open_of(seats))
    if form is None:
        form = _asked_form(request, place, seats, voices)
    if form is not None and not form.is_bound:
        form.put_questions(questions)
    return Margin(
        seats=seats,
        place=place,
        voices=voices,
        withdrawn=[voice for voice in said if voice.can_restore],
        rows=_rows_at(place, request.user) if decided else [],
        questions=questions,
        form=form,
        next=next_,
    )


def _said_at(place: Place, user: AnyUser, rounds: set[int]) -> list[Voice]:
    """What the reader may read of a place, their own agencies' first."""
    mine = rules.standing_of(user).agencies(rules.WRITERS)
    opinions = Opinion.objects.at(place.version, place.provision, place.file)
    said = list(marked(opinions.visible_to(user).with_talk().in_legal_order()))
    for opinion in said:
        opinion.provision, opinion.dossier_file = place.provision, place.file
        if opinion.submission:
            opinion.submission.round = opinion.round
    read_files(said, user)
    voices = [
        Voice(
            opinion=opinion,
            is_own=opinion.agency_id in mine,
            is_current=not rounds or opinion.round_id in rounds,
            can_amend=rules.can_amend(user, opinion),
            can_restore=rules.can_restore(user, opinion),
        )
        for opinion in said
        if opinion.state != OpinionState.WITHDRAWN or opinion.agency_id in mine
    ]
    return sorted(voices, key=lambda voice: (not voice.is_own, not voice.is_current))


def _rows_at(place: Place, user: AnyUser) -> list[Row]:
    """What became of it, once that is known to the reader."""
    rows = (
        Row.objects.visible_to(user)
        .standing()
        .filter(
            round__version=place.version,
            round__state__in=("issued", "answered"),
            provision=place.provision,
            dossier_file=place.file,
        )
    )
    return list(rows.with_sources().in_legal_order())


def _asked_form(
    request: HttpRequest, place: Place, seats: Sequence[Invitation], voices: list[Voice]
) -> OpinionForm | None:
    """The opinion `?sua=` names; a new one if asked for, or if the agency said nothing yet."""
    edited = request.GET.get("sua", "")
    voice = next(
        (voice for voice in voices if voice.can_amend and str(voice.opinion.uid) == edited), None
    )
    if voice:
        return form_of(voice.opinion, place, seats)
    seats = open_of(seats)
    if place.is_gone or not seats:
        return None
    if "moi" in request.GET or not any(voice.is_own and voice.is_current for voice in voices):
        return OpinionForm(
            initial=new_values(place.provision),
            seats=seats,
            provision=place.provision,
            file=place.file,
        )
    return None


def form_of(opinion: Opinion, place: Place, seats: Sequence[Invitation]) -> OpinionForm:
    seat = next(
        (
            seat
            for seat in seats
            if (seat.round_id, seat.agency_id) == (opinion.round_id, opinion.agency_id)
        ),
        None,
    )
    kept = [seat] if seat else list(seats)
    return OpinionForm(
        initial=values_of(opinion, seat),
        seats=kept,
        provision=place.provision,
        file=place.file,
        attached=opinion.attachments.standing(),
        stored=opinion,
    )


def _quoted(opinions: Iterable[Opinion]) -> list[tuple[int, int]]:
    """Where the words stand that are quoted, if they still stand there."""
    spans = []
    for opinion in opinions:
        text = opinion.provision_text.text if opinion.provision_text else ""
        start, end = opinion.quote_start, opinion.quote_end
        if start is not None and end is not None and text[start:end] == opinion.quote_exact:
            spans.append((start, end))
    return spans
