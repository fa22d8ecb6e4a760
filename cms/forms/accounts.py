"""An account in the admin: one name, and a mail address only where there is one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

FIELDS = {"username", "email", "full_name", "is_superuser", "groups"}


class AccountCreationForm(UserCreationForm):
    first_name = None
    last_name = None
    email = forms.EmailField(required=False, label=_("E-mail address"))

    class Meta(UserCreationForm.Meta):
        fields = FIELDS


class AccountEditForm(UserEditForm):
    first_name = None
    last_name = None
    email = forms.EmailField(required=False, label=_("E-mail address"))

    class Meta(UserEditForm.Meta):
        fields = FIELDS | {"is_active"}
