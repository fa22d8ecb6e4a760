"""A published section becomes addressable provisions.

`bulk` writes a whole version at once; `provisions` appends the texts of one section whenever
Wagtail publishes it, in the transaction that `SectionPage.publish` opens on every path.
"""

from typing import Any

from wagtail.signals import page_published, page_unpublished

from cms.models import SectionPage
from cms.publishing.bulk import publish_outline
from cms.publishing.provisions import record_section, retire_section

__all__ = ["connect", "publish_outline", "record_section", "retire_section"]


def connect() -> None:
    page_published.connect(_on_published, sender=SectionPage, dispatch_uid="record_section")
    page_unpublished.connect(_on_unpublished, sender=SectionPage, dispatch_uid="retire_section")


def _on_published(sender: type, instance: SectionPage, **kwargs: Any) -> None:
    revision = kwargs.get("revision")
    record_section(instance, by=revision.user if revision else None)


def _on_unpublished(sender: type, instance: SectionPage, **kwargs: Any) -> None:
    retire_section(instance, by=None)
