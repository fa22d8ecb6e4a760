"""Draft laws: their own rows, and who may read a draft at all."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from cms import clock
from cms.models import DraftPage, VersionPage
from consultation import rules
from consultation.models import Invitation, Round
from consultation.rules import AnyUser
from search.access import Visibility, as_readers
from search.documents.port import Found, update_rows, words_of, year_of
from search.models import Kind, SearchDoc

Audience = tuple[Visibility, str]


class DraftSource:
    kind = Kind.DRAFT

    def rows(self, **conditions: Any) -> Iterator[SearchDoc]:
        drafts = DraftPage.objects.live().public().filter(**conditions)
        found = list(drafts.select_related("drafting_agency"))
        audiences = audiences_of(draft.pk for draft in found)
        for draft in found:
            visibility, readers = audiences[draft.pk]
            yield SearchDoc(
                kind=self.kind,
                object_id=draft.pk,
                draft_id=draft.pk,
                agency_id=draft.drafting_agency_id,
                **facets_of(draft),
                year=year_of(draft.first_published_at),
                visibility=visibility,
                readers=readers,
                updated_at=draft.last_published_at or clock.now(),
                **words_of(draft.title, _text(draft)),
            )

    def found(self, user: AnyUser, ids: Collection[int]) -> dict[int, Found]:
        drafts = readable_drafts(user, ids)
        return {
            pk: Found(
                thing=draft,
                id=str(draft.uid),
                title=draft.title,
                text=draft.summary or draft.field,
                context=draft.drafting_agency.name,
                url=draft.url or "",
            )
            for pk, draft in drafts.items()
        }


def readable_drafts(user: AnyUser, ids: Collection[int]) -> dict[int, DraftPage]:
    """Of these drafts, those the person may read; a fixed number of queries."""
    drafts = DraftPage.objects.live().public().filter(rules.visible_drafts(user), pk__in=set(ids))
    return {draft.pk: draft for draft in drafts.select_related("drafting_agency").distinct()}


def audiences_of(draft_ids: Iterable[int]) -> dict[int, Audience]:
    """Who finds each draft and its provisions: everyone, or who leads its rounds or is asked."""
    wanted = set(draft_ids)
    rounds: dict[int, list[Round]] = {pk: [] for pk in wanted}
    for round_ in Round.objects.filter(draft__in=wanted):
        rounds[round_.draft_id].append(round_)
    readers: dict[int, set[int]] = {
        pk: {round_.lead_id for round_ in held} for pk, held in rounds.items()
    }
    asked = Invitation.objects.filter(round__draft__in=wanted)
    for draft_id, agency_id in asked.values_list("round__draft", "agency"):
        readers[draft_id].add(agency_id)
    return {
        pk: (Visibility.PUBLIC, "")
        if _is_open(held)
        else (Visibility.ASKED, as_readers(readers[pk]))
        for pk, held in rounds.items()
    }


def refresh_audience(draft_id: int) -> None:
    """After a round has begun or changed: who finds the draft, its provisions and its files."""
    visibility, readers = audiences_of([draft_id])[draft_id]
    open_alike = [Kind.DRAFT, Kind.PROVISION, Kind.ATTACHMENT]
    rows = SearchDoc.objects.filter(draft_id=draft_id, kind__in=open_alike)
    update_rows(rows, visibility=visibility, readers=readers)


def facets_of(draft: DraftPage) -> dict[str, str]:
    """The columns that a draft gives to everything that is about it."""
    return {"document_type": draft.document_type, "field": draft.field}


def drafts_of_versions(versions: Collection[VersionPage]) -> dict[int, DraftPage]:
    """The dossier above each version, by the version's number; one query."""
    paths = {version.pk: version.path[: -VersionPage.steplen] for version in versions}
    drafts = {draft.path: draft for draft in DraftPage.objects.filter(path__in=paths.values())}
    return {pk: drafts[path] for pk, path in paths.items() if path in drafts}


def _is_open(rounds: list[Round]) -> bool:
    return not rounds or any(round_.is_public for round_ in rounds)


def _text(draft: DraftPage) -> str:
    parts = (draft.drafting_agency.name, draft.field, draft.summary, draft.adopted_number)
    return "\n".join(part for part in parts if part)
