"""Lay the site's fixed pages and give it the host name of BASE_URL; may run again and again."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from cms.publishing.site import lay_site


class Command(BaseCommand):
    help = "Lay the site's fixed pages and set its host name from BASE_URL."

    def handle(self, **options: Any) -> None:
        lay_site(base_url=settings.BASE_URL, name=settings.SITE_NAME)
        self.stdout.write(f"{settings.SITE_NAME}: {settings.BASE_URL}")
