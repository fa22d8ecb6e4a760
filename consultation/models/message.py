"""What a person is told: first stored, then shown on their screen and sent by mail.

A message is stored once for each key, in the transaction of what it tells of. A person reads it
on the screen whether or not the mail arrives; somebody without an account has the mail alone.
"""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import User
from consultation.models.round import Round


class MailState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("state of a mail", "Waiting")
    # Being handed to the mail server. A worker that dies now leaves it so.
    SENDING = "sending", pgettext_lazy("state of a mail", "Being sent")
    SENT = "sent", pgettext_lazy("state of a mail", "Sent")
    # Nobody's address is known: on the screen only.
    SCREEN = "screen", pgettext_lazy("state of a mail", "On the screen only")
    # What it says is no longer so, or it was asked not to be sent.
    DROPPED = "dropped", pgettext_lazy("state of a mail", "Not needed any more")
    FAILED = "failed", pgettext_lazy("state of a mail", "Could not be sent")
    # A worker died between handing it over and noting the answer: it may have arrived.
    UNSURE = "unsure", pgettext_lazy("state of a mail", "May have been sent")


TROUBLED = (MailState.FAILED, MailState.UNSURE)


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> "MessageQuerySet":
        """Mails to be tried now, the oldest first."""
        return self.filter(state=MailState.WAITING, due_at__lte=now).order_by("due_at", "pk")

    def left_behind(self, before: datetime) -> "MessageQuerySet":
        """Mails that a worker took before that moment and said nothing of since."""
        return self.filter(state=MailState.SENDING, handed_at__lt=before)

    def shown_to(self, user: User, now: datetime) -> "MessageQuerySet":
        """What stands on the person's own list, the newest first."""
        shown = self.filter(to=user, created_at__lte=now).exclude(state=MailState.DROPPED)
        return shown.select_related("round").order_by("-created_at", "-pk")

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def troubled(self) -> "MessageQuerySet":
        """What an administrator should look at, the newest first."""
        return self.filter(state__in=TROUBLED).order_by("-created_at", "-pk")

    def counted_by_state(self) -> dict[str, int]:
        """How many mails stand in each state; one query."""
        counted = self.order_by().values_list("state").annotate(n=Count("pk"))
        return dict(counted.values_list("state", "n"))


class Message(models.Model):
    """`address` is copied when it is stored; `due_at`: when the mail is tried (again).

    `mail_uid` names the mail that carries it, one mail for several messages of a person; it stays
    the same at each attempt. `html` is what stands inside the frame of our mails.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(max_length=200, unique=True)
    to = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="messages_to", verbose_name=_("to")
    )
    address = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="messages")
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField()
    html = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    calendar = models.TextField(blank=True)
    stop_link = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=8)
    state = models.CharField(
        _("state"), max_length=8, choices=MailState.choices, default=MailState.WAITING
    )
    is_bundled = models.BooleanField(default=False)
    mail_uid = models.UUIDField(null=True, db_index=True)
    created_at = models.DateTimeField(_("stored at"))
    due_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    read_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last trouble"), max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=False) | ~Q(address=""), name="a_message_is_to_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="a_sent_mail_says_when"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="message_due"),
            models.Index(F("to"), F("created_at").desc(), name="messages_of_person"),
        ]

    def __str__(self) -> str:
        return self.subject
