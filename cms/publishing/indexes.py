"""Wagtail's two indexes, written for many pages at once: what refers to what, and its search."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from cms.models import SectionPage


def index_words(pages: Sequence[SectionPage]) -> None:
    """Put pages into Wagtail's search, which holds nothing but their titles."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(SectionPage, pages)


def index_references(pages: Sequence[SectionPage]) -> None:
    """Replace what the pages refer to, as saving each of them would."""
    base = ContentType.objects.get_for_model(Page)
    own = ContentType.objects.get_for_model(SectionPage)
    ReferenceIndex.objects.filter(
        base_content_type=base, object_id__in=[str(page.pk) for page in pages]
    ).delete()
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=own,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=type_id,
            to_object_id=object_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for type_id, object_id, model_path, content_path in sorted(
            set(ReferenceIndex._extract_references_from_object(page))
        )
    )
