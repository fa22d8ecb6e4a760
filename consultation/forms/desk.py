"""What the desk asks for: filters, a decision, the wordings of a row."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultation.models import Decision, Kind, Origin, Row
from consultation.models.synthesis import RowQuerySet

# What an address says instead of an article's for opinions on the draft as a whole.
GENERAL = "chung"


class DeskFilterForm(forms.Form):
    """Any of these may be missing or wrong: then it does not narrow."""

    article = forms.ChoiceField(label=_("Article"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    decision = forms.ChoiceField(label=pgettext_lazy("of a row", "Decision"), required=False)
    kind = forms.ChoiceField(label=_("Kind of opinion"), required=False)
    origin = forms.ChoiceField(label=_("How it came"), required=False)

    def __init__(
        self, *args: Any, articles: list[dict[str, Any]], agencies: list[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", pgettext_lazy("filter", "All"))
        places = [(each["eid"] or GENERAL, each["label"]) for each in articles]
        kinds = [choice for choice in Kind.choices if choice[0] != Kind.AGREE]
        self._choose("article", [everything, *places])
        self._choose("agency", [everything, *((str(a.uid), a.brief_name) for a in agencies)])
        self._choose("decision", [everything, *Decision.choices])
        self._choose("kind", [everything, *kinds])
        self._choose("origin", [everything, *Origin.choices])
        self.is_valid()

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def place(self) -> str:
        return self.cleaned_data.get("article", "")

    def narrow(self, rows: RowQuerySet) -> RowQuerySet:
        if self.place:
            rows = rows.at_article("" if self.place == GENERAL else self.place)
        if agency := self.cleaned_data.get("agency"):
            rows = rows.with_source(agency__uid=UUID(agency))
        if kind := self.cleaned_data.get("kind"):
            rows = rows.with_source(kind=kind)
        if origin := self.cleaned_data.get("origin"):
            rows = rows.with_source(origin=origin)
        if decision := self.cleaned_data.get("decision"):
            rows = rows.filter(decision=decision)
        return rows


class DecisionForm(forms.Form):
    """A decision as the table or the row's own page sends it; texts are optional."""

    decision = forms.ChoiceField(
        label=pgettext_lazy("of a row", "Decision"), choices=Decision.choices
    )
    reason = forms.CharField(label=_("Reason, for ourselves"), required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def content(self) -> dict[str, Any]:
        """What was sent; a reason that was not sent stays as it is."""
        values = dict(self.cleaned_data)
        if "reason" not in self.data:
            values["reason"] = None
        return values


class RowForm(forms.Form):
    """The wordings of a row: what is asked, what goes out, why we decided so."""

    wording = forms.CharField(
        label=_("Consolidated opinion"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One sentence or two for all the opinions of this row."),
    )
    outgoing = forms.CharField(
        label=_("Wording in our letter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "wording"}),
        help_text=_("What the drafting agency reads."),
    )
    reason = forms.CharField(
        label=_("Reason, for ourselves"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the internal table only; never in our letter."),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: Row) -> "RowForm":
        fields = ("wording", "outgoing", "reason", "lock_version")
        return cls(initial={name: getattr(row, name) for name in fields})
