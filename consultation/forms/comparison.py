"""Which two versions are compared, and how they are shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.models import VersionPage

INLINE, SIDE_BY_SIDE = "lien", "song-song"
CHANGES, EVERYTHING = "thay-doi", "tat-ca"


class ComparisonForm(forms.Form):
    old = forms.ChoiceField(label=gettext_lazy("Compare"))
    new = forms.ChoiceField(label=pgettext_lazy("compare one version", "with"))
    cach = forms.ChoiceField(
        label=gettext_lazy("Layout"),
        required=False,
        choices=[
            (INLINE, gettext_lazy("In one text")),
            (SIDE_BY_SIDE, gettext_lazy("Side by side")),
        ],
    )
    hien = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            (CHANGES, gettext_lazy("Only what changed")),
            (EVERYTHING, gettext_lazy("Everything")),
        ],
    )

    def __init__(self, *args: Any, versions: Sequence[VersionPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(version.uid): version for version in versions}
        choices = [(uid, _name(version)) for uid, version in self.versions.items()]
        for name in ("old", "new"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        if "old" in chosen and chosen["old"] == chosen.get("new"):
            raise ValidationError(_("Choose two different versions."))
        return chosen

    @property
    def query(self) -> dict[str, str]:
        """How it is shown, where that is not what anybody gets."""
        usual = {"cach": INLINE, "hien": CHANGES}
        chosen = {name: self.cleaned_data.get(name, "") for name in usual}
        return {name: value for name, value in chosen.items() if value and value != usual[name]}


def _name(version: VersionPage) -> str:
    if version.in_force:
        return _("%(title)s (in force)") % {"title": version.title}
    return str(version.title)
