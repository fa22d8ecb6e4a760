"""Inviting members, giving and ending roles, lending a head's power."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import User
from consultation.forms.rounds import date_field
from consultation.models import Membership, RoleChoices


def role_field(**options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Role"), widget=forms.RadioSelect(attrs={"class": "kinds"}), **options
    )


class RoleForm(forms.Form):
    """`offered` are the roles this person may give here."""

    role = role_field()
    ends_on = date_field(
        _("Until"), required=False, help_text=_("Left empty: until somebody ends it.")
    )

    def __init__(self, *args: Any, offered: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = set(offered)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [pair for pair in RoleChoices.choices if pair[0] in offered]


class InviteForm(RoleForm):
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("The link is sent there. Without one you hand it over yourself."),
    )
    field_order = ("full_name", "email", "role", "ends_on")


class EndForm(forms.Form):
    last_day = date_field(
        _("Last day"), required=False, help_text=_("Left empty, the role ends now.")
    )
    is_meant = forms.BooleanField(label=_("Yes, this is meant"), required=False)


class PersonField(forms.ModelChoiceField):
    """One of the people given, by uid; each option says who it is by name and sign-in name."""

    def __init__(self, people: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(User.objects.none(), to_field_name="uid", **kwargs)
        self.offer(people)

    def offer(self, people: Iterable[User]) -> None:
        keys = [person.pk for person in people]
        self.queryset = User.objects.filter(pk__in=keys).order_by("full_name", "pk")

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_full_name()} ({obj.username})"


class LendForm(forms.Form):
    taker = PersonField(label=_("Who acts"))
    starts_on = date_field(_("From"))
    ends_on = date_field(_("Until"))
    document = forms.CharField(
        label=_("Document of the authorisation"),
        max_length=120,
        required=False,
        help_text=_("Number and date, as it will stand on receipts: “12/QĐ-STC, 01/12/2026”."),
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["taker"], people)


class SubstituteForm(forms.Form):
    substitute = PersonField(
        label=_("Who acts while you are away"), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["substitute"], people)


class AbsenceForm(forms.Form):
    """`heads` are memberships of heads, each with the substitute he named."""

    head = PersonField(label=_("Who is away"), empty_label=None)
    starts_on = date_field(_("From"))
    ends_on = date_field(_("Until"))

    def __init__(self, *args: Any, heads: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["head"], [head.user for head in heads])


def _offer(field: forms.Field, people: Iterable[User]) -> None:
    if isinstance(field, PersonField):
        field.offer(people)
