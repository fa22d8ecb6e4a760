"""For which agencies of a round codes are made, and where they are shown."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Agency

ON_PAPER, ON_SCREEN = "paper", "screen"


class CodesForm(forms.Form):
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        to_field_name="uid",
        label=_("Agencies"),
        error_messages={"required": _("Tick at least one agency.")},
    )
    shown = forms.ChoiceField(
        choices=[(ON_PAPER, _("Sheets to print (PDF)")), (ON_SCREEN, _("On the screen"))],
        initial=ON_PAPER,
        label=_("The codes"),
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )

    def __init__(self, *args: Any, asked: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agencies"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = Agency.objects.filter(pk__in=list(asked))
