"""Provisions: one row for each address that stands in a published version."""

from collections.abc import Collection, Iterator
from typing import Any

from cms.models import DraftPage, Provision, ProvisionText, VersionPage
from cms.structure.address import parse
from cms.structure.levels import Level
from consultation.rules import AnyUser
from search.documents.drafts import (
    audiences_of,
    drafts_of_versions,
    facets_of,
    readable_drafts,
)
from search.documents.port import BATCH, Found, words_of, year_of
from search.models import Kind, SearchDoc

STANDING = {
    "retired_at": None,
    "current_text__isnull": False,
    "section__live": True,
    "version__live": True,
}


class ProvisionSource:
    kind = Kind.PROVISION

    def rows(self, **conditions: Any) -> Iterator[SearchDoc]:
        provisions = (
            Provision.objects.filter(**STANDING, **conditions)
            .select_related("current_text", "section")
            .defer("section__body")
            .order_by("pk")
        )
        versions = VersionPage.objects.filter(pk__in=provisions.order_by().values("version"))
        named = {version.pk: version for version in versions}
        drafts = drafts_of_versions(named.values())
        audiences = audiences_of(draft.pk for draft in drafts.values())
        for provision in provisions.iterator(chunk_size=BATCH):
            draft, text = drafts.get(provision.version_id), provision.current_text
            if draft is not None and draft.live and text is not None:
                row = _row(provision, text, named[provision.version_id], draft)
                row.visibility, row.readers = audiences[draft.pk]
                yield row

    def found(self, user: AnyUser, ids: Collection[int]) -> dict[int, Found]:
        provisions = list(
            Provision.objects.filter(**STANDING, pk__in=ids)
            .select_related("current_text", "section", "version")
            .defer("section__body")
        )
        above = drafts_of_versions({item.version_id: item.version for item in provisions}.values())
        readable = readable_drafts(user, {draft.pk for draft in above.values()})
        return {
            item.pk: Found(
                thing=item,
                id=str(item.uid),
                title=title_of(item),
                text=text_of(item.current_text),
                context=f"{above[item.version_id].title}, {item.version.title}",
                url=item.anchor,
                place=place_of(item) if item.eid != item.section.eid else "",
                whole=(item.section.title, item.section.url or ""),
            )
            for item in provisions
            if item.current_text
            and item.version_id in above
            and above[item.version_id].pk in readable
        }


def title_of(provision: Provision) -> str:
    """ "Khoản 2 Điều 5. Giải thích từ ngữ": the address, then the heading over it."""
    heading = provision.section.heading
    place = place_of(provision)
    return f"{place}. {heading}" if heading else place


def place_of(provision: Provision) -> str:
    return provision.citation[:1].upper() + provision.citation[1:]


def text_of(text: ProvisionText) -> str:
    cells = [cell for line in text.table or () for cell in line]
    return "\n".join([text.text, *cells]).strip()


def address_of(eid: str) -> dict[str, str]:
    """The columns a citation is looked up by; điểm đ is "đ"."""
    columns = {Level.ARTICLE: "eid_article", Level.CLAUSE: "eid_clause", Level.POINT: "eid_point"}
    return {
        columns[step.level]: step.number.replace("dd", "đ")[:20]
        for step in parse(eid)
        if step.level in columns
    }


def _row(
    provision: Provision, text: ProvisionText, version: VersionPage, draft: DraftPage
) -> SearchDoc:
    section = provision.section
    # "Điều 5" belongs to the article itself; its clauses are found by its heading.
    heading = section.title if provision.eid == section.eid else section.heading
    return SearchDoc(
        kind=Kind.PROVISION,
        object_id=provision.pk,
        group_key=f"section:{section.pk}",
        version_id=provision.version_id,
        draft_id=draft.pk,
        position=text.position,
        updated_at=text.published_at,
        year=year_of(version.first_published_at),
        **facets_of(draft),
        **address_of(provision.eid),
        **words_of(f"{heading}\n{draft.title}\n{version.title}", text_of(text)),
    )
