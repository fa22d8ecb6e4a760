"""Files of a dossier: found by their titles and by what could be read of them."""

from collections.abc import Collection, Iterator
from typing import Any

from django.urls import reverse

from cms.models import DossierFile
from consultation.rules import AnyUser
from search.documents.drafts import audiences_of, facets_of, readable_drafts
from search.documents.port import BATCH, Found, words_of, year_of
from search.models import Kind, SearchDoc


class FileSource:
    kind = Kind.ATTACHMENT

    def rows(self, **conditions: Any) -> Iterator[SearchDoc]:
        files = DossierFile.objects.standing().filter(draft__live=True, **conditions)
        audiences = audiences_of(files.order_by().values_list("draft", flat=True).distinct())
        for file in files.select_related("draft", "readable").iterator(chunk_size=BATCH):
            draft = file.draft
            visibility, readers = audiences[draft.pk]
            yield SearchDoc(
                kind=self.kind,
                object_id=file.pk,
                draft_id=draft.pk,
                year=year_of(file.added_at),
                visibility=visibility,
                readers=readers,
                updated_at=file.added_at,
                **facets_of(draft),
                **words_of(f"{file.title}\n{draft.title}", _text(file)),
            )

    def found(self, user: AnyUser, ids: Collection[int]) -> dict[int, Found]:
        files = list(DossierFile.objects.standing().filter(pk__in=ids).select_related("readable"))
        drafts = readable_drafts(user, {file.draft_id for file in files})
        return {
            file.pk: Found(
                thing=file,
                id=str(file.uid),
                title=file.title,
                text=_text(file),
                context=drafts[file.draft_id].title,
                url=_page_of(file),
            )
            for file in files
            if file.draft_id in drafts
        }


def _text(file: DossierFile) -> str:
    """None of those that were put in before words were read."""
    return file.readable.words if hasattr(file, "readable") else ""


def _page_of(file: DossierFile) -> str:
    return reverse("dossier_file", args=[file.uid])
