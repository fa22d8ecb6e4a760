"""Administrators keep people, agencies and who acts for whom; nobody else does."""

from datetime import date

import pytest
from django.urls import reverse

from cms.models import User
from consultation import rules
from consultation.models import Membership
from consultation.models.working_days import WorkCalendar
from consultation.rules import Role
from tests.factories import AgencyFactory, UserFactory, officer_of

pytestmark = pytest.mark.django_db

MEMBERSHIPS = "wagtailsnippets_consultation_membership"


@pytest.fixture
def administrator(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def test_an_administrator_makes_an_account_with_one_name(client, administrator):
    answer = client.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "huong.stc",
            "full_name": "Lò Thị Hương",
            "email": "",
            "password1": "mot-mat-khau-dai",
            "password2": "mot-mat-khau-dai",
        },
    )

    assert answer.status_code == 302
    assert User.objects.get(username="huong.stc").full_name == "Lò Thị Hương"


def test_the_lists_of_people_and_agencies_open(client, administrator):
    AgencyFactory(name="Sở Tài chính")

    for name in (
        "wagtailusers_users:index",
        "wagtailsnippets_cms_agency:list",
        f"{MEMBERSHIPS}:list",
    ):
        assert client.get(reverse(name)).status_code == 200


def test_a_membership_given_in_the_admin_lets_the_person_act(client, administrator):
    user, agency = UserFactory(), AgencyFactory()

    client.post(
        reverse(f"{MEMBERSHIPS}:add"),
        {"user": user.pk, "agency": agency.pk, "role": "head", "starts_on": "", "ends_on": ""},
    )

    assert Membership.objects.get().user == user
    assert rules.standing_of(user).acts_for(agency.pk, Role.HEAD)


def test_an_officer_does_not_give_memberships(client):
    client.force_login(officer_of(AgencyFactory()))

    answer = client.get(reverse(f"{MEMBERSHIPS}:add"))

    assert answer.status_code == 302
    assert Membership.objects.count() == 1


def test_a_day_off_entered_in_the_admin_is_not_worked(client, administrator):
    day = date(2027, 2, 8)
    holidays = "wagtailsnippets_consultation_holiday"
    assert WorkCalendar.read().is_working(day)

    client.post(reverse(f"{holidays}:add"), {"day": day.isoformat(), "name": "Tết Đinh Mùi"})

    assert not WorkCalendar.read().is_working(day)
    assert client.get(reverse(f"{holidays}:list")).status_code == 200
