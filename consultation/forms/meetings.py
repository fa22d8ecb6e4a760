"""What is asked to plan a meeting, to note a remark, to send minutes, to write from a phone."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Agency
from consultation.forms.rounds import AskForm, date_field
from consultation.forms.uploads import CheckedFileField
from consultation.models import Kind, Meeting, Remark, Round
from consultation.receiving.meeting_remarks import Noted

FACTS = ("name", "place", "starts_at", "ended_at", "chair", "secretary", "attendance",
         "programme", "conclusion")  # fmt: skip
MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    """Day and hour as the browser's own calendar gives them."""
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, **options)


def text_field(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, **options)


class MeetingForm(AskForm):
    """Facts of a meeting; the bodies that are ticked are invited, those invited stay."""

    name = forms.CharField(
        label=_("Name of the meeting"),
        max_length=255,
        help_text=_("As it stands in the minutes: “Hội nghị lấy ý kiến …”."),
    )
    rounds = forms.MultipleChoiceField(
        label=_("Drafts on the agenda"), widget=forms.CheckboxSelectMultiple, required=False
    )
    starts_at = moment_field(_("Begins"))
    place = forms.CharField(label=_("Place"), max_length=255)
    chair = forms.CharField(
        label=_("Chair"), max_length=255, help_text=_("Name, position: “Bà Vũ Minh Hà, Giám đốc”.")
    )
    secretary = forms.CharField(label=_("Secretary"), max_length=255)
    programme = text_field(_("Programme"), required=False)
    others = text_field(
        _("Other bodies invited"), required=False, help_text=_("One to a line, without persons.")
    )

    def __init__(
        self, *args: Any, offered: Iterable[Agency], rounds: Iterable[Round] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, offered=offered, **kwargs)
        self.served_rounds = {str(round_.uid): round_ for round_ in rounds}
        field = self.fields["rounds"]
        if len(self.served_rounds) < 2:
            del self.fields["rounds"]
        elif isinstance(field, forms.MultipleChoiceField):
            field.choices = [(uid, each.name) for uid, each in self.served_rounds.items()]

    def served(self, own: Round) -> list[Round]:
        """The round it was planned from, first, and those that were ticked beside it."""
        ticked = self.cleaned_data.get("rounds", [])
        return [own, *(self.served_rounds[uid] for uid in ticked if uid != str(own.uid))]

    def content(self) -> dict[str, Any]:
        """What `plan_meeting` and `change_meeting` take."""
        facts = {name: self.cleaned_data[name] for name in FACTS if name in self.fields}
        others = self.cleaned_data["others"].splitlines()
        return {**facts, "agencies": self.chosen(), "others": others}


class ChangeForm(MeetingForm):
    """The same after it was planned, with what is known only at its end."""

    ended_at = moment_field(_("Ended"), required=False)
    attendance = text_field(
        _("Participants"), required=False, help_text=_("Empty: the invited bodies are listed.")
    )
    conclusion = text_field(_("Conclusion of the chair"), rows=5, required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, meeting: Meeting, *, offered: Iterable[Agency]) -> "ChangeForm":
        values = {name: getattr(meeting, name) for name in (*FACTS, "lock_version")}
        return cls(initial=values, offered=offered)


class RemarkForm(forms.Form):
    """A remark as it is noted: one line of who, one of where, and what was said."""

    round = forms.ChoiceField(label=_("Draft"), required=False)
    speaker = forms.CharField(label=_("Speaker"), max_length=150, required=False)
    body = forms.CharField(label=_("Body"), max_length=255, required=False)
    place = forms.CharField(
        label=_("Provision"), max_length=80, required=False,
        help_text=_("“D5 K2” is clause 2 of Article 5; empty for the whole draft."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.AMEND)
    text = text_field(_("What was said"), rows=4)
    is_minuted_only = forms.BooleanField(
        label=_("For the minutes only: no opinion on the draft"), required=False
    )
    mark = forms.UUIDField(widget=forms.HiddenInput)
    said_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"mark": uuid4()})
        super().__init__(*args, **kwargs)
        self.rounds = rounds_of(meeting)
        offer_rounds(self.fields["round"], self.rounds)
        for name, listed in (("body", "bodies"), ("place", "places")):
            self.fields[name].widget.attrs.update({"list": listed, "autocomplete": "off"})

    @classmethod
    def of(cls, remark: Remark) -> "RemarkForm":
        values = {
            "round": str(remark.round.uid) if remark.round else "",
            "speaker": remark.speaker.name if hasattr(remark, "speaker") else "",
            "body": remark.body,
            "place": remark.place_typed,
            "mark": remark.token,
            **{
                name: getattr(remark, name)
                for name in ("kind", "text", "is_minuted_only", "lock_version")
            },
        }
        return cls(initial=values, meeting=remark.meeting)

    def noted(self) -> Noted:
        values = self.cleaned_data
        return Noted(
            round=chosen_of(self.rounds, values["round"]),
            **{
                name: values[name]
                for name in ("text", "body", "speaker", "place", "kind", "is_minuted_only")
            },
        )


class SlipForm(forms.Form):
    """What a participant writes on a phone: as little as possible."""

    round = forms.ChoiceField(label=_("Draft"), required=False)
    place = forms.CharField(
        label=_("Provision"), max_length=80, required=False,
        help_text=_("“Điều 5 khoản 2”, or empty."),
    )  # fmt: skip
    text = text_field(_("Your remark"), rows=6, max_length=5_000)
    body = forms.CharField(label=_("Your body or organisation"), max_length=255, required=False)
    name = forms.CharField(
        label=_("Your name"), max_length=150, required=False,
        help_text=_("Stands in the minutes if you give it; never in the synthesis."),
    )  # fmt: skip
    mark = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"mark": uuid4()})
        super().__init__(*args, **kwargs)
        self.rounds = rounds_of(meeting)
        offer_rounds(self.fields["round"], self.rounds)

    def noted(self) -> Noted:
        values = self.cleaned_data
        return Noted(
            text=values["text"],
            body=values["body"],
            speaker=values["name"],
            place=values["place"],
            round=chosen_of(self.rounds, values["round"]),
        )


class CorrectionForm(forms.Form):
    text = text_field(_("What our body said"), rows=6, max_length=20_000)
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class SendMinutesForm(forms.Form):
    until = date_field(
        _("Corrections up to and with"),
        help_text=_("Bodies may correct what was noted of them until the end of this day."),
    )


class SignedMinutesForm(forms.Form):
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    dated = date_field(_("Date of signature"))
    upload = CheckedFileField(label=_("Signed file"), kinds={"pdf", "jpg", "png"})


class RefuseForm(forms.Form):
    reason = forms.CharField(label=_("Why it is not taken over"), max_length=500, required=False)


def rounds_of(meeting: Meeting) -> dict[str, Round]:
    items = meeting.agenda.select_related("round__draft", "round__version")
    return {str(item.round.uid): item.round for item in items}


def offer_rounds(field: forms.Field, rounds: dict[str, Round]) -> None:
    """The only draft goes without asking; among several none is the whole meeting."""
    if not isinstance(field, forms.ChoiceField):
        return
    named = [(uid, round_.draft.title) for uid, round_ in rounds.items()]
    if len(named) == 1:
        field.choices = named
        field.initial = named[0][0]
        field.widget = forms.HiddenInput()
    else:
        field.choices = [*named, ("", _("The meeting as a whole"))]


def chosen_of(rounds: dict[str, Round], uid: str) -> Round | None:
    """The draft that was chosen; the only one of the agenda even where nothing was sent."""
    return next(iter(rounds.values())) if len(rounds) == 1 else rounds.get(uid)
