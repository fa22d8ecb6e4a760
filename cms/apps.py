"""The room's entries for Django."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "CMS"

    def ready(self) -> None:
        from cms import publishing  # noqa: PLC0415  receivers can only be connected now

        publishing.connect()


class CmsUsersConfig(WagtailUsersAppConfig):
    """Wagtail's people screens, for an account with one name."""

    user_viewset = "cms.viewsets.UserViewSet"
