"""What is asked to plan a round, to extend it, to ask more agencies, to give an answer back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import Agency, AgencyKind, DraftPage, VersionPage
from consultation.models import Round, Whose, Wording
from consultation.models.deadline import deadline_on

PUBLIC, INTERNAL = "public", "internal"


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


class RoundForm(AskForm):
    version = forms.ChoiceField(label=_("Draft law and version"))
    name = forms.CharField(
        label=_("Name of the round"),
        max_length=255,
        help_text=_("As in the letter to the agencies: “Comments on the draft Decree on …”."),
    )
    lead = forms.ChoiceField(label=_("Agency that compiles"))
    whose = forms.ChoiceField(
        label=_("Whose draft is it"),
        choices=Whose.choices,
        initial=Whose.REPLYING,
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )
    request_number = forms.CharField(
        label=_("Number of the request"), max_length=60, required=False
    )
    request_date = date_field(_("Date of the request"), required=False)
    drafter_words = words_field(_("The drafting agency's letter says"))
    drafter_day = date_field(_("The drafting agency's day"), required=False)
    words = words_field(_("Our letter to the agencies says"))
    day = date_field(
        _("Our day"), help_text=_("Earlier than theirs by the time to compile, approve and sign.")
    )
    audience = forms.ChoiceField(
        label=_("Who may read"),
        choices=[
            (PUBLIC, _("Everyone may read the draft, and later the answers")),
            (INTERNAL, _("Only the agencies that are asked")),
        ],
        initial=PUBLIC,
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )

    def __init__(self, *args: Any, leads: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(agency.uid): agency for agency in leads}
        self.versions = {str(version.uid): version for version in open_versions(self.leads)}
        _offer(self.fields["lead"], [(uid, agency.name) for uid, agency in self.leads.items()])
        _offer(self.fields["version"], _named(self.versions))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        ours, theirs = (
            _instant(values, "words", "day"),
            _instant(values, "drafter_words", "drafter_day"),
        )
        if ours and ours <= clock.now():
            self.add_error("day", _("This day is past already."))
        if ours and theirs and ours > theirs:
            self.add_error("day", _("Our day must not be later than the drafting agency's."))
        return {**values, "deadline": ours, "drafter_deadline": theirs}

    def content(self) -> dict[str, Any]:
        """What `plan_round` takes."""
        values = self.cleaned_data
        kept = ("name", "whose", "deadline", "drafter_deadline", "request_number", "request_date")
        return {
            "version": self.versions[values["version"]],
            "lead": self.leads[values["lead"]],
            "is_public": values["audience"] == PUBLIC,
            "agencies": self.chosen(),
            **{name: values[name] for name in kept},
        }


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


def open_versions(leads: Iterable[str]) -> Iterable[VersionPage]:
    """Published versions these agencies (their uids) can ask about, the newest first.

    Not those of a draft that another agency put to an internal round.
    """
    internal = Round.objects.filter(is_public=False).exclude(lead__uid__in=leads)
    closed = set(internal.values_list("draft__path", flat=True))
    versions = VersionPage.objects.live().filter(in_force=False)
    return [
        version
        for version in versions.order_by("-first_published_at", "-pk")
        if version.path[: -VersionPage.steplen] not in closed
    ]


def _named(versions: dict[str, VersionPage]) -> list[tuple[str, str]]:
    """Each version with the title of its draft law; one query."""
    above = {version.path[: -VersionPage.steplen] for version in versions.values()}
    titles = dict(DraftPage.objects.filter(path__in=above).values_list("path", "title"))
    return [
        (uid, f"{titles.get(version.path[: -VersionPage.steplen], '')} · {version.title}")
        for uid, version in versions.items()
    ]


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _instant(values: dict[str, Any], words: str, day: str) -> datetime | None:
    """The exclusive instant of a deadline in words; None without a day."""
    if not values.get(day):
        return None
    return deadline_on(values[day], values.get(words) or Wording.NO_LATER_THAN)
