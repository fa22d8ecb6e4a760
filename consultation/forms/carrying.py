"""Which earlier opinions are taken over into the new answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CarryForm(forms.Form):
    """`keys` are those that may still be carried; the page draws a box beside each opinion."""

    chosen = forms.MultipleChoiceField(
        label=_("Opinions to carry over"),
        error_messages={"required": _("Tick at least one opinion to carry over.")},
    )

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, key) for key in keys]
