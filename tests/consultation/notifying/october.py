"""A round opened on a Monday of October, with nine working days to its Friday."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cms import clock
from consultation.inviting import remind_due
from consultation.models import Reminder

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OPENED = datetime(2026, 10, 5, 10, 0, tzinfo=HANOI)
LAST = date(2026, 10, 16)


def at(traveller, day, hour=8, minute=0):
    traveller.move_to(datetime.combine(day, time(hour, minute), tzinfo=HANOI))


def steps_of(consultation, number=0):
    reminders = Reminder.objects.filter(invitation__agency=consultation.agencies[number])
    return [
        (each.step, clock.last_day(each.deadline), each.day) for each in reminders.order_by("pk")
    ]


def run_every_hour(traveller, first, last):
    moment = datetime.combine(first, time(0), tzinfo=HANOI)
    while moment.date() <= last:
        traveller.move_to(moment)
        remind_due()
        moment += timedelta(hours=1)
