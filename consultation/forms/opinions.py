"""The form of an opinion, and of a word said about one."""

import re
import unicodedata
import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import DossierFile, Provision
from consultation.commenting import FileChange
from consultation.forms.uploads import MEGABYTE, CheckedFileField
from consultation.models import Attachment, Category, Invitation, Kind, Opinion
from consultation.models.discussion import Audience

QUOTE = ("quote_exact", "quote_prefix", "quote_suffix", "quote_start", "quote_end")
WORDS = ("text", "proposed_wording", "reason", "basis", *QUOTE[:3])
# What Word puts into a text besides letters.
_LINE_ENDS = re.compile("\r|[\v\u2028\u2029]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile("[\t\u00a0\u2007\u202f]+")
# A button of its own says that one agrees.
TILES = [choice for choice in Kind.choices if choice[0] != Kind.AGREE]


class OpinionForm(forms.Form):
    """Three fields in sight, three behind a click; what it speaks of stands in hidden ones.

    The wording starts from the law, and a script shows how it differs in the element `preview_id`.
    `seats` are the invitations the writer may answer; with one only there is nothing to choose.
    `stored` is the opinion it goes on with, if there is one.
    `attached` are the files the opinion has; one more comes with the words, and stays when they
    save themselves.
    """

    current_id = "current-text"
    preview_id = "wording-change"

    seat = forms.ChoiceField(label=gettext_lazy("On behalf of"))
    token = forms.UUIDField(widget=forms.HiddenInput)
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you propose?"),
        choices=Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Opinion: what should change"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    proposed_wording = forms.CharField(
        label=gettext_lazy("Proposed wording"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"class": "wording", "rows": 5}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    basis = forms.CharField(
        label=gettext_lazy("Legal basis, figures, practice"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("What it is about"),
        required=False,
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    attachment = CheckedFileField(
        label=gettext_lazy("Attach a file"),
        required=False,
        max_bytes=10 * MEGABYTE,
        help_text=gettext_lazy(
            "PDF, Word, Excel, ODT, JPG or PNG, up to 10 MB; at most 5 files. No state secrets."
        ),
    )
    attachment_description = forms.CharField(
        label=gettext_lazy("What the file shows"), required=False, max_length=200
    )
    answers = forms.MultipleChoiceField(
        label=gettext_lazy("This opinion answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    quote_exact = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    quote_prefix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    quote_suffix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    quote_start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    quote_end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        seats: Sequence[Invitation],
        provision: Provision | None,
        file: DossierFile | None = None,
        attached: Sequence[Attachment] | QuerySet[Attachment] = (),
        stored: Opinion | None = None,
        is_autosave: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.attached = attached
        self.is_new = stored is None
        self.reopened_by = "moi=1" if stored is None else f"sua={stored.uid}"
        self.seats = {seat.key: seat for seat in seats}
        self.tied_to = file.address if file else provision.eid if provision else ""
        self.current = current_text(provision)
        self.is_autosave = is_autosave
        if self.current:
            self.fields["proposed_wording"].widget.attrs.update(
                {
                    "data-difference-from": self.current_id,
                    "data-difference-to": self.preview_id,
                }
            )
        seat = cast(forms.ChoiceField, self.fields["seat"])
        seat.choices = [(key, invitation.label) for key, invitation in self.seats.items()]
        seat.error_messages["invalid_choice"] = seat.error_messages["required"] = _(
            "Your agency can no longer write in this round. Your text is still here: copy it."
        )
        if len(self.seats) < 2:
            seat.widget = forms.HiddenInput()
            seat.initial = next(iter(self.seats), "")
        if self["kind"].value() != Kind.AGREE:
            self.fields["kind"].widget.choices = TILES

    def put_questions(self, questions: Sequence[Any]) -> None:
        """Offer to answer these (`views.margin_questions.PutQuestion`) with the opinion.

        A new form has the open ones ticked, that of a stored opinion those it answers too.
        """
        field = cast(forms.MultipleChoiceField, self.fields["answers"])
        field.choices = [(put.key, put.question.text) for put in questions]
        token = self["token"].value()
        ticked = [put for put in questions if put.answer is None or put.answered_by == token]
        field.initial = [put.key for put in ticked]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in WORDS:
            data[name] = plain(data.get(name, ""))
        for name in ("text", "proposed_wording", "reason", "basis"):
            data[name] = tidy(data[name])
        if data["proposed_wording"] == tidy(self.current).strip():
            data["proposed_wording"] = ""
        if not self._quote_fits(data):
            data.update(quote_exact="", quote_prefix="", quote_suffix="")
            data.update(quote_start=None, quote_end=None)
        for name in ("quote_prefix", "quote_suffix"):
            data[name] = data.get(name, "")[:64]
        has_words = data["text"] or data["proposed_wording"]
        if not (has_words or self.is_autosave or data.get("kind") == Kind.AGREE):
            self.add_error("text", _("Write what should change and why, or change the wording."))
        return data

    def _quote_fits(self, data: dict[str, Any]) -> bool:
        start, end = data.get("quote_start"), data.get("quote_end")
        if not data["quote_exact"] or start is None or end is None:
            return False
        return self.current[start:end] == data["quote_exact"]

    @property
    def chosen_seat(self) -> Invitation:
        return self.seats[self.cleaned_data["seat"]]

    def content(self) -> dict[str, Any]:
        """What the acts of `commenting` write."""
        names = ("kind", "text", "proposed_wording", "reason", "basis", "categories", *QUOTE)
        return {name: self.cleaned_data[name] for name in names}

    def require_file(self) -> None:
        """Say that none was chosen, where the button that attaches one was pressed."""
        if self.cleaned_data.get("attachment") is None:
            self.add_error("attachment", _("Choose a file first, then attach it."))

    def file_change(self, removed: str = "") -> FileChange | None:
        """The file that was sent along, and the one to take off; None without either."""
        upload = self.cleaned_data.get("attachment")
        if upload is None and not removed:
            return None
        return FileChange(upload, self.cleaned_data["attachment_description"], _uid(removed))

    @property
    def has_more(self) -> bool:
        """Whether something stands in the fields behind the click."""
        names = ("reason", "basis", "categories")
        errors = (*names, "attachment", "attachment_description")
        return bool(
            self.attached
            or any(self[name].value() for name in names)
            or any(self[name].errors for name in errors)
        )


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Say something about this opinion"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    audience = forms.ChoiceField(choices=Audience.choices, widget=forms.HiddenInput)


def _uid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def new_values(provision: Provision | None) -> dict[str, Any]:
    """What a fresh form begins with: a token of its own, and the wording to be changed."""
    return {
        "token": uuid.uuid4(),
        "lock_version": 0,
        "kind": Kind.AMEND,
        "proposed_wording": current_text(provision),
    }


def values_of(opinion: Opinion, seat: Invitation | None) -> dict[str, Any]:
    """What a form begins with that goes on with a stored opinion."""
    names = ("token", "lock_version", "kind", "text", "reason", "basis", "categories", *QUOTE)
    values = {name: getattr(opinion, name) for name in names}
    wording = opinion.proposed_wording or current_text(opinion.provision)
    return {**values, "proposed_wording": wording, "seat": seat.key if seat else ""}


def current_text(provision: Provision | None) -> str:
    """The words a proposed wording starts from."""
    if provision is None or provision.current_text is None:
        return ""
    return provision.current_text.text or provision.current_text.heading


def plain(text: str) -> str:
    """As the law is stored: composed letters, and line ends of one kind."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def tidy(text: str) -> str:
    """What was pasted from Word, with plain spaces and without marks that cannot be seen."""
    return _SPACES.sub(" ", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
