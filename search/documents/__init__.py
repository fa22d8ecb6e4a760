"""What can be found: rows kept in step with the models, in the transaction that changes them."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished

from cms.models import DossierFile, DraftPage, Provision, ProvisionText, StandardPage, VersionPage
from cms.signals import cms_act_recorded, dossier_words_recorded, provisions_recorded
from consultation.models import Opinion, Round, Row, RowSource
from consultation.signals import (
    opinions_recorded,
    round_recorded,
    rows_dissolved,
    rows_recorded,
)
from search.documents.drafts import DraftSource, refresh_audience
from search.documents.files import FileSource
from search.documents.opinions import OpinionSource, SynthesisSource
from search.documents.pages import PageSource
from search.documents.port import Found, Source, remove_rows, rewrite, write_rows
from search.documents.provisions import ProvisionSource
from search.engines import database_engine
from search.models import Kind, SearchDoc

__all__ = ["SOURCES", "Found", "connect", "rebuild_documents"]

PROVISIONS, OPINIONS, ROWS = ProvisionSource(), OpinionSource(), SynthesisSource()
DRAFTS, PAGES, FILES = DraftSource(), PageSource(), FileSource()
SOURCES: dict[str, Source] = {
    source.kind.value: source for source in (DRAFTS, PROVISIONS, OPINIONS, ROWS, PAGES, FILES)
}


@transaction.atomic
def rebuild_documents() -> dict[str, int]:
    """All rows anew, and what is left of what cannot be found; how many there are of each kind."""
    counts = {kind: _rewrite_all(source) for kind, source in SOURCES.items()}
    database_engine().rebuild()
    return counts


def _rewrite_all(source: Source) -> int:
    seen: set[int] = set()
    written = write_rows(_remembered(source.rows(), seen))
    had = SearchDoc.objects.filter(kind=source.kind).values_list("object_id", flat=True)
    remove_rows(source.kind, set(had) - seen)
    return written


def _remembered(rows: Iterator[SearchDoc], seen: set[int]) -> Iterator[SearchDoc]:
    for row in rows:
        seen.add(row.object_id)
        yield row


def connect() -> None:
    provisions_recorded.connect(_on_provisions, dispatch_uid="search_provisions")
    opinions_recorded.connect(_on_opinions, dispatch_uid="search_opinions")
    rows_recorded.connect(_on_rows, dispatch_uid="search_rows")
    rows_dissolved.connect(_on_rows_dissolved, dispatch_uid="search_rows_dissolved")
    round_recorded.connect(_on_round, dispatch_uid="search_round")
    cms_act_recorded.connect(_on_file, sender=DossierFile, dispatch_uid="search_file")
    dossier_words_recorded.connect(_on_words, dispatch_uid="search_words")
    for sender in (DraftPage, VersionPage):
        name = sender.__name__
        page_published.connect(_on_law, sender=sender, dispatch_uid=f"search_live_{name}")
        page_unpublished.connect(_on_law, sender=sender, dispatch_uid=f"search_gone_{name}")
    # The site's first pages are laid without being published: their saving is what counts.
    post_save.connect(_on_page, sender=StandardPage, dispatch_uid="search_page")
    for deleted in (DraftPage, StandardPage):
        name = deleted.__name__
        post_delete.connect(_on_page_deleted, sender=deleted, dispatch_uid=f"search_del_{name}")


def _on_provisions(
    sender: type,
    version: VersionPage,
    texts: list[ProvisionText],
    retired: list[Provision],
    **kwargs: Any,
) -> None:
    """Whole sections: the heading of an article is in the rows of its clauses too."""
    sections = {text.provision.section_id for text in texts}
    sections |= {provision.section_id for provision in retired}
    remove_rows(Kind.PROVISION, [provision.pk for provision in retired])
    write_rows(PROVISIONS.rows(section__in=sections))
    rewrite(DRAFTS, [version.draft.pk])


def _on_opinions(sender: type, opinions: list[Opinion], **kwargs: Any) -> None:
    """A row whose opinions were all given back is gone until one is sent again."""
    ids = [opinion.pk for opinion in opinions]
    rewrite(OPINIONS, ids)
    placed = RowSource.objects.filter(opinion__in=ids)
    rewrite(ROWS, set(placed.values_list("row_id", flat=True)))


def _on_rows(sender: type, rows: list[Row], **kwargs: Any) -> None:
    rewrite(ROWS, [row.pk for row in rows])


def _on_rows_dissolved(sender: type, row_ids: list[int], **kwargs: Any) -> None:
    remove_rows(Kind.ROW, row_ids)


def _on_round(sender: type, round: Round, **kwargs: Any) -> None:
    """A round opens and closes doors: to the draft, to what was said, to what was decided."""
    refresh_audience(round.draft_id)
    write_rows(OPINIONS.rows(round=round))
    write_rows(ROWS.rows(round=round))


def _on_law(sender: type, instance: DraftPage | VersionPage, **kwargs: Any) -> None:
    """Its title stands in the rows of its provisions, and without it they cannot be read."""
    inside = "draft_id" if isinstance(instance, DraftPage) else "version_id"
    had = SearchDoc.objects.filter(kind=Kind.PROVISION, **{inside: instance.pk})
    rows = list(PROVISIONS.rows(version__path__startswith=instance.path))
    gone = set(had.values_list("object_id", flat=True)) - {row.object_id for row in rows}
    write_rows(rows)
    remove_rows(Kind.PROVISION, gone)
    if isinstance(instance, DraftPage):
        rewrite(DRAFTS, [instance.pk])
        write_rows(OPINIONS.rows(round__draft=instance))
        write_rows(ROWS.rows(round__draft=instance))
        rewrite(FILES, list(instance.dossier_files.values_list("pk", flat=True)))


def _on_file(sender: type, target: DossierFile, **kwargs: Any) -> None:
    rewrite(FILES, [target.pk])


def _on_words(sender: type, files: list[int], **kwargs: Any) -> None:
    rewrite(FILES, files)


def _on_page(sender: type, instance: StandardPage, **kwargs: Any) -> None:
    rewrite(PAGES, [instance.pk])


def _on_page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, DraftPage | StandardPage):
        kind = Kind.DRAFT if isinstance(instance, DraftPage) else Kind.PAGE
        remove_rows(kind, [instance.pk])
