"""A round planned from a version, opened, followed, extended, closed; answers given back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cms import clock
from cms.models import Agency, AgencyKind
from consultation.inviting import note_opening
from consultation.models import Invitation, OpinionState, Round, RoundState, SubmissionState
from consultation.rules import Role
from tests.consultation.views.screens import told, tree
from tests.factories import (
    AgencyFactory,
    approved_opinion,
    member_of,
    officer_of,
    open_consultation,
    publish_law,
    written_opinion,
)

pytestmark = pytest.mark.django_db


def in_days(days):
    return clock.today() + timedelta(days=days)


@pytest.fixture
def lead():
    return AgencyFactory(name="Sở Tư pháp tỉnh Điện Biên")


@pytest.fixture
def compiler(client, lead):
    user = member_of(lead, Role.COMPILER)
    client.force_login(user)
    return user


def plan(client, version, lead, **changed):
    sent = {
        "version": version.uid,
        "name": "Góp ý dự thảo Nghị định",
        "lead": lead.uid,
        "whose": "replying",
        "audience": "public",
        "request_number": "5127/BTP-PLHSHC",
        "request_date": in_days(-2).isoformat(),
        "drafter_words": "no_later_than",
        "drafter_day": in_days(20).isoformat(),
        "words": "before",
        "day": in_days(12).isoformat(),
        **changed,
    }
    return client.post(reverse("plan_round"), sent)


def test_a_plan_keeps_deadlines_as_the_letters_word_them(client, lead, compiler):
    plan(client, publish_law(), lead)

    round_ = Round.objects.get()
    assert round_.deadline == clock.before(in_days(12))
    assert round_.drafter_deadline == clock.no_later_than(in_days(20))
    assert (round_.state, round_.lead, round_.is_public) == (RoundState.PLANNED, lead, True)


def test_a_whole_group_is_asked_by_one_tick_and_others_one_by_one(client, lead, compiler):
    departments = AgencyFactory.create_batch(3)
    commune, _other = AgencyFactory.create_batch(2, kind=AgencyKind.COMMUNE)

    plan(client, publish_law(), lead, kinds=["department"], agencies=[commune.uid])

    asked = set(Invitation.objects.values_list("agency", flat=True))
    assert asked == {agency.pk for agency in [*departments, commune]}


@pytest.mark.parametrize(
    ("wrong", "name"),
    [({"day": in_days(-1)}, "day"), ({"day": in_days(22)}, "day"), ({"name": ""}, "name")],
)
def test_a_wrong_plan_comes_back_with_what_was_typed(client, lead, compiler, wrong, name):
    response = plan(client, publish_law(), lead, **wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [name]
    (number,) = tree(response).xpath("//input[@name='request_number']/@value")
    assert number == "5127/BTP-PLHSHC"
    assert Round.objects.count() == 0


def test_an_officer_cannot_plan(client, lead):
    client.force_login(officer_of(lead))

    assert client.get(reverse("plan_round")).status_code == 403


def test_a_planned_round_opens_from_its_page(client, lead, compiler):
    AgencyFactory()
    plan(client, publish_law(), lead, kinds=["department"])
    round_ = Round.objects.get()

    client.post(reverse("open_round", args=[round_.uid]))

    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN


def test_a_round_that_asks_nobody_says_why_it_does_not_open(client, lead, compiler):
    plan(client, publish_law(), lead)
    round_ = Round.objects.get()

    response = client.post(reverse("open_round", args=[round_.uid]), follow=True)

    assert len(told(response, "//*[contains(@class, 'message--error')]")) == 1
    round_.refresh_from_db()
    assert round_.state == RoundState.PLANNED


def test_the_matrix_shows_how_far_each_agency_has_come(client):
    consultation = open_consultation(agencies=4)
    note_opening(consultation.round, by=consultation.officer(1))
    written_opinion(consultation, at=2)
    approved_opinion(consultation, at=3)
    client.force_login(consultation.compiler)
    address = reverse("progress", args=[consultation.round.uid])

    states = [each.progress for each in client.get(address).context["invitations"]]
    sent = client.get(address, {"state": "sent"}).context["invitations"]

    assert states == ["unopened", "opened", "writing", "sent"]
    assert [each.agency for each in sent] == [consultation.agencies[3]]


def test_the_matrix_tells_no_word_that_is_still_being_written(client):
    consultation = open_consultation(agencies=1)
    written_opinion(consultation, text="Chỉ trong cơ quan.")
    client.force_login(consultation.compiler)

    response = client.get(reverse("progress", args=[consultation.round.uid]))

    assert "Chỉ trong cơ quan." not in response.content.decode()


@pytest.mark.parametrize("agencies", [3, 30])
def test_the_matrix_asks_the_database_as_often_for_many_as_for_few(
    client, agencies, django_assert_max_num_queries
):
    consultation = open_consultation(agencies=agencies)
    client.force_login(consultation.compiler)

    with django_assert_max_num_queries(14):
        client.get(reverse("progress", args=[consultation.round.uid]))


def test_a_later_deadline_is_given_and_an_earlier_one_refused(client):
    consultation = open_consultation()
    client.force_login(consultation.compiler)
    address = reverse("extend_round", args=[consultation.round.uid])

    why = {"words": "no_later_than", "reason": "Mưa lũ chia cắt nhiều xã."}
    client.post(address, {**why, "day": in_days(15).isoformat()})
    refused = client.post(address, {**why, "day": in_days(3).isoformat()})

    assert refused.status_code == 422
    consultation.round.refresh_from_db()
    assert consultation.round.last_day == in_days(15)


def test_a_round_is_closed_and_opened_again(client):
    consultation = open_consultation()
    client.force_login(consultation.compiler)

    client.post(reverse("close_round", args=[consultation.round.uid]))
    consultation.round.refresh_from_db()
    assert consultation.round.state == RoundState.CLOSED

    client.post(reverse("open_round", args=[consultation.round.uid]))
    consultation.round.refresh_from_db()
    assert consultation.round.state == RoundState.OPEN


def test_more_agencies_are_asked_while_it_is_open(client):
    consultation = open_consultation(agencies=1)
    late = AgencyFactory()
    client.force_login(consultation.compiler)

    client.post(reverse("invite_agencies", args=[consultation.round.uid]), {"agencies": [late.uid]})

    asked = Agency.objects.filter(invitations__round=consultation.round)
    assert set(asked) == {consultation.agencies[0], late}


def test_a_general_answer_is_given_back_with_a_reason(client):
    consultation = open_consultation(agencies=1)
    opinion = approved_opinion(consultation)
    client.force_login(consultation.compiler)
    address = reverse("return_sent", args=[opinion.submission.uid])

    assert client.post(address, {"reason": " "}).status_code == 422
    client.post(address, {"reason": "Nêu rõ khoản nào và câu chữ đề nghị."})

    opinion.refresh_from_db()
    opinion.submission.refresh_from_db()
    assert opinion.submission.state == SubmissionState.RETURNED
    assert opinion.state == OpinionState.DRAFT


def test_the_compiler_of_another_lead_manages_nothing(client):
    consultation = open_consultation()
    client.force_login(member_of(AgencyFactory(), Role.COMPILER))
    uid = consultation.round.uid

    assert client.get(reverse("progress", args=[uid])).status_code == 403
    assert client.post(reverse("close_round", args=[uid])).status_code == 403
