"""What a round asks and until when: dates as letters word them, a file, questions, reminders."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms import clock
from cms.models import AgencyKind
from consultation.inviting import (
    ask_question,
    change_plan,
    note_opening,
    remind_agencies,
    withdraw_question,
)
from consultation.models import FocusQuestion, Message, Reminder, RequestLetter, Round, Whose
from consultation.models.change import StaleError
from consultation.rules import Role
from tests.consultation.uploads import picture
from tests.consultation.views.screens import told, tree
from tests.consultation.views.test_rounds import in_days, plan
from tests.factories import (
    AgencyFactory,
    UserFactory,
    member_of,
    open_consultation,
    publish_law,
    written_opinion,
)

pytestmark = pytest.mark.django_db
PHOTO = picture()


def photo(name="de-nghi.png"):
    return SimpleUploadedFile(name, PHOTO, content_type="image/png")


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


def test_the_file_of_the_request_is_kept_and_read_by_those_it_went_to(client, lead, compiler):
    AgencyFactory()
    plan(client, publish_law(), lead, kinds=["department"], request_file=photo())
    letter = RequestLetter.objects.get()
    address = reverse("request_letter", args=[letter.uid])

    assert b"".join(client.get(address).streaming_content) == PHOTO
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404


def test_a_file_that_is_another_than_its_name_says_is_refused_and_nothing_is_planned(
    client,
    lead,
    compiler,
):
    wrong = SimpleUploadedFile("cong-van.pdf", PHOTO, content_type="application/pdf")

    response = plan(client, publish_law(), lead, request_file=wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["request_file"]
    assert not Round.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK])
def test_an_asked_agency_reads_the_request_once_the_round_is_open(client, consultation, role):
    client.force_login(consultation.compiler)
    client.post(reverse("file_request", args=[consultation.round.uid]), {"request_file": photo()})
    letter = RequestLetter.objects.get()
    client.force_login(member_of(consultation.agencies[0], role))

    assert client.get(reverse("request_letter", args=[letter.uid])).status_code == 200
    client.force_login(member_of(AgencyFactory(), role))
    assert client.get(reverse("request_letter", args=[letter.uid])).status_code == 403


def test_a_new_file_takes_the_place_of_the_one_before_which_stays(client, consultation):
    client.force_login(consultation.compiler)
    for name in ("mot.png", "hai.png"):
        client.post(
            reverse("file_request", args=[consultation.round.uid]), {"request_file": photo(name)}
        )

    assert [letter.name for letter in RequestLetter.objects.filter(replaced_at=None)] == ["hai.png"]
    assert RequestLetter.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        ({"day": in_days(3), "drafter_day": in_days(30)}, 1),
        ({"day": in_days(15), "words": "no_later_than", "drafter_day": in_days(15)}, 1),
        ({"whose": "drafting", "day": in_days(15), "drafter_day": in_days(60)}, 1),
        ({"whose": "drafting", "day": in_days(3), "drafter_day": in_days(3)}, 3),
    ],
)
def test_a_short_time_is_said_and_kept_only_by_a_tick(client, lead, compiler, changed, count):
    version = publish_law()
    warned = plan(client, version, lead, **changed)
    assert len(warned.context["form"].warnings) == count
    assert (warned.status_code, Round.objects.count()) == (422, 0)
    (number,) = tree(warned).xpath("//input[@name='request_number']/@value")
    assert number == "5127/BTP-PLHSHC"

    plan(client, version, lead, **changed, accept_short="on")
    assert Round.objects.count() == 1


def test_a_time_that_is_long_enough_asks_for_no_tick(client, lead, compiler):
    response = plan(client, publish_law(), lead)

    assert response.status_code == 302


def test_a_plan_is_put_right_before_anybody_is_told(client, lead, compiler):
    AgencyFactory()
    plan(client, publish_law(), lead, kinds=["department"])
    round_ = Round.objects.get()
    address = reverse("change_plan", args=[round_.uid])
    shown = tree(client.get(address))
    assert shown.xpath("//input[@name='day']/@value") == [in_days(12).isoformat()]
    assert shown.xpath("//input[@name='words'][@checked]/@value") == ["before"]

    client.post(
        address,
        {
            "name": "Tên khác",
            "whose": "replying",
            "audience": "internal",
            "drafter_words": "before",
            "drafter_day": in_days(25).isoformat(),
            "words": "no_later_than",
            "day": in_days(14).isoformat(),
        },
    )
    round_.refresh_from_db()
    assert (round_.name, round_.is_public) == ("Tên khác", False)
    assert round_.deadline == clock.no_later_than(in_days(14))
    assert round_.drafter_deadline == clock.before(in_days(25))

    client.post(reverse("open_round", args=[round_.uid]))
    assert client.get(address).status_code == 403


def test_the_page_of_a_round_says_the_exact_last_minute(client, lead, compiler):
    plan(client, publish_law(), lead)
    round_ = Round.objects.get()

    html = client.get(reverse("progress", args=[round_.uid])).content.decode()

    assert round_.deadline_words in html
    assert f"{in_days(11):%d/%m/%Y}" in round_.deadline_words  # "before" the twelfth


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


def test_the_deadline_for_the_calendar_is_for_the_sides(client, consultation):
    address = reverse("calendar", args=[consultation.round.uid])
    client.force_login(consultation.officer())
    given = client.get(address)
    assert given["Content-Type"].startswith("text/calendar")
    assert given.content.startswith(b"BEGIN:VCALENDAR")

    client.force_login(UserFactory())
    assert client.get(address).status_code == 403


def test_a_plan_that_somebody_changed_meanwhile_is_not_written_over(client, lead, compiler):
    plan(client, publish_law(), lead)
    mine, theirs = Round.objects.get(), Round.objects.get()
    change_plan(theirs, by=compiler, name="Của họ")

    with pytest.raises(StaleError):
        change_plan(mine, by=compiler, whose=Whose.DRAFTING)


def test_late_asked_agencies_are_marked(client, consultation):
    Round.objects.update(opened_at=clock.now() - timedelta(days=3))
    first = consultation.round.invitations.filter(agency=consultation.agencies[0])
    first.update(invited_at=clock.now() - timedelta(days=4))
    client.force_login(consultation.compiler)

    page = client.get(reverse("progress", args=[consultation.round.uid]))

    assert len(told(page, "//tbody/tr/td/span[contains(@class, 'soft')]")) == 2


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
