"""The room's entry for Django."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class ConsultationConfig(AppConfig):
    name = "consultation"
    verbose_name = "Consultation"

    def ready(self) -> None:
        from consultation import audit, commenting, inviting, notifying  # noqa: PLC0415  receivers need loaded models

        audit.connect()
        inviting.connect()
        commenting.make_discussion_safe()
        notifying.connect()
        post_migrate.connect(notifying.lay_schedules, sender=self, dispatch_uid="notifying_jobs")
        checks.register(faces_are_installed, deploy=True)


def faces_are_installed(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Without the face of official documents no edition can be drawn."""
    from consultation.rendering import faces  # noqa: PLC0415  only a deployment needs it

    try:
        faces.printable_characters()
    except faces.FontMissing as missing:
        return [checks.Error(str(missing), id="consultation.E001")]
    return []
