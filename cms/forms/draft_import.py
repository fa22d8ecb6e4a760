"""The two steps of an import: the file, then what is known of the draft law."""

from pathlib import Path
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import Agency, DocumentType, DraftPage

MAX_MEGABYTES = 20
SUFFIXES = (".docx", ".txt")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File of the draft law"),
        help_text=_("A Word file (.docx) or plain text, up to 20 MB. No state secrets."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt"}),
    )
    tracked_changes = forms.ChoiceField(
        label=_("Tracked changes in the file"),
        choices=[
            ("ask", _("Stop and tell me if there are any")),
            ("accept", _("Take the text as if all were accepted")),
            ("reject", _("Take the text as if all were rejected")),
        ],
        initial="ask",
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(
                _("“%(name)s” is neither a Word file (.docx) nor plain text (.txt)."),
                params={"name": file.name},
            )
        if file.size > MAX_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class DraftForm(forms.Form):
    draft = forms.ModelChoiceField(
        DraftPage.objects.none(),
        required=False,
        label=_("Next version of"),
        empty_label=_("A new draft law"),
    )
    title = forms.CharField(label=pgettext_lazy("of a draft law", "Title"), max_length=255)
    document_type = forms.ChoiceField(label=_("Type of document"), choices=DocumentType.choices)
    drafting_agency = forms.ModelChoiceField(
        Agency.objects.none(), required=False, label=_("Drafting agency")
    )
    field = forms.CharField(label=pgettext_lazy("of law", "Field"), max_length=120, required=False)
    summary = forms.CharField(
        label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer(self.fields["draft"], DraftPage.objects.live().order_by("title"))
        offer(self.fields["drafting_agency"], Agency.objects.in_protocol_order())

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("draft") is None and data.get("drafting_agency") is None:
            self.add_error("drafting_agency", _("Say whose draft it is."))
        return data


def offer(field: forms.Field, choices: QuerySet[Any]) -> None:
    """Choices are asked from the database when the form is made, not when the class is."""
    cast("forms.ModelChoiceField[Any]", field).queryset = choices
