"""What every page shows around its content: the site's name and where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from consultation import rules


def navigation(request: HttpRequest) -> dict[str, Any]:
    standing = rules.standing_of(request.user) if hasattr(request, "user") else None
    entries = []
    if standing and standing.by_role:
        entries.append((_("My tasks"), reverse("my_tasks")))
    entries.append((_("Draft laws"), reverse("directory")))
    return {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "footer_links": [
            {"label": _("Contact"), "url": "/lien-he/"},
            {"label": _("Personal data"), "url": "/du-lieu-ca-nhan/"},
            {"label": _("Accessibility"), "url": "/tro-nang/"},
        ],
        "navigation": [
            {"label": label, "url": url, "current": request.path.startswith(url)}
            for label, url in entries
        ],
    }
