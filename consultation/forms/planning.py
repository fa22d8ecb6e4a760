"""What is asked to plan a round, to put a plan right, to put a question with it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms import clock
from cms.models import Agency, AgencyKind, DraftPage, Provision, VersionPage
from consultation.forms.rounds import AskForm, date_field, words_field
from consultation.forms.uploads import CheckedFileField
from consultation.inviting.limits import short_times
from consultation.models import FocusQuestion, Round, Whose, Wording
from consultation.models.deadline import deadline_on

PUBLIC, INTERNAL = "public", "internal"
REQUEST_KINDS = frozenset({"pdf", "docx", "jpg", "png"})
QUESTION_LENGTH = 1000


class FactsForm(forms.Form):
    """What a round is, when it ends, who may read it, and the request it follows from."""

    name = forms.CharField(
        label=gettext_lazy("Name of the round"),
        max_length=255,
        help_text=gettext_lazy(
            "As in the letter to the agencies: “Comments on the draft Decree on …”."
        ),
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose draft is it"),
        choices=Whose.choices,
        initial=Whose.REPLYING,
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )
    request_number = forms.CharField(
        label=gettext_lazy("Number of the request"), max_length=60, required=False
    )
    request_date = date_field(gettext_lazy("Date of the request"), required=False)
    request_file = CheckedFileField(
        kinds=REQUEST_KINDS,
        label=gettext_lazy("The request as a file"),
        help_text=gettext_lazy("PDF, Word or a photograph; the agencies can open it."),
        required=False,
    )
    drafter_words = words_field(gettext_lazy("The drafting agency's letter says"))
    drafter_day = date_field(gettext_lazy("The drafting agency's day"), required=False)
    words = words_field(gettext_lazy("Our letter to the agencies says"))
    day = date_field(
        gettext_lazy("Our day"),
        help_text=gettext_lazy("Earlier than theirs by the time to compile, approve and sign."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read"),
        choices=[
            (PUBLIC, gettext_lazy("Everyone may read the draft, and later the answers")),
            (INTERNAL, gettext_lazy("Only the agencies that are asked")),
        ],
        initial=PUBLIC,
        widget=forms.RadioSelect(attrs={"class": "kinds"}),
    )
    accept_short = forms.BooleanField(
        label=gettext_lazy("Keep these dates although the time is short"), required=False
    )

    # Sentences about a time that is short, once the dates are known.
    warnings: list[str] = []

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        ours, theirs = (
            _instant(values, "words", "day"),
            _instant(values, "drafter_words", "drafter_day"),
        )
        if ours and ours <= clock.now():
            self.add_error("day", _("This day is past already."))
        elif ours and theirs and ours > theirs:
            self.add_error("day", _("Our day must not be later than the drafting agency's."))
        elif ours:
            self._warn(values, ours, theirs)
        return {**values, "deadline": ours, "drafter_deadline": theirs}

    def _warn(self, values: dict[str, Any], ours: datetime, theirs: datetime | None) -> None:
        self.warnings = short_times(
            whose=values.get("whose", Whose.REPLYING),
            is_public=values.get("audience") == PUBLIC,
            deadline=ours,
            drafter_deadline=theirs,
        )
        if self.warnings and not values.get("accept_short"):
            self.add_error("accept_short", " ".join(self.warnings))

    def facts(self) -> dict[str, Any]:
        """What `change_plan` takes, and `plan_round` beside whom it asks."""
        values = self.cleaned_data
        kept = ("name", "whose", "deadline", "drafter_deadline", "request_number", "request_date")
        return {
            "is_public": values["audience"] == PUBLIC,
            "request_file": values["request_file"],
            "wording": values["words"],
            "drafter_wording": values["drafter_words"],
            **{name: values[name] for name in kept},
        }


class RoundForm(FactsForm, AskForm):
    version = forms.ChoiceField(label=gettext_lazy("Draft law and version"))
    lead = forms.ChoiceField(label=gettext_lazy("Agency that compiles"))

    def __init__(self, *args: Any, leads: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(agency.uid): agency for agency in leads}
        self.versions = {str(version.uid): version for version in open_versions(self.leads)}
        _offer(self.fields["lead"], [(uid, agency.name) for uid, agency in self.leads.items()])
        _offer(self.fields["version"], _named(self.versions))

    def content(self) -> dict[str, Any]:
        """What `plan_round` takes."""
        return {
            "version": self.versions[self.cleaned_data["version"]],
            "lead": self.leads[self.cleaned_data["lead"]],
            "agencies": self.chosen(),
            **self.facts(),
        }


class PlanForm(FactsForm):
    """A plan that is put right."""

    @staticmethod
    def initial_of(round_: Round) -> dict[str, Any]:
        return {
            "name": round_.name,
            "whose": round_.whose,
            "request_number": round_.request_number,
            "request_date": round_.request_date,
            "drafter_words": round_.drafter_wording,
            "drafter_day": _day_of(round_.drafter_deadline, round_.drafter_wording),
            "words": round_.wording,
            "day": _day_of(round_.deadline, round_.wording),
            "audience": PUBLIC if round_.is_public else INTERNAL,
        }


class RequestForm(forms.Form):
    request_file = CheckedFileField(
        kinds=REQUEST_KINDS,
        label=gettext_lazy("The request as a file"),
        help_text=gettext_lazy("PDF, Word or a photograph; the agencies can open it."),
    )


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One thing, so that it can be answered: “Are 15 days enough for border communes?”"
        ),
    )
    provision = forms.ChoiceField(
        label=pgettext_lazy("of a question", "About"),
        required=False,
    )
    agency_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Put to"),
        choices=AgencyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "kinds"}),
        help_text=gettext_lazy("Tick none to ask every agency of the round."),
    )

    def __init__(
        self, *args: Any, round_: Round, question: FocusQuestion | None = None, **kwargs: Any
    ) -> None:
        if question is not None:
            kwargs["initial"] = {
                "text": question.text,
                "provision": str(question.provision.uid) if question.provision else "",
                "agency_kinds": question.agency_kinds,
            }
        super().__init__(*args, **kwargs)
        standing = Provision.objects.of_version(round_.version)
        self.provisions = {str(provision.uid): provision for provision in standing}
        whole = ("", _("The draft as a whole"))
        places = [(uid, _named_place(each)) for uid, each in self.provisions.items()]
        _offer(self.fields["provision"], [whole, *places])

    def content(self) -> dict[str, Any]:
        """What `ask_question` and `change_question` take."""
        values = self.cleaned_data
        return {
            "text": values["text"],
            "provision": self.provisions.get(values["provision"]),
            "agency_kinds": values["agency_kinds"],
        }


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


def _named_place(provision: Provision) -> str:
    """Its citation, with the heading where it has one."""
    text = provision.current_text
    heading = text.heading[:60] if text else ""
    return f"{provision.citation} · {heading}" if heading else provision.citation


def _day_of(deadline: datetime | None, wording: str) -> Any:
    """The day that a letter names for an exclusive instant."""
    if deadline is None:
        return None
    is_before = wording == Wording.BEFORE
    return timezone.localdate(deadline) if is_before else clock.last_day(deadline)


def _instant(values: dict[str, Any], words: str, day: str) -> datetime | None:
    """The exclusive instant of a deadline in words; None without a day."""
    if not values.get(day):
        return None
    return deadline_on(values[day], values.get(words) or Wording.NO_LATER_THAN)
