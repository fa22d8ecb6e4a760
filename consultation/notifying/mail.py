"""The mail that carries one message of a person, or several that are due together."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from consultation.models import Message
from consultation.notifying.storing import absolute, plain_words

CALENDAR_NAME = "han-gop-y.ics"


def compose(
    messages: Sequence[Message], *, address: str, connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """As text and HTML, in the language of the messages; the same mail at every attempt."""
    first = messages[0]
    with translation.override(first.language):
        context = _context(messages)
        mail = EmailMultiAlternatives(
            subject=_subject(messages),
            body=plain_words("emails/frame.txt", context).strip() + "\n",
            to=[address],
            headers=_headers(messages),
            connection=connection,
        )
        mail.attach_alternative(render_to_string("emails/frame.html", context), "text/html")
    for message in messages:
        if message.calendar:
            mail.attach(CALENDAR_NAME, message.calendar, "text/calendar")
    return mail


def _subject(messages: Sequence[Message]) -> str:
    more = len(messages) - 1
    if not more:
        return messages[0].subject
    return ngettext("%(subject)s (and %(more)d more)", "%(subject)s (and %(more)d more)", more) % {
        "subject": messages[0].subject,
        "more": more,
    }


def _context(messages: Sequence[Message]) -> dict[str, Any]:
    first = messages[0]
    return {
        # Rendered from a template, which escapes, when the message was stored.
        "messages": [
            {"told": each, "html": mark_safe(each.html), "url": absolute(each.link)}
            for each in messages
        ],
        "is_bundle": len(messages) > 1,
        "full_name": first.to.get_full_name() if first.to else "",
        "subject": _subject(messages),
        "stop_url": absolute(first.stop_link),
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "contact_email": settings.CONTACT_EMAIL,
    }


def _headers(messages: Sequence[Message]) -> dict[str, str]:
    first = messages[0]
    headers = {
        "Message-ID": f"<{first.mail_uid or first.uid}@{_host()}>",
        # RFC 3834: no machine answers it.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if first.stop_link:
        headers["List-Unsubscribe"] = f"<{absolute(first.stop_link)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _host() -> str:
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return urlsplit(settings.BASE_URL).hostname or sender or "localhost"
