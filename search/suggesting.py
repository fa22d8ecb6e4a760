"""Proposals while somebody types, the same for everybody: from public text alone."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Length
from wagtail.signals import page_published, page_unpublished

from cms.models import DraftPage, ProvisionText, SectionPage, VersionPage
from cms.signals import provisions_recorded
from consultation.models import Round
from consultation.signals import round_recorded
from search.access import Visibility
from search.analysis import DOCUMENT_NUMBER, exact, fold
from search.documents.drafts import audiences_of
from search.models import Abbreviation, Suggestion

MOST_SHOWN = 8
MOST_WORDS = 8
CANDIDATES = 60
SHORTEST = 2
NUMBERS = re.compile(DOCUMENT_NUMBER)


def suggest(typed: str) -> list[str]:
    """Two queries, whatever is typed: no one's own, no one's more than another's."""
    words = fold(typed[:200]).split()[:MOST_WORDS]
    if sum(map(len, words)) < SHORTEST:
        return []
    begun = " " + " ".join(words)
    rows = (
        Suggestion.objects.readable_by(AnonymousUser())
        .with_words(words)
        .annotate(rank=_nearness(begun))
        .order_by("rank", Length("text"), "text")
        .values_list("text", flat=True)
    )
    texts = [*_long_forms(words), *rows[:CANDIDATES]]
    return sorted(dict.fromkeys(texts), key=_as_marked(typed))[:MOST_SHOWN]


def refresh_suggestions(draft_id: int) -> None:
    """Bring a draft's proposals in step: those of a draft not everybody may read are gone."""
    draft = DraftPage.objects.live().public().filter(pk=draft_id).first()
    wanted = dict(_folded(_texts_of(draft))) if draft is not None and _is_public(draft) else {}
    had = set(Suggestion.objects.filter(draft=draft_id).values_list("text", flat=True))
    Suggestion.objects.filter(draft=draft_id, text__in=had - set(wanted)).delete()
    Suggestion.objects.bulk_create(
        (
            Suggestion(draft_id=draft_id, text=text, folded=folded)
            for text, folded in wanted.items()
            if text not in had
        ),
        batch_size=500,
    )


@transaction.atomic
def rebuild_suggestions() -> int:
    """All anew; how many there are."""
    Suggestion.objects.all().delete()
    for draft_id in DraftPage.objects.live().values_list("pk", flat=True):
        refresh_suggestions(draft_id)
    return Suggestion.objects.count()


def connect() -> None:
    provisions_recorded.connect(_on_provisions, dispatch_uid="suggest_provisions")
    round_recorded.connect(_on_round, dispatch_uid="suggest_round")
    for sender in (DraftPage, VersionPage):
        name = sender.__name__
        page_published.connect(_on_law, sender=sender, dispatch_uid=f"suggest_live_{name}")
        page_unpublished.connect(_on_law, sender=sender, dispatch_uid=f"suggest_gone_{name}")


def _on_provisions(sender: type, version: VersionPage, **kwargs: Any) -> None:
    refresh_suggestions(version.draft.pk)


def _on_round(sender: type, round: Round, **kwargs: Any) -> None:
    refresh_suggestions(round.draft_id)


def _on_law(sender: type, instance: DraftPage | VersionPage, **kwargs: Any) -> None:
    draft = instance if isinstance(instance, DraftPage) else instance.draft
    refresh_suggestions(draft.pk)


def _is_public(draft: DraftPage) -> bool:
    visibility, _readers = audiences_of([draft.pk])[draft.pk]
    return visibility == Visibility.PUBLIC


def _texts_of(draft: DraftPage) -> Iterator[str]:
    yield draft.title
    yield draft.adopted_number
    versions = VersionPage.objects.live().descendant_of(draft)
    sections = SectionPage.objects.live().filter(version__in=versions).articles()
    yield from sections.exclude(heading="").values_list("heading", flat=True)
    standing = ProvisionText.objects.filter(
        provision__version__in=versions,
        provision__retired_at=None,
        provision__current_text=F("pk"),
        provision__section__live=True,
        text__contains="/",
    )
    for text in standing.values_list("text", flat=True).iterator():
        yield from NUMBERS.findall(text)


def _folded(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        text = " ".join(text.split())[:300]
        folded = fold(text)[:319]
        if folded:
            yield text, f" {folded}"


def _nearness(begun: str) -> Case:
    """It begins so; it has these words side by side; it has them all."""
    return Case(
        When(folded__startswith=begun, then=Value(0)),
        When(folded__contains=begun, then=Value(1)),
        default=Value(2),
    )


def _long_forms(words: list[str]) -> Iterator[str]:
    """ "ubnd" and "ủy ban" both propose "Ủy ban nhân dân"."""
    for short, long in Abbreviation.objects.values_list("short", "long"):
        folded = f" {fold(long)}"
        if words == [fold(short)] or all(f" {word}" in folded for word in words):
            yield long[:1].upper() + long[1:]


def _as_marked(typed: str) -> Any:
    """A sort key: with marks, "tự do" comes before "từ đó"; else all stay where they are."""
    wanted = exact(typed[:200])
    is_marked = wanted != fold(typed[:200])
    return lambda text: is_marked and wanted not in exact(text)
