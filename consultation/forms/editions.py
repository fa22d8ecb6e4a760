"""What is entered when a letter has left, and when the drafting agency has answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from consultation.forms.rounds import date_field
from consultation.models import Answer, Row


class IssueForm(forms.Form):
    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    dated = date_field(_("Date of issue"))
    signatory = forms.CharField(label=_("Signatory"), max_length=150)

    def clean_dated(self) -> Any:
        dated = self.cleaned_data["dated"]
        if dated > clock.today():
            raise forms.ValidationError(_("A letter is not issued in the future."))
        return dated


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=pgettext_lazy("of the drafting agency", "Answer"),
        choices=[("", _("No answer yet")), *Answer.choices],
        required=False,
    )
    text = forms.CharField(
        label=_("In its words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )

    @classmethod
    def of(cls, row: Row) -> "AnswerForm":
        return cls(initial={"answer": row.answer, "text": row.answer_text}, auto_id=f"{row.uid}-%s")
