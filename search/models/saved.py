"""Searches that people keep, what each has told them already, and the mails about what is new."""

import uuid
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultation.rules import AnyUser
from search.models.documents import Kind
from search.query import LONGEST_QUERY, SearchQuery


class Frequency(models.TextChoices):
    NONE = "none", _("Do not write to me")
    DAILY = "daily", _("Once a day")
    AT_ONCE = "at_once", _("As soon as there is something new")


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, user: AnyUser) -> "SavedSearchQuerySet":
        """Each with what became of the last mail about it: a `MessageState`, or None."""
        mails = AlertMessage.objects.filter(search=models.OuterRef("pk"))
        last = mails.exclude(state=MessageState.DROPPED).order_by("-created_at", "-pk")
        return (
            self.filter(owner_id=user.pk)
            .annotate(last_mail=models.Subquery(last.values("state")[:1]))
            .order_by("name", "pk")
        )

    def due(self, now: datetime) -> "SavedSearchQuerySet":
        """To be looked at again: the daily ones after a day, the others after some minutes."""
        return self.filter(
            models.Q(frequency=Frequency.DAILY, checked_at__lte=now - DAY)
            | models.Q(frequency=Frequency.AT_ONCE, checked_at__lte=now - MOMENT),
            owner__is_active=True,
        ).order_by("checked_at", "pk")


# A little less than a day: else the hour would wander through the clock.
DAY = timedelta(hours=23, minutes=30)
MOMENT = timedelta(minutes=4)


class SavedSearch(models.Model):
    """`checked_at`: when it was last looked through for what is new."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=120)
    text = models.CharField(max_length=LONGEST_QUERY)
    facets = models.JSONField(default=dict, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    frequency = models.CharField(
        _("mail"), max_length=8, choices=Frequency.choices, default=Frequency.NONE
    )
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField()

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        indexes = [models.Index(fields=["frequency", "checked_at"], name="saved_search_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def query(self) -> SearchQuery:
        """Newest first: what is new stands on the first pages."""
        facets = {name: tuple(values) for name, values in self.facets.items()}
        return SearchQuery(
            self.text, facets=facets, sort="newest", since=self.since, until=self.until
        )

    @property
    def address(self) -> str:
        """The query as the search page reads it from its address."""
        pairs = [("q", self.text)]
        pairs += [(name, value) for name, values in self.facets.items() for value in values]
        days = (("since", self.since), ("until", self.until))
        return urlencode([*pairs, *((name, day.isoformat()) for name, day in days if day)])


class KnownHit(models.Model):
    """Told, or there when the alerts began: `message` is empty then."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="known")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    object_id = models.BigIntegerField()
    message = models.ForeignKey(
        "search.AlertMessage", models.CASCADE, null=True, related_name="hits"
    )

    class Meta:
        verbose_name = _("known hit")
        verbose_name_plural = _("known hits")
        constraints = [
            models.UniqueConstraint(
                fields=["search", "kind", "object_id"], name="a_hit_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class MessageState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    # Given to the mail server; whether it took it is not known. It is not sent again.
    HANDED_OVER = "handed", _("Perhaps sent")
    SENT = "sent", _("Sent")
    # Nothing in it was the person's to see any more, or they asked not to be written to.
    DROPPED = "dropped", _("Dropped")
    FAILED = "failed", _("Could not be sent")


class AlertMessageQuerySet(models.QuerySet["AlertMessage"]):
    def due(self, now: datetime) -> "AlertMessageQuerySet":
        return self.filter(state=MessageState.WAITING, due_at__lte=now).order_by("due_at", "pk")


class AlertMessage(models.Model):
    """A mail, first stored, then sent. `due_at`: when it is tried (again)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="messages")
    state = models.CharField(
        max_length=8, choices=MessageState.choices, default=MessageState.WAITING
    )
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    objects = AlertMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail about new hits")
        verbose_name_plural = _("mails about new hits")
        indexes = [models.Index(fields=["state", "due_at"], name="alert_message_due")]

    def __str__(self) -> str:
        return f"{self.search} {self.created_at:%Y-%m-%d}"
