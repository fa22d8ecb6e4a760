"""The code from the sheet, and the account that somebody makes who was let in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation.admitting import NewAccount


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Activation code"),
        max_length=64,
        help_text=_("Twelve letters and digits from the sheet; dashes and capitals do not matter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-from-fragment": "ma",
            }
        ),
    )


class AccountForm(forms.Form):
    """The password is never written back into the page; everything else is."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    username = forms.CharField(
        label=_("Name to sign in with"),
        max_length=150,
        help_text=_("Letters without diacritics, digits and dots: “lan.snv”."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("For reminders, and to set a new password when the old one is forgotten."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"])
        User._meta.get_field("username").run_validators(name)
        return name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        password, again = values.get("password"), values.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ: type them once more."))
        elif password:
            person = User(
                username=values.get("username", ""),
                full_name=values.get("full_name", ""),
                email=values.get("email") or None,
            )
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return values

    def account(self) -> NewAccount:
        names = ("username", "full_name", "password", "email")
        return NewAccount(**{name: self.cleaned_data[name] for name in names})
