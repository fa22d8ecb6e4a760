"""What an editor set to an hour: a worker publishes or hides it within a minute after that."""

from django.core.management import call_command
from django_q.models import Schedule

NAME = "publish on time"


def publish_on_time() -> None:
    call_command("publish_scheduled")


def schedule_publishing(**kwargs: object) -> None:
    """Receiver of `post_migrate`: a turn every minute, by whatever worker runs."""
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": "cms.publishing.on_time.publish_on_time",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
        },
    )
