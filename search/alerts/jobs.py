"""When the alerts run: a schedule of the job queue, laid with the tables."""

from django_q.models import Schedule

from search.alerts.sending import send_messages
from search.alerts.telling import store_messages

NAME = "search alerts"
MINUTES = 5


def run_alerts() -> str:
    """A turn may be cut off anywhere and begun again: what is done stays done."""
    stored, sent = store_messages(), send_messages()
    return f"{stored} stored, {sent} sent"


def schedule_alerts(**kwargs: object) -> None:
    """Receiver of `post_migrate`."""
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": "search.alerts.run_alerts",
            "schedule_type": Schedule.MINUTES,
            "minutes": MINUTES,
        },
    )
