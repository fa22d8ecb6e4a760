"""The room's entries for Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "CMS"

    def ready(self) -> None:
        from cms import publishing  # noqa: PLC0415  receivers can only be connected now
        from cms.importing.expiry import schedule_forgetting  # noqa: PLC0415  it needs loaded models
        from cms.publishing.on_time import schedule_publishing  # noqa: PLC0415  so does it

        publishing.connect()
        post_migrate.connect(schedule_forgetting, sender=self, dispatch_uid="cms_forget_imports")
        post_migrate.connect(schedule_publishing, sender=self, dispatch_uid="cms_publish_on_time")


class CmsUsersConfig(WagtailUsersAppConfig):
    """Wagtail's people screens, for an account with one name."""

    user_viewset = "cms.viewsets.UserViewSet"
