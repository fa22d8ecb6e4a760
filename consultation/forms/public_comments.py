"""The form with which anybody comments, without an account; and what the moderators fill in."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms import clock
from consultation.commenting import Person
from consultation.forms.opinions import plain
from consultation.forms.rounds import date_field
from consultation.models import PUBLIC_KINDS, Kind, PublicComment, Purpose, Rejection

SALT = "public comment"
# A person needs longer than this to read the form and write a sentence.
QUICKEST = timedelta(seconds=3)
# Of the sentences beside the boxes: a new number when their words change.
CONSENT_VERSION = "2026-12"
HANDLE = gettext_lazy("I agree that what I wrote of myself is kept.")
HANDLE_MORE = gettext_lazy(
    "%(lead)s keeps it (name, e-mail, place, organisation) to confirm this comment and to tell you"
    " what became of it. You can see it, take this back and have it erased at any time."
)
SHOW_NAME = gettext_lazy("I agree that my name is shown to everybody.")
SHOW_NAME_MORE = gettext_lazy(
    "Beside this comment, with the organisation, once the e-mail address is confirmed."
)
CONSENT_MISSING = gettext_lazy(
    "Tick this, or empty the fields on yourself: without your consent they are not kept."
)


class PublicCommentForm(forms.Form):
    """Three fields in sight, of which one must be filled; who one is may be left out.

    `is_suspect`: filled in as machines do; it is taken all the same, and marked.
    """

    current_id = "current-text"
    preview_id = "wording-change"

    token = forms.UUIDField(widget=forms.HiddenInput)
    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want to say?"),
        choices=PUBLIC_KINDS,
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("What should be different, and why. Name no other persons."),
    )
    proposed_wording = forms.CharField(
        label=gettext_lazy("How should it read?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"class": "wording", "rows": 5}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = forms.EmailField(
        label=pgettext_lazy("of a citizen", "E-mail"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("To confirm, and to hear what became of it. Never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=pgettext_lazy("of a citizen", "Full name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    place = forms.CharField(
        label=gettext_lazy("Commune and province"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Shown as “A citizen (…)”. No house number, no street."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation or business"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    shows_name = forms.BooleanField(required=False)
    consent = forms.BooleanField(required=False)
    website = forms.CharField(required=False, max_length=5_000)

    def __init__(self, *args: Any, lead: str, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        self.fields["shows_name"].label = str(SHOW_NAME)
        self.fields["shows_name"].help_text = str(SHOW_NAME_MORE)
        self.fields["consent"].label = str(HANDLE)
        self.fields["consent"].help_text = escape(str(HANDLE_MORE) % {"lead": lead})
        self.consents = {
            "consent": f"{HANDLE} {HANDLE_MORE}" % {"lead": lead},
            "shows_name": f"{SHOW_NAME} {SHOW_NAME_MORE}",
        }
        self.fields["website"].label = _("Leave this empty")
        self.fields["website"].widget.attrs.update({"autocomplete": "off", "tabindex": "-1"})
        if current:
            self.fields["proposed_wording"].widget.attrs.update(
                {
                    "data-difference-from": self.current_id,
                    "data-difference-to": self.preview_id,
                }
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("text", "proposed_wording", "reason"):
            data[name] = plain(data.get(name, ""))
        if data["proposed_wording"] == self.current.strip():
            data["proposed_wording"] = ""
        for name in ("name", "place", "organisation"):
            data[name] = " ".join(data.get(name, "").split())
        has_words = data["text"] or data["proposed_wording"]
        has_fault = "text" in self.errors or "proposed_wording" in self.errors
        if not has_words and not has_fault and data.get("kind") != Kind.AGREE:
            self.add_error("text", _("Write what you want to say, or change the wording."))
        says_who = any(data.get(name) for name in ("email", "name", "place", "organisation"))
        if says_who and not data.get("consent"):
            self.add_error("consent", str(CONSENT_MISSING))
        if data.get("shows_name") and not (data["name"] and data.get("email")):
            self.add_error(
                "shows_name",
                _("To show a name, write it and an e-mail address that confirms it is yours."),
            )
        return data

    def words(self) -> dict[str, str]:
        names = ("kind", "text", "proposed_wording", "reason")
        return {name: self.cleaned_data[name] for name in names}

    def person(self) -> Person:
        """Nothing is kept of somebody who says nothing of themselves, not even a consent."""
        data = self.cleaned_data
        facts = {name: data[name] for name in ("name", "email", "place", "organisation")}
        consents = {}
        if any(facts.values()):
            consents[str(Purpose.HANDLE)] = self._consent("consent")
        if data["shows_name"]:
            consents[str(Purpose.SHOW_NAME)] = self._consent("shows_name")
        return Person(**facts, shows_name=data["shows_name"], consents=consents)

    def _consent(self, name: str) -> tuple[str, str]:
        return CONSENT_VERSION, self.consents[name]

    @property
    def is_suspect(self) -> bool:
        """Something no person sees is filled in, or it was all done in no time."""
        if self.cleaned_data.get("website"):
            return True
        try:
            at = signing.loads(self.cleaned_data["opened"], salt=SALT)
        except signing.BadSignature:
            return True
        return clock.now().timestamp() - float(at) < QUICKEST.total_seconds()

    @property
    def has_more(self) -> bool:
        """Whether something stands in the fields behind the click."""
        wording = self["proposed_wording"]
        changed = (wording.value() or "").strip() not in ("", self.current.strip())
        return changed or any(self[name].value() or self[name].errors for name in ("reason",))


def fresh_values(current: str) -> dict[str, Any]:
    """What a new form begins with: a token of its own, when it was opened, the law's wording."""
    return {
        "token": uuid.uuid4(),
        "opened": signing.dumps(clock.now().timestamp(), salt=SALT),
        "kind": Kind.AMEND,
        "proposed_wording": current,
    }


class RejectForm(forms.Form):
    rejection = forms.ChoiceField(
        label=gettext_lazy("Why not published"),
        choices=[("", "—"), *Rejection.choices],
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Words to the author"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AcceptForm(forms.Form):
    """The words as they would be published; what came stands beside them, closed."""

    text = forms.CharField(
        label=gettext_lazy("Published comment"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    proposed_wording = forms.CharField(
        label=gettext_lazy("Published wording"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"class": "wording", "rows": 5}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Published reason"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shows_place = forms.BooleanField(
        label=gettext_lazy("Show the place of residence"), required=False
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, comment: PublicComment) -> "AcceptForm":
        shown = comment.opinion or comment
        names = ("text", "proposed_wording", "reason")
        values = {name: getattr(shown, name) for name in names}
        return cls(
            initial={
                **values,
                "shows_place": comment.author.shows_place,
                "lock_version": comment.lock_version,
            }
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("text", "proposed_wording", "reason"):
            data[name] = plain(data.get(name, ""))
        return data

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("text", "proposed_wording", "reason")}


class AskPublicForm(forms.Form):
    takes_public = forms.BooleanField(
        label=gettext_lazy("Everybody may comment without an account"), required=False
    )
    until = date_field(
        gettext_lazy("Last day for the public"),
        required=False,
        help_text=gettext_lazy("Without a day, as long as the agencies are asked."),
    )

    def deadline(self) -> datetime | None:
        day: date | None = self.cleaned_data["until"]
        return clock.no_later_than(day) if day else None
