"""Putting a file into a draft law's dossier."""

from pathlib import Path

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import DossierKind

MAX_MEGABYTES = 20
# What the file must begin with, so that its name tells what it is.
STARTS = {
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".doc": (b"\xd0\xcf\x11\xe0",),
    ".xls": (b"\xd0\xcf\x11\xe0",),
}


class DossierFileForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=DossierKind.choices)
    title = forms.CharField(
        label=pgettext_lazy("of a file", "Title"),
        max_length=255,
        required=False,
        help_text=_("Left empty, the file's own name is taken."),
    )
    upload = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word or Excel, up to 20 MB. No state secrets."),
        widget=forms.FileInput(attrs={"accept": ",".join(STARTS)}),
    )

    def clean_upload(self) -> object:
        file = self.cleaned_data["upload"]
        if file.size > MAX_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        starts = STARTS.get(Path(file.name).suffix.lower())
        if starts is None:
            raise forms.ValidationError(
                _("“%(name)s” is no PDF, Word or Excel file."), params={"name": file.name}
            )
        beginning = file.read(8)
        file.seek(0)
        if not beginning.startswith(starts):
            raise forms.ValidationError(
                _("“%(name)s” is not what its ending says: open it and save it again."),
                params={"name": file.name},
            )
        return file
