"""What an asked agency was reminded of, at which step of its time."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import User
from consultation.models.invitation import Invitation


class ReminderKind(models.TextChoices):
    UNOPENED = "unopened", pgettext_lazy("reminded of", "Has not opened the draft")
    UNBEGUN = "unbegun", pgettext_lazy("reminded of", "Has not begun")
    UNSENT = "unsent", pgettext_lazy("reminded of", "Wrote, and has not sent up")
    WAITING = "waiting", pgettext_lazy("reminded of", "Awaits its head")


class ReminderStep(models.TextChoices):
    HALF = "half", pgettext_lazy("step of a reminder", "Half the time left")
    QUARTER = "quarter", pgettext_lazy("step of a reminder", "A quarter of the time left")
    LAST_DAY = "last_day", pgettext_lazy("step of a reminder", "Last working day")
    BY_HAND = "by_hand", pgettext_lazy("step of a reminder", "By hand")


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def newest_first(self) -> "ReminderQuerySet":
        return self.select_related("invitation__agency", "by").order_by("-at", "-pk")


class Reminder(models.Model):
    """`deadline`: the one it spoke of, since an extended round is reminded anew.

    `day` is the day of a reminder by hand, of which there is one a day; `people`: how many were
    told, 0 where the agency has nobody with an account.
    """

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind.choices)
    step = models.CharField(max_length=10, choices=ReminderStep.choices)
    deadline = models.DateTimeField()
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    people = models.PositiveSmallIntegerField(default=0)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "deadline", "step"],
                condition=~models.Q(step="by_hand"),
                name="one_reminder_a_step",
            ),
            models.UniqueConstraint(
                fields=["invitation", "day"],
                condition=models.Q(step="by_hand"),
                name="one_reminder_by_hand_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation} · {self.step}"
