"""What is asked to extend a round, to ask more agencies, to give an answer back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Agency, AgencyKind
from consultation.models import Round, Wording
from consultation.models.deadline import deadline_on


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day as the browser's own calendar gives it."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


def words_field(label: Any) -> forms.ChoiceField:
    widget = forms.RadioSelect(attrs={"class": "kinds"})
    return forms.ChoiceField(
        label=label, choices=Wording.choices, initial=Wording.NO_LATER_THAN, widget=widget
    )


class AskForm(forms.Form):
    """Which agencies are asked: whole kinds at once, or one by one."""

    kinds = forms.MultipleChoiceField(
        choices=AgencyKind.choices, required=False, label=_("Whole groups")
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(), required=False, to_field_name="uid", label=_("Agencies")
    )

    def __init__(self, *args: Any, offered: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(offered)
        field = self.fields["agencies"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = Agency.objects.filter(pk__in=[agency.pk for agency in self.offered])

    def groups(self) -> list[dict[str, Any]]:
        """For the page: each kind with its agencies, and what was ticked."""
        kinds = self["kinds"].value() or []
        ticked = {str(uid) for uid in self["agencies"].value() or []}
        groups = []
        for value, label in AgencyKind.choices:
            agencies = [
                {"uid": agency.uid, "name": agency.name, "ticked": str(agency.uid) in ticked}
                for agency in self.offered
                if agency.kind == value
            ]
            if agencies:
                chosen = any(agency["ticked"] for agency in agencies)
                groups.append(
                    {
                        "value": value,
                        "label": label,
                        "agencies": agencies,
                        "ticked": value in kinds,
                        "open": chosen,
                    }
                )
        return groups

    def chosen(self) -> list[Agency]:
        picked = {agency.pk for agency in self.cleaned_data["agencies"]}
        kinds = self.cleaned_data["kinds"]
        return [a for a in self.offered if a.pk in picked or a.kind in kinds]


class ExtendForm(forms.Form):
    words = words_field(_("The new deadline"))
    day = date_field(_("Day"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The agencies are told the new deadline and this reason."),
    )

    def content(self) -> dict[str, Any]:
        """What `extend_round` takes."""
        values = self.cleaned_data
        return {
            "deadline": deadline_on(values["day"], values["words"]),
            "wording": values["words"],
            "reason": values["reason"],
        }


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What is to be made better"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Name the provision and what is missing: a wording, a reason, a figure."),
    )


def askable(round_: Round | None = None, *, lead: Iterable[Agency] = ()) -> Iterable[Agency]:
    """Active bodies of the province that are not asked yet, in protocol order."""
    agencies = Agency.objects.filter(is_active=True).exclude(kind=AgencyKind.MINISTRY)
    if round_ is not None:
        agencies = agencies.exclude(invitations__round=round_).exclude(pk=round_.lead_id)
    return agencies.exclude(pk__in=[agency.pk for agency in lead]).in_protocol_order()
