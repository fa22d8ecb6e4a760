"""A workbook of agencies: choosing it, and confirming what it would change."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cms.importing.agency_book import AgencyRow

MAX_MEGABYTES = 5
# What was shown is confirmed the same hour; it travels in the page, signed.
SALT, SECONDS = "cms.agency_book", 60 * 60


class BookForm(forms.Form):
    file = forms.FileField(
        label=_("Workbook of agencies"),
        help_text=_("An Excel file (.xlsx) with the columns of the export, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if not str(file.name).lower().endswith(".xlsx"):
            raise forms.ValidationError(_("Choose an Excel file that ends with .xlsx."))
        if file.size > MAX_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file


class TakeOverForm(forms.Form):
    rows = forms.CharField(widget=forms.HiddenInput())
    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput())
    deactivate_missing = forms.BooleanField(
        label=_("Deactivate the agencies that are not in the file"), required=False
    )

    def clean_rows(self) -> list[AgencyRow]:
        """The rows as they were shown."""
        try:
            data = signing.loads(self.cleaned_data["rows"], salt=SALT, max_age=SECONDS)
        except signing.BadSignature as error:
            words = _("This preview is too old: choose the file again.")
            raise forms.ValidationError(words) from error
        return [AgencyRow(**row) for row in data]


def signed_rows(rows: list[AgencyRow]) -> str:
    data: list[dict[str, Any]] = [{**row.as_data(), "cells": row.cells} for row in rows]
    return signing.dumps(data, salt=SALT, compress=True)
