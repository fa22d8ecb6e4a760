"""What every page shows around its content: the site's name and where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cms import clock
from consultation import rules
from consultation.models import Message


def navigation(request: HttpRequest) -> dict[str, Any]:
    standing = rules.standing_of(request.user) if hasattr(request, "user") else None
    entries = []
    if standing and standing.by_role:
        entries.append((_("My tasks"), reverse("my_tasks")))
    entries.append((_("Draft laws"), reverse("directory")))
    return {
        # Asked only where the head of a page is drawn: not for parts of one.
        "unread": lambda: _unread(request),
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


def _unread(request: HttpRequest) -> int:
    """How many notices the person has not read; one query."""
    if not request.user.is_authenticated:
        return 0
    return Message.objects.shown_to(request.user, clock.now()).unread().count()
