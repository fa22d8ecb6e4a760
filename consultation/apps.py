"""The room's entry for Django."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "consultation"
    verbose_name = "Consultation"

    def ready(self) -> None:
        from consultation import audit, commenting  # noqa: PLC0415  receivers need loaded models

        audit.connect()
        commenting.make_discussion_safe()
