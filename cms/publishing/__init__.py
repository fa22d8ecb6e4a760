"""A published section becomes addressable provisions.

`bulk` writes a whole version at once; `provisions` appends the texts of one section whenever
Wagtail publishes it, in the transaction that `whole` puts around every path.
"""

from typing import Any

from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published, page_unpublished

from cms.models import SectionPage
from cms.publishing.bulk import publish_outline
from cms.publishing.provisions import record_section, record_sections, retire_section
from cms.publishing.statements import use_long_statements
from cms.publishing.waiting import hidden_above, publish_waiting, waiting_below
from cms.publishing.whole import make_publishing_whole

__all__ = [
    "connect",
    "hidden_above",
    "publish_outline",
    "publish_waiting",
    "record_section",
    "record_sections",
    "retire_section",
    "waiting_below",
]


def connect() -> None:
    use_long_statements()
    make_publishing_whole()
    page_published.connect(_on_published, sender=SectionPage, dispatch_uid="record_section")
    page_unpublished.connect(_on_unpublished, sender=SectionPage, dispatch_uid="retire_section")


def _on_published(sender: type, instance: SectionPage, **kwargs: Any) -> None:
    revision = kwargs.get("revision")
    by = get_active_log_context().user or (revision.user if revision else None)
    record_section(instance, by=by)


def _on_unpublished(sender: type, instance: SectionPage, **kwargs: Any) -> None:
    retire_section(instance, by=get_active_log_context().user)
