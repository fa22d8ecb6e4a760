"""Letters: a row of the ledger, a passage, what is said on taking over, the agency's own file."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms import clock
from cms.models import Agency, DossierFile, Provision
from cms.structure.citing import find_citations
from cms.structure.letters import without_marks
from consultation.forms.uploads import CheckedFileField
from consultation.models import Becomes, Kind, Round, Stance
from consultation.receiving.files import KINDS
from consultation.receiving.ledger_rows import Entry

STANCES = [("", "—"), *Stance.choices]
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?|(\d{4})-(\d{1,2})-(\d{1,2})")
_CENTURY = 2000
# "Sở" begins half of all names: so few letters name nobody.
_FEWEST_LETTERS = 5


class WrittenDayField(forms.CharField):
    """A day as officials type it: 5/11/2026, 05.11.26, 5-11; without a year the last one past."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value).strip()
        if not text:
            return None
        found = _DAY.fullmatch(text)
        day = _day_of(found) if found else None
        if day is None:
            raise forms.ValidationError(
                _("“%(text)s” is no date: type day/month/year, such as 5/11/2026."),
                params={"text": text[:30]},
            )
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _day_of(found: re.Match[str]) -> date | None:
    if found[4]:
        year, month, day = int(found[4]), int(found[5]), int(found[6])
    else:
        day, month = int(found[1]), int(found[2])
        year = int(found[3]) if found[3] else clock.today().year
        year += _CENTURY if found[3] and len(found[3]) == len("26") else 0
    with suppress(ValueError):
        read = date(year, month, day)
        return read.replace(year=year - 1) if not found[3] and read > clock.today() else read
    return None


class LedgerRowForm(forms.Form):
    """One row. `agency` is a code, or a name as somebody types it, with or without marks."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    lock_version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    agency = forms.CharField(label=gettext_lazy("Agency"), max_length=255)
    stance = forms.ChoiceField(label=gettext_lazy("Stance"), choices=STANCES, required=False)
    number = forms.CharField(label=gettext_lazy("Number"), max_length=60, required=False)
    dated = WrittenDayField(
        label=pgettext_lazy("of a letter", "Date"), max_length=12, required=False
    )
    received_on = WrittenDayField(label=gettext_lazy("Received on"), max_length=12, required=False)
    file = CheckedFileField(kinds=KINDS, label=gettext_lazy("File"), required=False)

    def __init__(self, *args: Any, offered: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        for name in ("number", "dated", "received_on"):
            self.fields[name].widget.attrs.update({"autocomplete": "off"})

    @property
    def is_empty(self) -> bool:
        """Nothing was typed into the row: it is none."""
        typed = ("stance", "number", "dated", "file")
        return not any(self.data.get(self.add_prefix(name)) for name in typed[:3]) and not (
            self.files.get(self.add_prefix("file"))
        )

    def clean_agency(self) -> Agency:
        typed = self.cleaned_data["agency"]
        found = find_agency(typed, self.offered)
        if found is None:
            raise forms.ValidationError(
                _("There is no agency “%(name)s”. Choose one from the list."),
                params={"name": typed[:60]},
            )
        return found

    def clean_number(self) -> str:
        return " ".join(self.cleaned_data["number"].split())

    def entry(self) -> Entry:
        data = self.cleaned_data
        names = ("agency", "stance", "number", "dated", "received_on", "confirmed")
        return Entry(**{name: data[name] for name in names})


def find_agency(typed: str, offered: Sequence[Agency]) -> Agency | None:
    """By code, name or short name, without marks; the beginning of a name if it is only one's."""
    wanted = _folded(typed)
    if not wanted:
        return None
    names = {
        agency.pk: {_folded(agency.code), _folded(agency.name), _folded(agency.short_name)}
        for agency in offered
    }
    exact = [agency for agency in offered if wanted in names[agency.pk]]
    if exact or len(wanted) < _FEWEST_LETTERS:
        return exact[0] if exact else None
    begun = [a for a in offered if any(name.startswith(wanted) for name in names[a.pk] if name)]
    return begun[0] if len(begun) == 1 else None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", without_marks(text)))


class PlaceField(forms.CharField):
    """Provisions as they are cited ("khoản 2 Điều 5; Điều 7"), or a file of the dossier by its
    title; empty for the whole draft. Yields the provisions and files."""

    def __init__(self, *, round_: Round, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 500)
        super().__init__(**kwargs)
        self.round = round_

    def clean(self, value: Any) -> list[Provision | DossierFile]:
        text = super().clean(value).strip()
        if not text:
            return []
        files = self._files(text)
        if files:
            return files
        citations = find_citations(text)
        eids = list(dict.fromkeys(eid for each in citations for eid in each.eids))
        known = {
            each.eid: each
            for each in Provision.objects.of_version(self.round.version).filter(eid__in=eids)
        }
        missing = [eid for eid in eids if eid not in known]
        if not eids or missing:
            raise forms.ValidationError(
                _("The draft has no “%(text)s”. Name an article, clause or point it has."),
                params={"text": text[:80]},
            )
        return [known[eid] for eid in eids]

    def _files(self, text: str) -> list[Provision | DossierFile]:
        wanted = _folded(text)
        standing = DossierFile.objects.standing().filter(draft=self.round.draft_id)
        return [
            each for each in standing if wanted in (_folded(each.citation), _folded(each.title))
        ]


class PassageForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    becomes = forms.ChoiceField(label=gettext_lazy("This passage is"), choices=Becomes.choices)
    kind = forms.ChoiceField(
        label=pgettext_lazy("of an opinion", "Asks to"), choices=Kind.choices, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Opinion"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proposed_wording = forms.CharField(
        label=gettext_lazy("Proposed wording"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"] = PlaceField(
            round_=round_,
            label=_("Speaks of"),
            help_text=_("As it is cited: “khoản 2 Điều 5; Điều 7”. Empty: the whole draft."),
        )
        self.order_fields(["lock_version", "becomes", "subjects", "kind"])

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or Kind.AMEND)


class TypedPassageForm(PassageForm):
    """What a scan says, typed beside its picture."""

    page = forms.IntegerField(label=gettext_lazy("Page"), min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["becomes"].initial = Becomes.OPINION
        self.order_fields(["page", "becomes", "subjects", "kind"])


class TakeOverForm(forms.Form):
    """`is_signed` is asked of an agency's own letter: signed, it is its approval."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(label=gettext_lazy("Where does the agency stand?"), choices=STANCES)
    is_signed = forms.BooleanField(
        label=gettext_lazy("This letter is signed and sealed: it is our agency's answer."),
        help_text=gettext_lazy(
            "Without this its opinions become drafts, which go to the head of your agency."
        ),
        required=False,
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the letter"), max_length=60, required=False
    )
    dated = WrittenDayField(label=gettext_lazy("Date of the letter"), max_length=12, required=False)

    def __init__(self, *args: Any, asks_signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_signed:
            del self.fields["is_signed"]

    def content(self) -> dict[str, Any]:
        return {"is_signed": True, **self.cleaned_data}


class LetterFileForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    file = CheckedFileField(kinds=KINDS, label=gettext_lazy("The letter: Word, PDF or a scan"))


class FilledTableForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput)
    file = CheckedFileField(
        kinds=frozenset({"xlsx", "docx"}), label=gettext_lazy("The filled table: Excel or Word")
    )
