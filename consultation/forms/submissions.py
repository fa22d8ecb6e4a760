"""The forms on an agency's answer: where it stands, approve, return, take back, its letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.forms.uploads import CheckedFileField
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


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OpinionReturnForm(forms.Form):
    """Ready phrases, and words of one's own: `reason` has both, a line each."""

    # As an office writes them, whatever the language of the screen: the agency reads them.
    PHRASES = (
        "Đề nghị nêu rõ điều, khoản, điểm cần sửa.",
        "Đề nghị nêu cụ thể câu chữ đề nghị sửa, bổ sung.",
        "Đề nghị nêu rõ lý do, căn cứ.",
    )
    phrases = forms.MultipleChoiceField(
        label=_("What is missing"),
        choices=[(phrase, phrase) for phrase in PHRASES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = [*cleaned.get("phrases", []), cleaned.get("words", "").strip()]
        cleaned["reason"] = "\n".join(line for line in said if line)
        if not cleaned["reason"] and not self.errors:
            raise forms.ValidationError(
                _("Tick what is missing, or say it in your own words: the agency reads it.")
            )
        return cleaned


class ResendForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class LetterForm(forms.Form):
    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    dated = forms.DateField(
        label=_("Date of the letter"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    signatory = forms.CharField(label=_("Who signed it"), max_length=150, required=False)
    file = CheckedFileField(
        label=_("The signed letter as a file"),
        kinds={"pdf", "docx", "jpg", "png"},
        required=False,
    )
