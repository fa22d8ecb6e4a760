"""What a round asks and until when: dates as letters word them, a file, questions, reminders."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms import clock
from consultation.inviting import (
    change_plan,
)
from consultation.models import RequestLetter, Round, Whose
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
