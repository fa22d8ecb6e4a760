"""The mail that says what is new: titles and links, never the text, which stays behind sign-in."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from cms.models import User
from search.documents import Found
from search.models import AlertMessage, SavedSearch

MOST_SHOWN = 20
SALT = "search.unsubscribe"


def compose(
    message: AlertMessage, owner: User, found: Sequence[Found], *, more: int
) -> EmailMultiAlternatives:
    """In Vietnamese, as text and HTML; the person may stop the mails without signing in."""
    saved, host = message.search, urlsplit(settings.BASE_URL).hostname or "localhost"
    stop = _absolute(reverse("unsubscribe", args=[unsubscribe_token(saved)]))
    context = {
        "saved": saved,
        "found": [{"row": item, "url": _absolute(item.url)} for item in found],
        "more": more,
        "all_url": _absolute(f"{reverse('search')}?{saved.address}"),
        "list_url": _absolute(reverse("saved_searches")),
        "stop_url": stop,
        "site_name": settings.SITE_NAME,
        "full_name": owner.full_name,
    }
    with translation.override(settings.LANGUAGE_CODE):
        total = len(found) + more
        subject = ngettext("%(number)s new: %(name)s", "%(number)s new: %(name)s", total) % {
            "number": total,
            "name": saved.name,
        }
        mail = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("emails/new_hits.txt", context),
            to=[owner.email or ""],
            headers={
                # The same at every attempt.
                "Message-ID": f"<{message.uid}@{host}>",
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("emails/new_hits.html", context), "text/html")
    return mail


def unsubscribe_token(saved: SavedSearch) -> str:
    return signing.dumps(str(saved.uid), salt=SALT)


def read_unsubscribe_token(token: str) -> str | None:
    """The uid of a saved search; a link works as long as the mail is kept."""
    try:
        uid = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return str(uid)


def _absolute(url: str) -> str:
    return url if urlsplit(url).scheme else f"{settings.BASE_URL}{url}"
