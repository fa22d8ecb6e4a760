"""The room's entry for Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import documents  # noqa: PLC0415  receivers need loaded models

        documents.connect()
