"""Opinions and the rows they are gathered in."""

from collections.abc import Collection, Iterator
from typing import Any

from django.urls import reverse

from consultation import rules
from consultation.models import Opinion, OpinionState, Round, RoundState, Row
from consultation.models import Visibility as OpinionVisibility
from consultation.rules import AnyUser
from search.access import Visibility, as_readers
from search.documents.drafts import facets_of
from search.documents.port import BATCH, Found, words_of, year_of
from search.documents.provisions import address_of
from search.models import Kind, SearchDoc


class OpinionSource:
    kind = Kind.OPINION

    def rows(self, **conditions: Any) -> Iterator[SearchDoc]:
        opinions = (
            Opinion.objects.filter(**conditions)
            .standing()
            .select_related(
                "agency", "round__draft", "provision__section", "provision_text", "dossier_file"
            )
            .defer("provision__section__body")
            .order_by("pk")
        )
        for opinion in opinions.iterator(chunk_size=BATCH):
            if body := _words_of_opinion(opinion):
                yield self._row(opinion, body)

    def found(self, user: AnyUser, ids: Collection[int]) -> dict[int, Found]:
        opinions = (
            Opinion.objects.visible_to(user)
            .standing()
            .filter(pk__in=ids)
            .select_related("agency", "round__version", "provision__section", "dossier_file")
            .defer("provision__section__body")
        )
        return {
            opinion.pk: Found(
                thing=opinion,
                id=str(opinion.uid),
                title=" · ".join(
                    filter(None, [_agency(opinion) or opinion.body, opinion.citation])
                ),
                text=_words_of_opinion(opinion),
                context=opinion.round.name,
                url=_place_in_law(opinion),
            )
            for opinion in opinions
        }

    def _row(self, opinion: Opinion, body: str) -> SearchDoc:
        round_ = opinion.round
        section = opinion.provision.section if opinion.provision else None
        title = [
            _agency(opinion),
            section.title if section else opinion.citation,
            round_.draft.title,
            round_.name,
        ]
        return SearchDoc(
            kind=self.kind,
            object_id=opinion.pk,
            version_id=round_.version_id,
            draft_id=round_.draft_id,
            round_id=round_.pk,
            agency_id=opinion.agency_id,
            visibility=_who_finds(opinion),
            readers=as_readers([opinion.agency_id]),
            lead_agency_id=round_.lead_id,
            position=opinion.provision_text.position if opinion.provision_text else 0,
            updated_at=opinion.updated_at,
            year=year_of(opinion.created_at),
            opinion_kind=opinion.kind,
            answer=_answer_to(opinion),
            **facets_of(round_.draft),
            **address_of(opinion.provision.eid if opinion.provision else ""),
            **words_of("\n".join(title), body),
        )


class SynthesisSource:
    kind = Kind.ROW

    def rows(self, **conditions: Any) -> Iterator[SearchDoc]:
        rows = (
            Row.objects.filter(**conditions)
            .standing()
            .select_related(
                "round__draft", "provision__section", "provision__current_text", "dossier_file"
            )
            .defer("provision__section__body")
            .prefetch_related("sources__opinion")
            .order_by("pk")
        )
        for row in rows.iterator(chunk_size=BATCH):
            yield self._row(row)

    def found(self, user: AnyUser, ids: Collection[int]) -> dict[int, Found]:
        rows = (
            Row.objects.visible_to(user)
            .standing()
            .filter(pk__in=ids)
            .select_related("round__draft", "provision__section", "dossier_file")
            .defer("provision__section__body")
        )
        return {
            row.pk: Found(
                thing=row,
                id=str(row.uid),
                title=row.citation or row.round.draft.title,
                text=_words_of_row(row, inside=rules.can_compile(user, row.round)),
                context=row.round.name,
                url=_place_in_table(row, user),
            )
            for row in rows
        }

    def _row(self, row: Row) -> SearchDoc:
        round_ = row.round
        visibility = _who_finds_rows(round_)
        is_out = visibility != Visibility.COMPILERS
        section = row.provision.section if row.provision else None
        title = [section.title if section else row.citation, round_.draft.title, round_.name]
        text = row.provision.current_text if row.provision else None
        return SearchDoc(
            kind=self.kind,
            object_id=row.pk,
            version_id=round_.version_id,
            draft_id=round_.draft_id,
            round_id=round_.pk,
            visibility=visibility,
            readers=as_readers(source.opinion.agency_id for source in row.sources.all())
            if is_out
            else "",
            lead_agency_id=round_.lead_id,
            position=text.position if text else 0,
            updated_at=row.answered_at or row.decided_at or round_.opened_at or round_.deadline,
            year=year_of(round_.opened_at or round_.deadline),
            answer=row.answer or f"our_{row.decision}",
            **facets_of(round_.draft),
            **address_of(row.provision.eid if row.provision else ""),
            **words_of("\n".join(title), _words_of_row(row, inside=not is_out)),
        )


def _who_finds(opinion: Opinion) -> Visibility:
    """The rows of `rules.visible_opinions`, opinion by opinion."""
    if opinion.state != OpinionState.APPROVED or opinion.visibility == OpinionVisibility.AGENCY:
        return Visibility.AGENCY
    if opinion.visibility == OpinionVisibility.PUBLIC and opinion.round.is_public:
        return Visibility.PUBLIC
    return Visibility.COMPILERS


def _answer_to(opinion: Opinion) -> str:
    """Of its row, once that is open to whoever finds the opinion."""
    is_open = opinion.round.state == RoundState.ANSWERED and hasattr(opinion, "placed")
    return opinion.placed.row.answer if is_open else ""


def _who_finds_rows(round_: Round) -> Visibility:
    """The rows of `rules.visible_rows`, round by round."""
    if round_.is_public and round_.state == RoundState.ANSWERED:
        return Visibility.PUBLIC
    if round_.state in (RoundState.ISSUED, RoundState.ANSWERED):
        return Visibility.ASKED
    return Visibility.COMPILERS


def _words_of_opinion(opinion: Opinion) -> str:
    parts = (opinion.text, opinion.proposed_wording, opinion.reason, opinion.basis)
    return "\n".join(part.strip() for part in parts if part.strip())


def _words_of_row(row: Row, *, inside: bool) -> str:
    """The reason of a decision is for the compilers; the rest is what went out."""
    parts = [row.wording, row.outgoing, row.answer_text, *([row.reason] if inside else [])]
    return "\n".join(part.strip() for part in parts if part.strip())


def _agency(opinion: Opinion) -> str:
    return opinion.agency.name if opinion.agency else ""


def _place_in_law(opinion: Opinion) -> str:
    """The page of the law, with the margin open where the opinion stands."""
    if opinion.dossier_file:
        return reverse("file_margin", args=[opinion.round.version.uid, opinion.dossier_file.uid])
    if opinion.provision is None:
        return reverse("draft_margin", args=[opinion.round.version.uid])
    eid = opinion.provision.eid
    return f"{opinion.provision.section.url}?tai={eid}#{eid}"


def _place_in_table(row: Row, user: AnyUser) -> str:
    """The desk for who works at it, the record of the round for all others."""
    route = "desk" if rules.can_compile(user, row.round) else "round"
    return f"{reverse(route, args=[row.round.uid])}#row-{row.uid}"
