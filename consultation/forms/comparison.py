"""Which two versions are compared, and how they are shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.models import VersionPage
from consultation.models.compared import Offer

INLINE, SIDE_BY_SIDE = "lien", "song-song"
# What an imported law in force is called already.
IN_FORCE = "hiện hành"
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

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(offer.version.uid): offer.version for offer in offers}
        choices = _grouped(offers)
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
    def pair(self) -> tuple[VersionPage, VersionPage]:
        return self.versions[self.cleaned_data["old"]], self.versions[self.cleaned_data["new"]]

    @property
    def query(self) -> dict[str, str]:
        """How it is shown, where that is not what anybody gets."""
        usual = {"cach": INLINE, "hien": CHANGES}
        chosen = {name: self.cleaned_data.get(name, "") for name in usual}
        return {name: value for name, value in chosen.items() if value and value != usual[name]}


class OtherDraftsForm(forms.Form):
    tim = forms.CharField(
        label=gettext_lazy("Words of another draft's or law's title"),
        required=False,
        max_length=120,
    )


def _grouped(offers: Sequence[Offer]) -> list[Any]:
    """The draft's own versions first; then laws in force, then versions of other drafts."""
    own, laws, others = [], [], []
    for offer in offers:
        choice = (str(offer.version.uid), _name(offer))
        if not offer.other_draft:
            own.append(choice)
        else:
            (laws if offer.version.in_force else others).append(choice)
    groups = [
        (_("Laws in force of other drafts"), laws),
        (_("Versions of other drafts"), others),
    ]
    return [*own, *((label, choices) for label, choices in groups if choices)]


def _name(offer: Offer) -> str:
    name = str(offer.version.title)
    if offer.version.in_force and IN_FORCE not in name:
        name = _("%(title)s (in force)") % {"title": name}
    return f"{offer.other_draft} – {name}" if offer.other_draft else name
