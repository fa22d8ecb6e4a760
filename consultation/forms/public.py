"""What the public asks for: a draft in the directory, an opinion by its receipt."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import DocumentType
from consultation.models.directory import STANDINGS

UNKNOWN_CODE = _("There is no receipt with this code. Check each sign.")
EVERYTHING = ("", pgettext_lazy("filter", "All"))


class DirectoryForm(forms.Form):
    """Any of these may be missing or wrong: then it does not narrow."""

    standing = forms.ChoiceField(label=_("State"), required=False, widget=forms.HiddenInput)
    type = forms.ChoiceField(label=_("Type of document"), required=False)
    field = forms.ChoiceField(label=pgettext_lazy("of law", "Field"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(
        self,
        *args: Any,
        types: dict[str, int],
        fields: dict[str, int],
        years: dict[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        words = dict(DocumentType.choices)
        self._choose("standing", [(key, str(word)) for key, word in STANDINGS.items()])
        self._choose("type", [(key, f"{words.get(key, key)} ({n})") for key, n in types.items()])
        named = {name: n for name, n in fields.items() if name}
        self._choose("field", [(name, f"{name} ({n})") for name, n in sorted(named.items())])
        self._choose("year", [(str(y), f"{y} ({n})") for y, n in sorted(years.items())[::-1]])
        self.is_valid()

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [EVERYTHING, *choices]

    def conditions(self) -> dict[str, Any]:
        """What was chosen but the standing, as the directory's columns."""
        names = {"type": "document_type", "field": "field", "year": "year"}
        return {
            column: self.cleaned_data[name]
            for name, column in names.items()
            if self.cleaned_data.get(name)
        }

    @property
    def chosen(self) -> str:
        return self.cleaned_data.get("standing", "")


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=_("Receipt code"),
        max_length=40,
        help_text=_("It stands on the receipt, like GY-2026-000123-ABCD."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """As printed, however it was typed: case, spaces and dashes do not matter."""
        typed = re.sub(r"[^0-9A-Z]", "", self.cleaned_data["code"].upper())
        found = re.fullmatch(r"GY(\d{4})(\d{6,})([0-9A-Z]{4})", typed)
        code = "GY-{}-{}-{}".format(*found.groups()) if found else ""
        if not code:
            raise forms.ValidationError(UNKNOWN_CODE)
        return code
