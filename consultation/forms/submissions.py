"""The forms on an agency's answer: where it stands, approve, return, the letter's number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.models import Stance


class StanceForm(forms.Form):
    stance = forms.ChoiceField(
        label=_("Where does the agency stand?"),
        choices=Stance.choices,
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )


class ApproveForm(forms.Form):
    """`confirm_perfunctory` is asked only of an answer that says nothing specific."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    confirm_perfunctory = forms.BooleanField(
        label=_("Yes: we send this answer although it proposes nothing specific."), required=False
    )


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What is to be made better: where, and how"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LetterForm(forms.Form):
    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    dated = forms.DateField(
        label=_("Date of the letter"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
