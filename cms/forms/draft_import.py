"""The steps of an import: the file, its tracked changes, then what is known of the draft law."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.importing.draft_import import document_type_of
from cms.models import Agency, DocumentType, DraftImport, DraftPage
from cms.structure.outline import Outline

MAX_MEGABYTES = 20
# For the browser's own choice; what a file really is, is looked at when it is read.
OFFERED = ".docx,.doc,.pdf,.html,.htm,.txt,.xml"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File of the draft law"),
        help_text=_(
            "A Word file (.docx), a PDF with text in it, a saved web page or plain text, up to"
            " 20 MB. No state secrets."
        ),
        widget=forms.FileInput(attrs={"accept": OFFERED}),
    )
    draft = forms.ModelChoiceField(
        DraftPage.objects.none(), required=False, widget=forms.HiddenInput()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["draft"], DraftPage.objects.all())

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class ChangesForm(forms.Form):
    tracked_changes = forms.ChoiceField(
        label=_("How are the tracked changes meant?"),
        choices=[
            ("accept", _("Take the text as if all were accepted")),
            ("reject", _("Take the text as if all were rejected")),
        ],
        widget=forms.RadioSelect,
    )


class DraftForm(forms.Form):
    draft = forms.ModelChoiceField(
        DraftPage.objects.none(),
        required=False,
        label=_("Next version of"),
        empty_label=_("A new draft law"),
        help_text=_("A next version keeps the title, type and agency of its draft law."),
    )
    in_force = forms.BooleanField(
        label=_("This is the law in force, to compare the draft with"),
        required=False,
        help_text=_("It stands beside the versions of the draft law chosen above."),
    )
    title = forms.CharField(
        label=pgettext_lazy("of a draft law", "Title"), max_length=255, required=False
    )
    document_type = forms.ChoiceField(label=_("Type of document"), choices=DocumentType.choices)
    drafting_agency = forms.ModelChoiceField(
        Agency.objects.none(), required=False, label=_("Drafting agency")
    )
    field = forms.CharField(label=pgettext_lazy("of law", "Field"), max_length=120, required=False)
    summary = forms.CharField(
        label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    keep_unpublished = forms.BooleanField(
        label=_("Keep the pages unpublished for now"),
        required=False,
        help_text=_("They wait in the admin, to be published one by one, by chapter or together."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer(self.fields["draft"], DraftPage.objects.order_by("title"))
        offer(self.fields["drafting_agency"], Agency.objects.in_protocol_order())

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("draft") is None and not self.errors.get("draft"):
            if data.get("in_force"):
                self.add_error("draft", _("Choose the draft law that is compared with it."))
            if not data.get("title"):
                self.add_error("title", _("Say what the draft law is called."))
            if data.get("drafting_agency") is None:
                self.add_error("drafting_agency", _("Say whose draft it is."))
        return data

    def content(self) -> dict[str, Any]:
        """What `confirm_import` takes."""
        values = dict(self.cleaned_data)
        return {"publish": not values.pop("keep_unpublished"), **values}


def known_of(kept: DraftImport, outline: Outline) -> dict[str, Any]:
    """What the fields begin with: the earlier version's draft law, else what the file's head says.

    A draft law of the same title is taken to be the one of which this is the next version.
    """
    draft = kept.draft or DraftPage.objects.filter(title__iexact=outline.title).first()
    if draft is not None:
        return {
            "draft": draft.pk,
            "title": draft.title,
            "document_type": draft.document_type,
            "drafting_agency": draft.drafting_agency_id,
            "field": draft.field,
            "summary": draft.summary,
        }
    return {"title": outline.title, "document_type": document_type_of(outline)}


def offer(field: forms.Field, choices: QuerySet[Any]) -> None:
    """Choices are asked from the database when the form is made, not when the class is."""
    cast("forms.ModelChoiceField[Any]", field).queryset = choices
