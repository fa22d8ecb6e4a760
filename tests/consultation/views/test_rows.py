"""One row: decided, undone, written in; nothing that was typed is lost, nobody is overwritten."""

import pytest
from django.urls import reverse

from consultation.inviting import close_round
from consultation.models import Decision, Row, RowSource
from consultation.rules import Role
from consultation.synthesis import decide_row, freeze_edition, gather_opinions, issue_edition
from tests.consultation.views.screens import HTMX, field, row_uids, told, tree
from tests.factories import approved_opinion, member_of, open_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A round with two rows, and its compiler signed in."""
    consultation = open_consultation(agencies=2)
    for at in range(2):
        approved_opinion(consultation, at=at)
    gather_opinions(consultation.round, by=consultation.compiler)
    client.force_login(consultation.compiler)
    return consultation


def first_row():
    return Row.objects.order_by("pk").first()


def decide(client, row, decision, *, headers=None, **sent):
    sent = {"decision": decision, "lock_version": row.lock_version, **sent}
    return client.post(reverse("decide_row", args=[row.uid]), sent, headers=headers)


def test_a_plain_form_decides_and_leads_back_to_the_row(client, desk):
    row = first_row()
    back = reverse("desk", args=[desk.round.uid], query={"article": "art_3"})

    response = decide(client, row, Decision.TAKEN, next=back)

    row.refresh_from_db()
    assert (row.decision, row.decided_by) == (Decision.TAKEN, desk.compiler)
    assert response.url == f"{back}&undo={row.uid}%3Aundecided#row-{row.uid}"


def test_the_table_offers_to_undo_what_was_decided_just_now(client, desk):
    row = first_row()
    there = decide(client, row, Decision.TAKEN).url

    screen = tree(client.get(there.partition("#")[0]))
    (button,) = screen.xpath("//button[@name='decision']")
    form = button.getparent()
    sent = {each.name: each.value for each in form.xpath(".//input[@type='hidden']")}
    response = client.post(form.get("action"), {**sent, "decision": button.get("value")})

    row.refresh_from_db()
    assert row.decision == Decision.UNDECIDED
    assert "undo" not in response.url


def test_a_script_gets_the_fresh_row(client, desk):
    row = first_row()

    response = decide(client, row, Decision.ASK_LEADER, headers=HTMX)

    assert row_uids(response) == [str(row.uid)]
    assert set(tree(response).xpath("//input[@name='lock_version']/@value")) == {"1"}


def test_what_is_not_taken_asks_why_and_keeps_the_choice(client, desk):
    row = first_row()

    response = decide(client, row, Decision.NOT_TAKEN, headers=HTMX)

    assert response.status_code == 422
    assert tree(response).xpath("//input[@type='hidden'][@name='decision']/@value") == ["not_taken"]
    assert [area.get("name") for area in tree(response).xpath("//textarea")] == ["reason"]
    row.refresh_from_db()
    assert row.decision == Decision.UNDECIDED


def test_a_plain_form_without_a_reason_comes_back_on_the_rows_own_page(client, desk):
    row = first_row()

    response = decide(client, row, Decision.NOT_TAKEN, reason=" ")

    assert response.status_code == 422
    assert told(response, "//form//option[@selected]")[-1] == str(Decision.NOT_TAKEN.label)


def test_a_reason_given_decides(client, desk):
    row = first_row()

    decide(client, row, Decision.NOT_TAKEN, reason="Dự thảo đã quy định.")

    row.refresh_from_db()
    assert (row.decision, row.reason) == (Decision.NOT_TAKEN, "Dự thảo đã quy định.")


def test_who_was_slower_sees_both_and_overwrites_nothing(client, desk):
    row = first_row()
    head = member_of(desk.lead, Role.HEAD, full_name="Lò Văn Thắng")
    quicker = Row.objects.get(pk=row.pk)
    decide_row(quicker, by=head, decision=Decision.TAKEN, lock_version=0)

    response = decide(client, row, Decision.PARTLY, reason="Chỉ phần đầu.", headers=HTMX)

    assert response.status_code == 409
    (notice,) = told(response, "//*[@role='alert']")
    assert "Lò Văn Thắng" in notice
    assert "Chỉ phần đầu." in notice
    row.refresh_from_db()
    assert (row.decision, row.decided_by) == (Decision.TAKEN, head)


def test_who_was_slower_may_still_record_theirs(client, desk):
    row = first_row()
    decide_row(
        Row.objects.get(pk=row.pk), by=desk.compiler, decision=Decision.TAKEN, lock_version=0
    )
    response = decide(client, row, Decision.PARTLY, reason="Chỉ phần đầu.", headers=HTMX)

    (form,) = tree(response).xpath("//*[@role='alert']//form")
    sent = {each.name: each.value for each in form.xpath(".//input")}
    client.post(form.get("action"), sent)

    row.refresh_from_db()
    assert (row.decision, row.reason) == (Decision.PARTLY, "Chỉ phần đầu.")


def test_a_cell_opens_with_its_text_and_the_rest_of_the_row(client, desk):
    Row.objects.update(outgoing="Đề nghị 15 ngày.", wording="Kéo dài.", reason="")
    row = first_row()

    response = client.get(
        reverse("edit_row", args=[row.uid], query={"cell": "outgoing"}), headers=HTMX
    )

    assert field(response, "outgoing") == "Đề nghị 15 ngày."
    assert field(response, "wording") == "Kéo dài."


def write(client, row, *, headers=None, **sent):
    content = {"wording": row.wording, "outgoing": "", "reason": "", **sent}
    content.setdefault("lock_version", row.lock_version)
    return client.post(reverse("edit_row", args=[row.uid]), content, headers=headers)


def test_what_is_written_in_a_cell_is_kept(client, desk):
    row = first_row()

    response = write(client, row, outgoing="Đề nghị sửa thành 15 ngày.", headers=HTMX)

    row.refresh_from_db()
    assert row.outgoing == "Đề nghị sửa thành 15 ngày."
    assert "Đề nghị sửa thành 15 ngày." in told(response, "//tr")[0]


def test_a_refused_wording_comes_back_with_every_letter(client, desk):
    row = first_row()
    decide_row(
        row, by=desk.compiler, decision=Decision.NOT_TAKEN, lock_version=0, reason="Không phù hợp."
    )

    response = write(client, row, outgoing="Giữ nguyên.", reason="", headers=HTMX)

    assert response.status_code == 422
    assert tree(response).xpath("//input[@name='outgoing']/@value") == ["Giữ nguyên."]
    row.refresh_from_db()
    assert row.reason == "Không phù hợp."


def test_a_wording_written_too_late_is_shown_beside_the_others(client, desk):
    row = first_row()
    write(client, row, outgoing="Của người nhanh hơn.")

    response = write(client, row, outgoing="Của người chậm hơn.", lock_version=0)

    assert response.status_code == 409
    assert "Của người chậm hơn." in told(response, "//*[@role='alert']")[0]
    row.refresh_from_db()
    assert row.outgoing == "Của người nhanh hơn."


def test_rows_that_ask_alike_become_one_and_its_wording_is_asked_for(client, desk):
    rows = list(Row.objects.all())

    response = client.post(
        reverse("merge_rows", args=[desk.round.uid]), {"rows": [row.uid for row in rows]}
    )

    merged = Row.objects.get()
    assert response.url.startswith(reverse("edit_row", args=[merged.uid]))
    assert merged.sources.count() == 2


def test_one_row_alone_is_not_grouped(client, desk):
    client.post(reverse("merge_rows", args=[desk.round.uid]), {"rows": [first_row().uid, "x"]})

    assert Row.objects.count() == 2


def test_a_group_is_split_again(client, desk):
    client.post(
        reverse("merge_rows", args=[desk.round.uid]),
        {"rows": list(Row.objects.values_list("uid", flat=True))},
    )
    merged = Row.objects.get()
    opinion = merged.sources.first().opinion

    client.post(reverse("split_row", args=[merged.uid]), {"opinions": [opinion.uid]})

    assert RowSource.objects.exclude(row=merged).get().opinion == opinion


def test_what_contradicts_is_marked_and_cleared(client, desk):
    rows = list(Row.objects.all())
    client.post(
        reverse("mark_conflict", args=[desk.round.uid]), {"rows": [row.uid for row in rows]}
    )
    assert len(set(Row.objects.values_list("conflict", flat=True))) == 1

    client.post(reverse("clear_conflict", args=[rows[0].uid]))

    assert set(Row.objects.values_list("conflict", flat=True)) == {None}


def test_the_way_back_never_leaves_the_site(client, desk):
    response = decide(client, first_row(), Decision.TAKEN, next="https://example.org/")

    assert response.url.startswith(reverse("desk", args=[desk.round.uid]))


def test_nothing_is_decided_once_our_letter_is_out(client, desk):
    for row in Row.objects.all():
        decide_row(row, by=desk.compiler, decision=Decision.FORWARDED, lock_version=0)
    close_round(desk.round, by=desk.compiler)
    edition = freeze_edition(desk.round, by=desk.compiler, final=True)
    issue_edition(
        edition, by=desk.compiler, number="12/STP", dated=edition.made_at.date(), signatory="A"
    )

    response = decide(client, first_row(), Decision.TAKEN)
    screen = tree(client.get(reverse("desk", args=[desk.round.uid])))

    assert response.status_code == 403
    assert screen.xpath("//form[@data-decide]") == []


def test_an_officer_of_an_asked_agency_cannot_decide_by_address(client, desk):
    client.force_login(desk.officer())

    assert decide(client, first_row(), Decision.TAKEN).status_code == 404
