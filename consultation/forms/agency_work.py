"""Forms of work inside an agency: who looks at which article, a note, a word to a question."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.models import Provision, User
from consultation.models import Opinion

NOBODY = "-"


class AssignForm(forms.Form):
    """Values are public names (uids); a ticked `group` stands for all articles below it."""

    articles = forms.MultipleChoiceField(
        label=_("Articles"),
        required=False,
        error_messages={"invalid_choice": _("An article is not in the draft any more.")},
    )
    groups = forms.MultipleChoiceField(required=False)
    officer = forms.ChoiceField(
        label=_("Who looks at them"),
        error_messages={"required": _("Choose who looks at them.")},
    )
    due_on = forms.DateField(
        label=_("Until the day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        *args: Any,
        articles: Sequence[Provision],
        groups: Mapping[str, Sequence[Provision]],
        officers: Sequence[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._articles = {str(article.uid): article for article in articles}
        self._groups = groups
        self._officers = {str(officer.uid): officer for officer in officers}
        people = [(uid, officer.get_full_name()) for uid, officer in self._officers.items()]
        choices: dict[str, list[Any]] = {
            "articles": [(uid, uid) for uid in self._articles],
            "groups": [(key, key) for key in groups],
            "officer": [
                ("", _("Choose a person")),
                *people,
                (NOBODY, _("Nobody: take the articles back")),
            ],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_officer(self) -> User | None:
        return self._officers.get(self.cleaned_data["officer"])

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on is not None and due_on < clock.today():
            raise forms.ValidationError(_("This day is past: choose today or later."))
        return due_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ticked = [self._articles[uid] for uid in cleaned.get("articles", [])]
        below = [article for key in cleaned.pop("groups", []) for article in self._groups[key]]
        cleaned["articles"] = list({article.pk: article for article in [*ticked, *below]}.values())
        if not cleaned["articles"] and "articles" not in self.errors:
            self.add_error("articles", _("Tick at least one article or chapter."))
        return cleaned


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Internal note"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    provision = forms.UUIDField(widget=forms.HiddenInput, required=False)


class QuestionForm(forms.Form):
    """An opinion of this answer (its uid), or a word why there is none."""

    opinion = forms.ChoiceField(label=_("Answered by"), required=False)
    declined = forms.CharField(
        label=_("Or, why your agency has no answer"), max_length=500, required=False
    )

    def __init__(self, *args: Any, opinions: Sequence[Opinion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opinions = {str(opinion.uid): opinion for opinion in opinions}
        named = [(uid, _name(opinion)) for uid, opinion in self._opinions.items()]
        offered = [("", _("Choose an opinion")), *named]
        self.fields["opinion"].choices = offered  # type: ignore[attr-defined]

    def clean_opinion(self) -> Opinion | None:
        return self._opinions.get(self.cleaned_data["opinion"])


def _name(opinion: Opinion) -> str:
    words = opinion.text or opinion.proposed_wording
    place = opinion.citation or gettext("the draft as a whole")
    return f"{place}: {words[:60]}"
