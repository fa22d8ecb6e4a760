"""A round's deadline for the calendar of a person: one entry, brought up to date by later files."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from cms import clock
from consultation.models import Round


def calendar_file(round_: Round) -> str:
    """An iCalendar file (RFC 5545), in Vietnamese: an all-day entry on the last day.

    The entry's name stays and SEQUENCE grows with each extension, so that a calendar program
    moves the entry it has.
    """
    address = f"{settings.BASE_URL}{reverse('round', args=[round_.uid])}"
    with translation.override(settings.LANGUAGE_CODE):
        summary = _("Deadline for comments: %(name)s") % {"name": round_.name}
        words = _("Send %(deadline)s.") % {"deadline": round_.deadline_words}
    event = Event()
    event.add("uid", f"{round_.uid}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}")
    event.add("sequence", round_.calendar_sequence)
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("dtstart", round_.last_day)
    event.add("dtend", round_.last_day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", f"{words}\n{address}")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(summary))
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _alarm(summary: str) -> Alarm:
    """The day before, at nine."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(hours=-15))
    return alarm
