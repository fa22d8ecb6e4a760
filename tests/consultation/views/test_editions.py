"""Editions: made when nothing stands in the way, drawn, issued by number, date and signatory."""

import pytest
from django.urls import reverse
from django_q.models import OrmQ

from cms import clock
from consultation.inviting import close_round
from consultation.models import AuditEntry, Decision, Edition, EditionStatus, RoundState, Row
from consultation.rules import Role
from consultation.synthesis import decide_row, draw_edition, gather_opinions
from tests.consultation.views.screens import HTMX, tree
from tests.factories import approved_opinion, member_of, open_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A closed round with one row that is decided, and its compiler signed in."""
    consultation = open_consultation(agencies=2)
    approved_opinion(consultation)
    (row,) = gather_opinions(consultation.round, by=consultation.compiler)
    decide_row(
        row, by=consultation.compiler, decision=Decision.TAKEN, lock_version=0,
        outgoing="Đề nghị sửa thành 15 ngày.",
    )  # fmt: skip
    close_round(consultation.round, by=consultation.compiler)
    client.force_login(consultation.compiler)
    return consultation


def freeze(client, consultation, **sent):
    return client.post(reverse("freeze_edition", args=[consultation.round.uid]), sent)


def test_a_working_edition_is_made_at_any_time(client):
    consultation = open_consultation()
    approved_opinion(consultation)
    client.force_login(consultation.compiler)

    freeze(client, consultation)

    assert Edition.objects.get().status == EditionStatus.DRAFT


def test_a_final_edition_is_made_when_nothing_stands_in_the_way(client, desk):
    freeze(client, desk, final="1")

    assert Edition.objects.get().status == EditionStatus.FINAL


def test_what_stands_in_the_way_is_said_in_sentences(client, desk):
    Row.objects.update(decision=Decision.UNDECIDED)

    response = freeze(client, desk, final="1")

    assert response.status_code == 422
    assert len(tree(response).xpath("//*[@role='alert']//li")) == 1
    assert Edition.objects.count() == 0


def test_documents_ask_for_themselves_until_they_are_drawn(client, desk):
    freeze(client, desk, final="1")
    edition = Edition.objects.get()
    address = reverse("edition_files", args=[edition.uid])
    waiting = tree(client.get(address, headers=HTMX))

    draw_edition(edition)
    drawn = tree(client.get(address, headers=HTMX))

    assert waiting.xpath("//@data-poll") == [address]
    assert drawn.xpath("//@data-poll") == []
    links = drawn.xpath("//span[@class='list__title']/a/@href")
    assert sorted(links) == sorted(
        reverse("edition_file", args=[file.uid]) for file in edition.files.all()
    )


def test_the_list_shows_the_sum_and_the_counts_of_each_edition(client, desk):
    freeze(client, desk, final="1")
    freeze(client, desk)

    response = client.get(reverse("editions", args=[desk.round.uid]))

    sums = tree(response).xpath("//dl[contains(@class, 'facts')]/dd[1]/code/text()")
    assert sums == [edition.sha256 for edition in Edition.objects.order_by("-number")]


def issue(client, edition, **changed):
    sent = {"number": "1203/STP-XDKTVB", "dated": clock.today(), "signatory": "Lò Văn Thắng"}
    return client.post(reverse("issue_edition", args=[edition.uid]), {**sent, **changed})


def test_a_clerk_enters_number_date_and_signatory(client, desk):
    freeze(client, desk, final="1")
    client.force_login(member_of(desk.lead, Role.CLERK))

    issue(client, Edition.objects.get())

    edition = Edition.objects.get()
    assert (edition.issued_number, edition.issued_on) == ("1203/STP-XDKTVB", clock.today())
    desk.round.refresh_from_db()
    assert desk.round.state == RoundState.ISSUED


def test_a_letter_of_tomorrow_is_not_issued(client, desk):
    freeze(client, desk, final="1")

    response = issue(client, Edition.objects.get(), dated="2099-01-01")

    assert response.status_code == 422
    assert tree(response).xpath("//input[@name='number']/@value") == ["1203/STP-XDKTVB"]


def test_a_working_edition_is_not_issued(client, desk):
    freeze(client, desk)

    assert issue(client, Edition.objects.get()).status_code == 403


def test_a_clerk_sees_editions_but_not_the_desk(client, desk):
    client.force_login(member_of(desk.lead, Role.CLERK))

    assert client.get(reverse("editions", args=[desk.round.uid])).status_code == 200
    assert client.get(reverse("desk", args=[desk.round.uid])).status_code == 403


def test_an_asked_agency_sees_no_editions(client, desk):
    client.force_login(desk.officer())

    assert client.get(reverse("editions", args=[desk.round.uid])).status_code == 403


def test_documents_that_do_not_come_are_asked_for_once_more(client, desk):
    freeze(client, desk)
    edition = Edition.objects.get()
    waiting = OrmQ.objects.count()

    response = client.post(reverse("draw_again", args=[edition.uid]))

    assert response.status_code == 302
    assert OrmQ.objects.count() == waiting + 1
    assert AuditEntry.objects.filter(action="edition.drawing_requested").count() == 1


def test_an_asked_agency_does_not_ask_for_a_drawing(client, desk):
    freeze(client, desk)
    client.force_login(desk.officer())

    response = client.post(reverse("draw_again", args=[Edition.objects.get().uid]))

    assert response.status_code == 404


def test_an_edition_that_was_replaced_is_not_issued_and_says_so(client, desk):
    freeze(client, desk, final="1")
    first = Edition.objects.get()
    freeze(client, desk, final="1")

    response = issue(client, first)

    assert response.status_code == 422
    assert len(response.context["form"].non_field_errors()) == 1
    assert not Edition.objects.exclude(issued_number="").exists()
