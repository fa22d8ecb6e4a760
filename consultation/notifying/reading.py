"""What a person, or an administrator, does with messages."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from cms import clock
from cms.models import User
from consultation.models import MailState, Message
from consultation.models.message import TROUBLED
from consultation.notifying.storing import wake

# Mails to addresses without an account hold what a citizen gave: kept no longer than needed.
KEPT = timedelta(days=90)


def note_read(message: Message, *, by: User) -> None:
    """The first time only. Raises PermissionDenied: it is somebody else's."""
    if message.to_id != by.pk:
        raise PermissionDenied
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=clock.now())


def note_all_read(*, by: User) -> int:
    return Message.objects.filter(to=by, read_at=None).update(read_at=clock.now())


@transaction.atomic
def send_again(*, uids: list[str]) -> int:
    """Have given-up mails tried from the start, as an administrator decides; how many."""
    chosen = Message.objects.filter(uid__in=uids, state__in=TROUBLED)
    again = chosen.update(state=MailState.WAITING, attempts=0, due_at=clock.now())
    if again:
        transaction.on_commit(wake, robust=True)
    return again


def sweep_messages() -> int:
    """Forget mails to people without an account, some months after they were sent or given up."""
    old = Message.objects.filter(to=None, created_at__lt=clock.now() - KEPT)
    ended = old.filter(Q(state=MailState.SENT) | Q(state__in=[*TROUBLED, MailState.DROPPED]))
    return ended.delete()[0]
