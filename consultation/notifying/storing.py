"""Storing a message, in the transaction of what it tells of; sending it is somebody else's work.

A kind has three templates in `templates/emails`: `<kind>_subject.txt`, `<kind>.txt` and
`<kind>.html`. They hold only what is to be said: greeting, button and foot are the frame's. The
HTML one may be left out; the plain words are used then. Text is not escaped, HTML is.
"""

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import linebreaks, urlize
from django_q.tasks import async_task

from cms import clock
from cms.models import User
from consultation.models import MailState, Message, Round

WOKEN = "consultation.notifying.woken"
SUBJECT_LENGTH = 200


def store_message(
    *,
    kind: str,
    key: str,
    context: dict[str, Any],
    to: User | None = None,
    address: str = "",
    round_: Round | None = None,
    due_at: datetime | None = None,
    link: str = "",
    calendar: str = "",
    stop_link: str = "",
    bundle: bool = False,
) -> Message | None:
    """Tell a person, or an address without an account, once for each `key` (200 characters).

    `link`: the place on the site it is about, an address or a path. `calendar`: an iCalendar
    file. `stop_link`: of a subscription, where it is ended without signing in. `bundle`: may go
    in one mail with others of the person that are due at the same time.

    Returns None where there is nothing new: the key is known, or there is nobody to tell.
    """
    address = address or (to.email or "" if to else "")
    if (to is None and not address) or Message.objects.filter(key=key).exists():
        return None
    message = Message(uid=uuid.uuid4(), kind=kind, key=key, to=to, address=address, round=round_)
    message.link, message.stop_link, message.calendar = link, stop_link, calendar
    message.is_bundled = bundle and to is not None
    message.state = MailState.WAITING if address else MailState.SCREEN
    message.created_at = clock.now()
    message.due_at = due_at or message.created_at
    _write(message, _whole(context, to=to, link=link))
    return _store(message)


def _write(message: Message, context: dict[str, Any]) -> None:
    message.language = settings.LANGUAGE_CODE
    with translation.override(message.language):
        for name, words in render_words(message.kind, context).items():
            setattr(message, name, words)


def _store(message: Message) -> Message | None:
    """Somebody else may be storing the same key now: whoever is second stores nothing."""
    Message.objects.bulk_create([message], ignore_conflicts=True)
    stored = Message.objects.filter(uid=message.uid).first()
    if stored and stored.state == MailState.WAITING:
        transaction.on_commit(wake, robust=True)
    return stored


def drop_messages(*, key_prefix: str, round_: Round | None = None) -> int:
    """Those that were not sent are needed no more; they leave the screen too."""
    waiting = Message.objects.filter(
        key__startswith=key_prefix, state__in=[MailState.WAITING, MailState.SCREEN]
    )
    if round_ is not None:
        waiting = waiting.filter(round=round_)
    return waiting.update(state=MailState.DROPPED)


def wake() -> None:
    """Have what waits sent soon; once in two seconds is enough."""
    if cache.add(WOKEN, True, timeout=2):
        async_task("consultation.notifying.deliver_messages", group="mail")


def absolute(link: str) -> str:
    """An address for a mail, of an address or a path on this site."""
    return link if not link or urlsplit(link).scheme else f"{settings.BASE_URL}{link}"


def _whole(context: dict[str, Any], *, to: User | None, link: str) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "full_name": to.get_full_name() if to else "",
        "url": absolute(link),
        **context,
    }


def render_words(kind: str, context: dict[str, Any]) -> dict[str, str]:
    """Subject, text and html of a kind, in the language that is active."""
    subject = " ".join(plain_words(f"emails/{kind}_subject.txt", context).split())
    text = plain_words(f"emails/{kind}.txt", context).strip()
    try:
        html = render_to_string(f"emails/{kind}.html", context).strip()
    except TemplateDoesNotExist:
        html = linebreaks(urlize(text, autoescape=True))
    return {"subject": subject[:SUBJECT_LENGTH], "text": text, "html": html}


def plain_words(name: str, context: dict[str, Any]) -> str:
    """A text is no page: `&` stays what it is."""
    template = Engine.get_default().get_template(name)
    return template.render(Context(context, autoescape=False))
