"""The messages that wait, sent by mail: again after a failure, never again after a success.

What is promised, and what no program can promise:

- A mail the server did not take is tried again for some twenty hours, ever more slowly, under
  the same Message-ID; then it is given up, and an administrator sees it. A line that breaks before
  the server's answer counts as not taken (RFC 5321, 4.5.4.1), so in that one case it may come
  twice, as one mail by its Message-ID.
- A worker that dies between handing a mail over and noting the answer leaves it in a state of its
  own. Nobody can know whether it arrived: it is not sent again by itself, and an administrator
  sees it. The person has read it on the screen, or can.
"""

import logging
import smtplib
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic

from django.core.cache import cache
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from cms import clock
from consultation.models import MailState, Message
from consultation.notifying.mail import compose
from consultation.notifying.storing import WOKEN

log = logging.getLogger(__name__)

# Minutes until the next attempt: some twenty hours in all, a night and a morning without a server.
WAITS = (1, 2, 5, 15, 30, 60, 120, 240, 360, 360)
A_TURN = 200
# Seconds after which a turn leaves the worker to other jobs, far below the queue's limit.
TURN = 120.0
# A worker is killed after ten minutes at the latest; what it had in its hands then is left behind.
LEFT_BEHIND = timedelta(minutes=15)

# A kind whose message may be overtaken by what happens: asked just before it is sent.
STILL_SO: dict[str, Callable[[Message], bool]] = {}


def deliver_messages() -> str:
    """One turn of the worker: what is due goes out. May be cut off anywhere and begun again."""
    cache.delete(WOKEN)
    left = note_left_behind()
    sent = failed = 0
    until = monotonic() + TURN
    line = Line()
    try:
        for mail in _mails(clock.now()):
            if monotonic() > until:
                break
            if went := _send(mail, line):
                sent += 1
            elif went is False:
                failed += 1
    finally:
        line.close()
    return f"{sent} sent, {failed} failed, {left} left behind"


def note_left_behind() -> int:
    """Say of what a dead worker had in its hands that it may have been sent."""
    left = Message.objects.left_behind(clock.now() - LEFT_BEHIND)
    return left.update(state=MailState.UNSURE, last_error="worker died while it was being sent")


class Line:
    """The line to the mail server, opened at the first need and again after it broke."""

    def __init__(self) -> None:
        self._open: BaseEmailBackend | None = None

    def opened(self) -> BaseEmailBackend:
        """Raises what the mail server or the network does."""
        if self._open is None:
            connection = get_connection()
            connection.open()
            self._open = connection
        return self._open

    def close(self) -> None:
        if self._open is not None:
            with suppress(Exception):  # it is gone either way
                self._open.close()
        self._open = None


def _mails(now: datetime) -> Iterator[list[Message]]:
    """What is due, gathered into mails: a mail tried before stays the same mail."""
    mails: dict[object, list[Message]] = {}
    for message in Message.objects.due(now).select_related("to")[:A_TURN]:
        mails.setdefault(_mail_of(message), []).append(message)
    yield from mails.values()


def _mail_of(message: Message) -> object:
    if message.mail_uid:
        return message.mail_uid
    return ("bundle", message.to_id) if message.is_bundled else message.pk


def _send(messages: Sequence[Message], line: Line) -> bool | None:
    """Whether it went; None where nothing is to be sent (any more, or by somebody else)."""
    wanted = [message for message in messages if _is_wanted(message)]
    if overtaken := [message for message in messages if message not in wanted]:
        _note(overtaken, state=MailState.DROPPED)
    if not wanted:
        return None
    try:
        connection = line.opened()
    except Exception as trouble:  # whatever the mail server or the line to it does
        _note_failure(wanted, trouble)
        return False
    if not _take(wanted):
        return None
    try:
        compose(wanted, address=_address(wanted[0]), connection=connection).send()
    except Exception as trouble:
        line.close()
        _note_failure(wanted, trouble, taken=True)
        return False
    _note(wanted, state=MailState.SENT, sent_at=clock.now(), last_error="")
    return True


def _is_wanted(message: Message) -> bool:
    if message.to is not None and not message.to.is_active:
        return False
    still_so = STILL_SO.get(message.kind)
    return still_so is None or still_so(message)


def _address(message: Message) -> str:
    """The person's address as it is now; it may have been put right since."""
    return (message.to.email if message.to else "") or message.address


def _take(messages: Sequence[Message]) -> bool:
    """All of them or none, by one worker."""
    mail_uid = messages[0].mail_uid or uuid.uuid4()
    with transaction.atomic():
        waiting = Message.objects.filter(
            pk__in=[each.pk for each in messages], state=MailState.WAITING
        )
        taken = waiting.update(
            state=MailState.SENDING,
            handed_at=clock.now(),
            mail_uid=mail_uid,
            attempts=F("attempts") + 1,
        )
        if taken != len(messages):
            transaction.set_rollback(True)
            return False
    for message in messages:
        message.mail_uid = mail_uid
        message.attempts += 1
    return True


def _note(messages: Sequence[Message], **values: object) -> None:
    Message.objects.filter(pk__in=[each.pk for each in messages]).update(**values)


def _note_failure(messages: Sequence[Message], trouble: Exception, *, taken: bool = False) -> None:
    """Back to those that wait, later; given up after the last wait, or where nobody is there."""
    error = f"{type(trouble).__name__}: {trouble}"[:300]
    for message in messages:
        attempts = message.attempts + (not taken)
        log.warning("Mail %s could not be sent: %s", message.uid, type(trouble).__name__)
        is_last = attempts > len(WAITS) or _is_final(trouble)
        wait = WAITS[min(attempts, len(WAITS)) - 1]
        # Only where it still is as we left it: another worker may have sent it meanwhile.
        mine = Message.objects.filter(
            pk=message.pk, state=MailState.SENDING if taken else MailState.WAITING
        )
        mine.update(
            state=MailState.FAILED if is_last else MailState.WAITING,
            attempts=attempts,
            last_error=error,
            due_at=clock.now() + timedelta(minutes=wait),
        )


def _is_final(trouble: Exception) -> bool:
    """The server knows that there is no such address."""
    if not isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _reason in trouble.recipients.values())
