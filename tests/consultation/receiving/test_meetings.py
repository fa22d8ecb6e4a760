"""A meeting from its plan to confirmed minutes: what is said there becomes opinions, once."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation.audit import verify
from consultation.inviting import invite_agencies, open_round, plan_round
from consultation.models import AuditEntry, MeetingState, Opinion, Origin, Remark, Slip, Visibility
from consultation.models.change import StaleError
from consultation.receiving.meeting_confirming import confirm_meeting
from consultation.receiving.meeting_remarks import (
    Noted,
    amend_remark,
    correct_remark,
    note_remark,
)
from consultation.receiving.meeting_slips import take_slip
from consultation.receiving.meetings import end_meeting, plan_meeting, send_minutes
from consultation.synthesis import freeze_edition, gather_opinions, unplaced_opinions
from tests.factories import open_consultation
from tests.factories.meetings import (
    planned_meeting,
    running_meeting,
    said,
    with_minutes_sent,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return open_consultation(agencies=2)


@pytest.fixture
def meeting(asked):
    return running_meeting(asked)


def later(meeting):
    return clock.at(meeting.corrections_until)


def confirmed(asked, meeting):
    with_minutes_sent(asked, meeting)
    with later(meeting):
        return confirm_meeting(meeting, by=asked.compiler)


def texts(meeting):
    return [remark.text for remark in meeting.remarks.standing().in_order()]


def test_who_does_not_compile_the_round_plans_no_meeting_about_it(asked):
    with pytest.raises(PermissionDenied):
        plan_meeting(
            [asked.round], by=asked.officer(), name="x", place="x", starts_at=clock.now(),
            chair="x", secretary="x",
        )  # fmt: skip


def test_a_confirmed_remark_is_an_approved_opinion_of_its_body(asked, meeting):
    remark = said(asked, meeting, at=0, place="D3 K2", speaker="Lò Thị Mai")

    (opinion,) = confirmed(asked, meeting)

    assert (opinion.origin, opinion.visibility) == (Origin.MEETING, Visibility.LEAD)
    assert (opinion.agency, opinion.submission, opinion.author) == (asked.agencies[0], None, None)
    assert opinion.provision.eid == "art_3__para_2"
    assert opinion.text == remark.text
    assert list(unplaced_opinions(asked.round)) == [opinion]
    gather_opinions(asked.round, by=asked.compiler)


def test_no_name_of_a_speaker_is_in_the_opinion_or_in_the_audit_trail(asked, meeting):
    said(asked, meeting, speaker="Lò Thị Mai")
    written(asked, meeting, speaker="Quàng Văn Tun", body="Quàng Văn Tun")
    take_slip(Slip.objects.get(), by=asked.compiler)

    confirmed(asked, meeting)

    trail = str(list(AuditEntry.objects.values_list("details", flat=True)))
    content = str([opinion.content() for opinion in Opinion.objects.all()])
    assert "Mai" not in trail + content
    assert "Quàng" not in trail + content
    assert list(verify()) == []


def test_the_same_token_notes_a_remark_once(asked, meeting):
    token = uuid4()
    for _time in range(3):
        note_remark(meeting, by=asked.compiler, token=token, noted=Noted(text="Một lần."))

    assert texts(meeting) == ["Một lần."]


def test_a_token_of_another_meeting_is_refused(asked, meeting):
    token = uuid4()
    note_remark(meeting, by=asked.compiler, token=token, noted=Noted(text="Ở đây."))
    other = running_meeting(asked)

    with pytest.raises(ValidationError):
        note_remark(other, by=asked.compiler, token=token, noted=Noted(text="Ở kia."))

    assert texts(other) == []


def test_a_round_that_is_not_on_the_agenda_is_refused(asked, meeting):
    elsewhere = open_consultation()

    with pytest.raises(ValidationError):
        said(asked, meeting, round=elsewhere.round)
    with pytest.raises(ValidationError):
        written(asked, meeting, round=elsewhere.round)

    assert not Remark.objects.exists()


def test_one_meeting_serves_several_rounds_and_each_remark_goes_to_its_own(asked):
    second = plan_round(
        asked.version, by=asked.compiler, name="Đợt thứ hai", lead=asked.lead,
        deadline=asked.round.deadline,
    )  # fmt: skip
    invite_agencies(second, by=asked.compiler, agencies=asked.agencies)
    open_round(second, by=asked.compiler)
    meeting = running_meeting(asked, rounds=[asked.round, second])
    said(asked, meeting, text="Về bản thứ nhất.")
    said(asked, meeting, text="Về bản thứ hai.", round=second)
    said(asked, meeting, text="Khai mạc.", round=None, place="")

    confirmed(asked, meeting)

    found = Opinion.objects.filter(origin=Origin.MEETING).values_list("round", "text")
    assert set(found) == {
        (asked.round.pk, "Về bản thứ nhất."),
        (second.pk, "Về bản thứ hai."),
    }


def test_two_secretaries_never_overwrite_each_other(asked, meeting):
    remark = said(asked, meeting)
    stale = Remark.objects.get(pk=remark.pk)
    amend_remark(remark, by=asked.compiler, lock_version=0, noted=Noted(text="Bản của tôi."))

    with pytest.raises(StaleError):
        amend_remark(stale, by=asked.compiler, lock_version=0, noted=Noted(text="Bản khác."))

    assert texts(meeting) == ["Bản của tôi."]
    assert [change.before for change in remark.revisions.all()] == [
        "Đề nghị kéo dài thời hạn trả lời."
    ]


def test_a_body_corrects_its_own_remark_and_both_texts_are_kept(asked, meeting):
    remark = said(asked, meeting, at=0)
    with_minutes_sent(asked, meeting)
    remark = Remark.objects.get(pk=remark.pk)

    correct_remark(remark, by=asked.officer(0), lock_version=0, text="Đề nghị 15 ngày.")

    (change,) = remark.revisions.all()
    assert (change.before, change.after) == (
        "Đề nghị kéo dài thời hạn trả lời.",
        "Đề nghị 15 ngày.",
    )
    assert (change.by_body, change.by) == (True, asked.officer(0))


def test_nobody_else_corrects_a_remark_nor_its_body_too_early_or_too_late(asked, meeting):
    remark = said(asked, meeting, at=0)

    def correct(by):
        fresh = Remark.objects.get(pk=remark.pk)
        correct_remark(fresh, by=by, lock_version=fresh.lock_version, text="Sửa.")

    with pytest.raises(PermissionDenied):
        correct(asked.officer(0))
    with_minutes_sent(asked, meeting)
    with pytest.raises(PermissionDenied):
        correct(asked.officer(1))
    with pytest.raises(PermissionDenied):
        correct(asked.compiler)
    with later(meeting), pytest.raises(PermissionDenied):
        correct(asked.officer(0))


def test_minutes_are_not_confirmed_while_bodies_may_correct_them(asked, meeting):
    said(asked, meeting)
    with_minutes_sent(asked, meeting)

    with pytest.raises(PermissionDenied):
        confirm_meeting(meeting, by=asked.compiler)

    assert not Opinion.objects.exists()


def test_minutes_wait_for_places_that_are_not_found_and_for_slips(asked, meeting):
    said(asked, meeting, place="D99")
    written(asked, meeting)
    end_meeting(meeting, by=asked.compiler)

    with pytest.raises(ValidationError) as refused:
        send_minutes(meeting, by=asked.compiler, until=clock.today())

    assert len(refused.value.messages) == 2


def test_nothing_is_noted_before_the_beginning_and_after_the_minutes_were_sent(asked):
    meeting = planned_meeting(asked)
    with pytest.raises(ValidationError):
        said(asked, meeting)

    meeting = running_meeting(asked)
    end_meeting(meeting, by=asked.compiler)
    said(asked, meeting, text="Ghi khi mất mạng, đến sau khi bế mạc.")
    send_minutes(meeting, by=asked.compiler, until=clock.today())
    with pytest.raises(ValidationError):
        said(asked, meeting, text="Quá muộn.")

    assert texts(meeting) == ["Ghi khi mất mạng, đến sau khi bế mạc."]


def test_minutes_are_confirmed_once(asked, meeting):
    said(asked, meeting)
    confirmed(asked, meeting)

    with pytest.raises(PermissionDenied):
        confirm_meeting(meeting, by=asked.compiler)

    assert Opinion.objects.count() == 1
    assert meeting.state == MeetingState.CONFIRMED


def test_what_is_for_the_minutes_only_is_no_opinion(asked, meeting):
    said(asked, meeting, is_minuted_only=True)

    assert confirmed(asked, meeting) == []


def test_an_agency_sees_its_own_remarks_once_the_minutes_are_sent(asked, meeting):
    said(asked, meeting, at=0, text="Của sở 0.")
    said(asked, meeting, at=1, text="Của sở 1.")

    def seen(user):
        return {remark.text for remark in Remark.objects.visible_to(user)}

    assert seen(asked.officer(0)) == set()
    with_minutes_sent(asked, meeting)
    assert seen(asked.officer(0)) == {"Của sở 0."}
    assert seen(asked.compiler) == {"Của sở 0.", "Của sở 1."}


def test_what_is_said_after_the_deadline_goes_in_marked_late(asked):
    meeting = running_meeting(asked, starts_at=asked.round.deadline)
    said(asked, meeting)

    (opinion,) = confirmed(asked, meeting)

    assert opinion.is_late


def test_an_invited_body_that_is_no_agency_is_named_in_the_edition_and_nobody_else_is(asked):
    meeting = running_meeting(asked, others=["Hiệp hội Doanh nghiệp tỉnh"])
    said(asked, meeting, at=None, body="Hiệp hội Doanh nghiệp tỉnh", text="Của hiệp hội.")
    said(asked, meeting, at=None, body="Quàng Văn Tun", text="Của một người.")
    confirmed(asked, meeting)
    gather_opinions(asked.round, by=asked.compiler)

    rows = freeze_edition(asked.round, by=asked.compiler).data["rows"]

    said_by = {row["sources"][0]["text"]: row["sources"][0]["agency"] for row in rows}
    assert said_by == {
        "Của hiệp hội.": "Hiệp hội Doanh nghiệp tỉnh",
        "Của một người.": "Đại biểu dự hội nghị",
    }
