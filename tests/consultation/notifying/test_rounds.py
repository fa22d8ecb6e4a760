"""What those who are asked are told of a round, and what nobody is told."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.core import mail

from cms import clock
from cms.models import AgencyKind
from consultation.inviting import (
    ask_question,
    calendar_file,
    close_round,
    extend_round,
    invite_agencies,
    open_round,
    plan_round,
)
from consultation.models import Delegation, DelegationKind, Message, Wording
from consultation.notifying import people_of
from consultation.rules import Role
from tests.consultation.acts.test_errata import correct
from tests.consultation.notifying.mails import run
from tests.factories import (
    AgencyFactory,
    approved_submission,
    member_of,
    open_consultation,
    publish_law,
    written_opinion,
)
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("to__username", flat=True))


def names(*people):
    return sorted(person.username for person in people)


@pytest.fixture
def consultation():
    return open_consultation(agencies=2)


@pytest.fixture
def planned():
    """A round that is not open yet, its compiler, and an agency with a focal point."""
    lead = AgencyFactory()
    compiler = member_of(lead, Role.COMPILER, email="tong-hop@dienbien.example")
    asked = AgencyFactory(kind=AgencyKind.COMMUNE)
    focal = member_of(asked, Role.FOCAL, email="xa@dienbien.example")
    member_of(asked, Role.OFFICER)
    version = publish_law()
    round_ = plan_round(
        version,
        by=compiler,
        name="Góp ý Nghị định",
        lead=lead,
        deadline=clock.before(clock.today() + timedelta(days=11)),
        wording=Wording.BEFORE,
        agencies=[asked],
    )
    return round_, compiler, focal, version


def test_nobody_is_told_of_a_plan(planned):
    assert not Message.objects.exists()


def test_the_focal_point_is_asked_with_deadline_questions_and_calendar(planned):
    round_, compiler, focal, version = planned
    ask_question(round_, by=compiler, text="Thời hạn này có đủ cho xã biên giới?")
    ask_question(
        round_,
        by=compiler,
        text="Phí thu ở sở thế nào?",
        provision=provision(version, "art_3__para_2"),
        agency_kinds=[AgencyKind.DEPARTMENT],
    )

    open_round(round_, by=compiler)
    (asked,) = [sent for sent in run() if sent.to == [focal.email]]

    assert told("invited") == names(focal)
    assert round_.deadline_words in asked.body
    assert "Thời hạn này có đủ cho xã biên giới?" in asked.body
    assert "Phí thu ở sở thế nào?" not in asked.body
    assert asked.attachments[0][0] == "han-gop-y.ics"
    assert told("opened") == names(compiler)


def test_an_agency_without_a_focal_point_is_asked_through_who_is_there(consultation):
    everybody = (*consultation.officers.values(), *consultation.heads.values())

    # The factory makes people after opening: asked again, they are told what they missed.
    assert told("invited") == []
    late = AgencyFactory()
    officer, head = member_of(late, Role.OFFICER), member_of(late, Role.HEAD)
    invite_agencies(consultation.round, by=consultation.compiler, agencies=[late])

    assert told("invited") == names(officer, head)
    assert officer not in everybody


def test_opening_again_tells_nobody_a_second_time(planned):
    round_, compiler, _focal, _version = planned
    open_round(round_, by=compiler)
    before = Message.objects.filter(kind__in=["invited", "opened"]).count()
    close_round(round_, by=compiler)
    open_round(round_, by=compiler)

    assert Message.objects.filter(kind__in=["invited", "opened"]).count() == before


def test_the_lead_is_told_whom_only_paper_reaches(planned):
    round_, compiler, _focal, _version = planned
    invite_agencies(round_, by=compiler, agencies=[AgencyFactory(name="Xã Sín Thầu")])
    open_round(round_, by=compiler)

    assert "Xã Sín Thầu" in Message.objects.get(kind="opened").text


def test_a_longer_deadline_is_told_with_its_reason_and_a_later_calendar_entry(consultation):
    extend_round(
        consultation.round,
        by=consultation.compiler,
        deadline=consultation.round.deadline + timedelta(days=3),
        reason="Mưa lũ chia cắt nhiều xã.",
    )

    message = Message.objects.filter(kind="extended").first()
    people = (*consultation.officers.values(), *consultation.heads.values(), consultation.compiler)
    assert told("extended") == names(*people)
    assert "Mưa lũ chia cắt nhiều xã." in message.text
    assert "SEQUENCE:1" in message.calendar


def test_a_close_is_told_to_who_has_not_sent(consultation):
    written_opinion(consultation, at=0)
    approved_submission(consultation, at=0)
    close_round(consultation.round, by=consultation.compiler)

    assert told("closed") == names(consultation.officer(1), consultation.head(1))


def test_a_question_put_later_is_announced_to_whom_it_asks(consultation):
    commune = AgencyFactory(kind=AgencyKind.COMMUNE)
    focal = member_of(commune, Role.FOCAL)
    invite_agencies(consultation.round, by=consultation.compiler, agencies=[commune])

    ask_question(
        consultation.round,
        by=consultation.compiler,
        text="Xã có đủ người?",
        agency_kinds=[AgencyKind.COMMUNE],
    )

    assert told("question") == names(focal)


def test_an_erratum_is_told_once_for_one_publishing(consultation):
    correct(consultation.version)

    assert told("erratum") == names(*consultation.officers.values(), *consultation.heads.values())


def test_a_power_that_is_lent_is_told_too(consultation):
    agency = consultation.agencies[0]
    deputy = member_of(agency, Role.OFFICER)
    Delegation.objects.create(
        agency=agency,
        giver=consultation.head(),
        taker=deputy,
        kind=DelegationKind.ABSENCE,
        starts_on=clock.today(),
        ends_on=clock.today(),
        recorded_by=consultation.head(),
        recorded_at=clock.now(),
    )

    assert people_of([agency], Role.HEAD)[agency.pk] == [consultation.head(), deputy]


def test_a_role_that_has_ended_is_told_nothing(consultation):
    agency = consultation.agencies[0]
    consultation.head().memberships.update(ends_on=clock.today() - timedelta(days=1))

    assert people_of([agency], Role.HEAD)[agency.pk] == []


@pytest.mark.parametrize(
    ("wording", "last"),
    [(Wording.BEFORE, date(2026, 12, 19)), ("no_later_than", date(2026, 12, 20))],
)
def test_the_calendar_entry_stands_on_the_last_day(consultation, wording, last):
    day = date(2026, 12, 20)
    is_before = wording == Wording.BEFORE
    consultation.round.deadline = clock.before(day) if is_before else clock.no_later_than(day)

    (event,) = icalendar.Calendar.from_ical(calendar_file(consultation.round)).walk("VEVENT")

    assert event["DTSTART"].dt == last
    assert event["DTEND"].dt == last + timedelta(days=1)
    assert int(event["SEQUENCE"]) == 0


def test_a_hostile_name_stays_one_line_of_the_calendar(consultation):
    consultation.round.name = "Góp ý\r\nATTENDEE:mailto:all@example.com; ,\\n"

    calendar = icalendar.Calendar.from_ical(calendar_file(consultation.round))

    (event,) = calendar.walk("VEVENT")
    assert "ATTENDEE" not in event
    assert "ATTENDEE" in event["SUMMARY"]


@pytest.mark.parametrize(
    ("deadline", "wording", "said"),
    [
        (datetime(2026, 12, 20, tzinfo=HANOI), "before", ("20/12/2026", "23:59", "19/12/2026")),
        (datetime(2026, 12, 21, tzinfo=HANOI), "no_later_than", ("23:59", "20/12/2026")),
    ],
)
def test_a_deadline_is_told_by_its_exact_last_minute(consultation, deadline, wording, said):
    consultation.round.deadline, consultation.round.wording = deadline, wording

    words = consultation.round.deadline_words

    assert [each for each in said if each not in words] == []


def test_a_message_waits_for_the_commit_of_its_act(planned):
    round_, compiler, _focal, _version = planned
    mail.outbox.clear()
    with time_machine.travel(clock.now(), tick=False):
        open_round(round_, by=compiler)

    assert mail.outbox == []
