"""The room's entry for Django."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "CMS"

    def ready(self) -> None:
        from cms import publishing  # noqa: PLC0415  receivers can only be connected now

        publishing.connect()
