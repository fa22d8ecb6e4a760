"""A message is stored with what it tells of, once, whether or not anybody can be written to."""

import pytest
from django.db import transaction

from cms import clock
from consultation.models import MailState, Message
from consultation.notifying import store_message, sweep_messages
from tests.consultation.notifying.mails import CONTEXT, later, run
from tests.factories import UserFactory

HOSTILE = "<script>alert(1)</script> & Sở\r\nBcc: all@example.com"


def test_the_same_key_is_told_once(person, kind):
    first = store_message(kind=kind, key="one", context=CONTEXT, to=person)

    assert first is not None
    assert store_message(kind=kind, key="one", context=CONTEXT, to=person) is None
    assert Message.objects.count() == 1


def test_a_message_goes_with_the_transaction_it_belongs_to(person, kind):
    with transaction.atomic():
        store_message(kind=kind, key="one", context=CONTEXT, to=person)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_somebody_without_an_address_reads_it_on_the_screen(kind, db):
    silent = UserFactory(email=None)
    message = store_message(kind=kind, key="one", context=CONTEXT, to=silent)

    assert message.state == MailState.SCREEN
    assert run(minutes=1) == []
    assert message.text == "Cơ quan soạn thảo gửi Dự thảo Nghị định."


def test_a_citizen_without_an_account_is_written_to_by_address(kind, db):
    store_message(kind=kind, key="one", context=CONTEXT, address="dan@example.com")

    assert [sent.to for sent in run()] == [["dan@example.com"]]


def test_nobody_at_all_is_not_told(kind, db):
    assert store_message(kind=kind, key="one", context=CONTEXT) is None


def test_hostile_words_are_inert_in_subject_text_and_page(person, kind):
    store_message(kind=kind, key="one", context={"what": HOSTILE}, to=person)
    (sent,) = run()

    page = sent.alternatives[0][0]
    assert "\n" not in sent.subject
    assert sent.extra_headers.keys() == {
        "Message-ID",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
    }
    assert "Bcc" not in sent.message()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    # The plain words are no page: nothing is spelled out there.
    assert "<script>alert(1)</script> & Sở" in sent.body


def test_a_name_cannot_bring_a_page_into_a_mail(kind, db):
    hostile = UserFactory(full_name='<img src=x onerror="alert(1)">', email="x@example.com")
    store_message(kind=kind, key="one", context=CONTEXT, to=hostile)
    (sent,) = run()

    assert "<img" not in sent.alternatives[0][0]


def test_a_subscription_can_be_ended_from_the_mail_program(person, kind):
    store_message(kind=kind, key="one", context=CONTEXT, to=person, stop_link="/thoi/abc/")
    (sent,) = run()

    assert sent.extra_headers["List-Unsubscribe"] == "<http://testserver/thoi/abc/>"
    assert "http://testserver/thoi/abc/" in sent.body


def test_the_mail_leads_to_the_place_it_is_about(person, kind):
    store_message(kind=kind, key="one", context=CONTEXT, to=person, link="/viec-cua-toi/")
    (sent,) = run()

    assert "http://testserver/viec-cua-toi/" in sent.body
    assert 'href="http://testserver/viec-cua-toi/"' in sent.alternatives[0][0]


def test_a_deadline_comes_as_a_calendar_file(person, kind):
    store_message(kind=kind, key="one", context=CONTEXT, to=person, calendar="BEGIN:VCALENDAR")
    (sent,) = run()

    assert sent.attachments[0][2] == "text/calendar"


@pytest.mark.parametrize(("days", "kept"), [(89, 1), (91, 0)])
def test_what_was_sent_to_a_citizen_is_forgotten_after_three_months(kind, db, days, kept):
    store_message(kind=kind, key="one", context=CONTEXT, address="dan@example.com")
    run()

    with later(days=days):
        sweep_messages()

    assert Message.objects.count() == kept


def test_what_a_member_was_told_and_what_still_waits_is_not_forgotten(person, kind):
    store_message(kind=kind, key="one", context=CONTEXT, to=person)
    run()
    with later(days=400):
        tomorrow = clock.now()
    store_message(kind=kind, key="two", context=CONTEXT, address="dan@example.com", due_at=tomorrow)

    with later(days=200):
        sweep_messages()

    assert Message.objects.count() == 2
