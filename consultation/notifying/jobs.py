"""When messages are sent and people reminded: schedules of the job queue, laid with the tables."""

from django_q.models import Schedule

SCHEDULES = {
    "mail": ("consultation.notifying.deliver_messages", Schedule.MINUTES, 1),
    "reminders": ("consultation.inviting.remind_due", Schedule.MINUTES, 15),
    "mail sweep": ("consultation.notifying.sweep_messages", Schedule.DAILY, None),
}


def lay_schedules(**kwargs: object) -> None:
    """Receiver of `post_migrate`."""
    for name, (func, kind, minutes) in SCHEDULES.items():
        Schedule.objects.get_or_create(
            name=name, defaults={"func": func, "schedule_type": kind, "minutes": minutes}
        )
