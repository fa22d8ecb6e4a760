"""The room's entry for Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import alerts, documents, outbox, suggesting  # noqa: PLC0415  they need loaded models
        from search.engines import counting  # noqa: PLC0415

        documents.connect()
        suggesting.connect()
        post_migrate.connect(alerts.schedule_alerts, sender=self, dispatch_uid="search_alerts")
        post_migrate.connect(outbox.schedule_sending, sender=self, dispatch_uid="search_outbox")
        post_migrate.connect(counting.schedule_counting, sender=self, dispatch_uid="search_counts")
        post_migrate.connect(outbox.schedule_verifying, sender=self, dispatch_uid="search_verify")
