"""What a round asks in particular, and whom it reminds, on the screens of the lead."""

import pytest
from django.urls import reverse

from cms.models import AgencyKind
from consultation.inviting import (
    ask_question,
    note_opening,
    remind_agencies,
    withdraw_question,
)
from consultation.models import FocusQuestion, Message, Reminder, Round
from consultation.rules import Role
from tests.consultation.views.screens import told, tree
from tests.consultation.views.test_rounds import plan
from tests.factories import (
    AgencyFactory,
    member_of,
    open_consultation,
    publish_law,
    written_opinion,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return AgencyFactory(name="Sở Tư pháp tỉnh Điện Biên")


@pytest.fixture
def compiler(client, lead):
    user = member_of(lead, Role.COMPILER)
    client.force_login(user)
    return user


@pytest.fixture
def consultation():
    return open_consultation(agencies=3)


def test_a_question_is_put_about_a_provision_to_some_kinds(client, consultation):
    client.force_login(consultation.compiler)
    address = reverse("questions", args=[consultation.round.uid])
    place = consultation.version.provisions.get(eid="art_3__para_2")

    assert client.post(address, {"text": " "}).status_code == 422
    client.post(
        address,
        {"text": "15 ngày có đủ?", "provision": place.uid, "agency_kinds": ["commune"]},
    )

    question = FocusQuestion.objects.get()
    assert (question.provision, question.agency_kinds) == (place, [AgencyKind.COMMUNE])
    assert not question.asks(consultation.agencies[0])


def test_words_changed_in_an_open_round_are_a_new_question(client, consultation):
    old = ask_question(consultation.round, by=consultation.compiler, text="Câu cũ?")
    client.force_login(consultation.compiler)

    client.post(reverse("question", args=[old.uid]), {"text": "Câu mới?", "provision": ""})

    old.refresh_from_db()
    assert (old.text, old.withdrawn_at is None) == ("Câu cũ?", False)
    (new,) = FocusQuestion.objects.standing()
    assert (new.text, new.position) == ("Câu mới?", old.position)


def test_saving_a_question_as_it_is_changes_nothing_and_tells_nobody(client, consultation):
    question = ask_question(consultation.round, by=consultation.compiler, text="Câu hỏi?")
    before = Message.objects.count()
    client.force_login(consultation.compiler)

    client.post(reverse("question", args=[question.uid]), {"text": "Câu hỏi?", "provision": ""})

    assert (FocusQuestion.objects.count(), Message.objects.count()) == (1, before)


def test_words_changed_in_a_plan_change_in_place(client, lead, compiler):
    plan(client, publish_law(), lead)
    question = ask_question(Round.objects.get(), by=compiler, text="Câu cũ?")

    client.post(reverse("question", args=[question.uid]), {"text": "Câu mới?", "provision": ""})

    question.refresh_from_db()
    assert (question.text, question.withdrawn_at) == ("Câu mới?", None)


def test_a_withdrawn_question_is_kept_and_asked_no_more(client, consultation):
    question = ask_question(consultation.round, by=consultation.compiler, text="Câu hỏi?")
    withdraw_question(question, by=consultation.compiler)
    client.force_login(consultation.compiler)

    page = client.get(reverse("questions", args=[consultation.round.uid]))

    assert list(page.context["questions"]) == []
    assert list(page.context["withdrawn"]) == [question]
    assert client.get(reverse("question", args=[question.uid])).status_code == 404


def test_nobody_but_the_lead_puts_questions(client, consultation):
    client.force_login(consultation.head())
    uid = consultation.round.uid

    assert client.get(reverse("questions", args=[uid])).status_code == 403
    assert client.post(reverse("questions", args=[uid]), {"text": "?"}).status_code == 403
    assert not FocusQuestion.objects.exists()


def test_before_reminding_one_sees_whom_and_with_which_words(client, consultation):
    note_opening(consultation.round, by=consultation.officer(1))
    client.force_login(consultation.compiler)
    address = reverse("remind", args=[consultation.round.uid])

    page = client.get(address, {"state": "unopened"})

    assert page.context["count"] == 2
    ticked = tree(page).xpath("//input[@name='agency'][@checked]/@value")
    assert ticked == [consultation.agencies[0].code, consultation.agencies[2].code]
    (group,) = page.context["groups"]
    assert group["words"]["subject"] in page.content.decode()
    assert not Message.objects.filter(kind="reminder").exists()

    client.post(address, {"agency": ticked[:1]})
    assert [r.invitation.agency for r in Reminder.objects.all()] == [consultation.agencies[0]]


def test_the_preview_shows_no_word_that_is_still_being_written(client, consultation):
    written_opinion(consultation, at=0, text="Chỉ trong cơ quan.")
    client.force_login(consultation.compiler)

    page = client.get(reverse("remind", args=[consultation.round.uid]))

    assert "Chỉ trong cơ quan." not in page.content.decode()
    assert page.context["count"] == 3


def test_the_page_of_a_round_says_what_was_sent_when(client, consultation):
    asked = list(consultation.round.invitations.all())
    remind_agencies(consultation.round, by=consultation.compiler, invitations=asked[:2])
    client.force_login(consultation.compiler)

    page = client.get(reverse("progress", args=[consultation.round.uid]))

    (turn,) = page.context["reminded"]
    assert len(turn["agencies"]) == 2
    assert turn["by"] == consultation.compiler.full_name


def test_a_reminder_by_hand_to_nobody_is_said(client, consultation):
    client.force_login(consultation.compiler)
    address = reverse("remind", args=[consultation.round.uid])

    page = client.post(address, {"agency": ["khong-co"]}, follow=True)

    assert len(told(page, "//*[contains(@class, 'message--error')]")) == 1


def test_the_schedule_is_stopped_and_let_go_on_from_the_page(client, consultation):
    client.force_login(consultation.compiler)
    address = reverse("switch_reminders", args=[consultation.round.uid])

    client.post(address, {"stop": "1"})
    consultation.round.refresh_from_db()
    assert consultation.round.reminders_stopped_at
    client.post(address, {"resume": "1"})
    consultation.round.refresh_from_db()
    assert consultation.round.reminders_stopped_at is None


def test_the_page_of_a_round_shows_each_agency_the_questions_put_to_it(client, consultation):
    ask_question(consultation.round, by=consultation.compiler, text="Hỏi mọi cơ quan?")
    communes = [AgencyKind.COMMUNE]
    ask_question(
        consultation.round, by=consultation.compiler, text="Hỏi xã?", agency_kinds=communes
    )
    address = reverse("round", args=[consultation.round.uid])

    visitor = client.get(address).content.decode()
    client.force_login(consultation.officer())
    department = client.get(address).content.decode()
    client.force_login(consultation.compiler)
    lead_sees = client.get(address).content.decode()

    assert "Hỏi mọi cơ quan?" not in visitor
    assert "Hỏi mọi cơ quan?" in department
    assert "Hỏi xã?" not in department
    assert "Hỏi xã?" in lead_sees
