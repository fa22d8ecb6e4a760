"""An agency's opinions on the version before are proposed again, and carried when confirmed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation.commenting import (
    begin_submission,
    carry_over_for_seat,
    carry_over_opinions,
    propose_opinions,
)
from consultation.inviting import close_round
from consultation.models import AuditEntry, Kind, Opinion, OpinionState
from tests.factories import (
    approved_submission,
    open_consultation,
    written_opinion,
)
from tests.factories.rounds import Consultation
from tests.factories.versions import SECOND_LAW, publish_next

pytestmark = pytest.mark.django_db


def next_round(first: Consultation, text: str = SECOND_LAW) -> Consultation:
    """The same agencies asked about the next version, each with the same people."""
    close_round(first.round, by=first.compiler)
    second = open_consultation(agencies=1, version=publish_next(first.version, text))
    second.round.invitations.create(agency=first.agencies[0], invited_at=second.round.opened_at)
    return second


def answer_in(second: Consultation, first: Consultation):
    return begin_submission(second.round, agency=first.agencies[0], by=first.officer())


@pytest.fixture
def rounds():
    """The first agency spoke of three places in the first round; the second round is open."""
    first = open_consultation()
    written_opinion(first, eid="art_3__para_2", quote_exact="kể từ ngày", quote_start=36,
                    quote_end=46)  # fmt: skip
    written_opinion(first, eid="art_2__para_2__point_d", kind=Kind.DELETE)
    written_opinion(first, eid="art_4", text="Nên có hiệu lực muộn hơn.")
    written_opinion(first, eid="", text="Cần đánh giá tác động ở xã biên giới.")
    written_opinion(first, eid="art_1", kind=Kind.AGREE, text="Nhất trí.")
    approved_submission(first)
    return first, next_round(first)


def proposed(submission):
    return [
        (
            proposal.opinion.citation,
            proposal.change.verdict.value if proposal.change else "",
            [target.provision.eid if target.provision else "" for target in proposal.targets],
        )
        for proposal in propose_opinions(submission)
    ]


def test_each_earlier_opinion_is_proposed_where_its_provision_went(rounds):
    first, second = rounds

    assert proposed(answer_in(second, first)) == [
        ("", "", [""]),
        ("điểm d khoản 2 Điều 2", "deleted", []),
        ("khoản 2 Điều 3", "changed", ["art_3__para_2"]),
        ("Điều 4", "renumbered", ["art_5"]),
    ]


def test_nothing_is_carried_before_somebody_confirms(rounds):
    first, second = rounds
    submission = answer_in(second, first)

    propose_opinions(submission)

    assert submission.opinions.count() == 0
    assert carry_over_opinions(submission, by=first.officer(), chosen=[]) == []


def test_an_officer_carries_over_what_is_confirmed_as_drafts_with_a_record(rounds):
    first, second = rounds
    submission = answer_in(second, first)
    *_, deadline, force = propose_opinions(submission)
    keys = [deadline.targets[0].key, force.targets[0].key]

    drafts = carry_over_opinions(submission, by=first.officer(), chosen=keys)

    assert [(one.citation, one.state, one.text) for one in drafts] == [
        ("khoản 2 Điều 3", OpinionState.DRAFT, deadline.opinion.text),
        ("Điều 5", OpinionState.DRAFT, "Nên có hiệu lực muộn hơn."),
    ]
    assert drafts[0].provision_text.text.startswith("Thời hạn trả lời không quá 15 ngày")
    entry = AuditEntry.objects.get(action="submission.opinions_carried_over")
    assert entry.details["opinions"] == [
        [str(deadline.opinion.uid), str(drafts[0].uid)],
        [str(force.opinion.uid), str(drafts[1].uid)],
    ]


def test_a_quotation_is_found_again_in_the_new_text(rounds):
    first, second = rounds
    submission = answer_in(second, first)
    key = propose_opinions(submission)[2].targets[0].key

    (draft,) = carry_over_opinions(submission, by=first.officer(), chosen=[key])

    text = draft.provision_text.text
    assert text[draft.quote_start : draft.quote_end] == draft.quote_exact == "kể từ ngày"


def test_confirming_twice_carries_once(rounds):
    first, second = rounds
    submission = answer_in(second, first)
    key = propose_opinions(submission)[2].targets[0].key

    carry_over_opinions(submission, by=first.officer(), chosen=[key])

    assert carry_over_opinions(submission, by=first.officer(), chosen=[key]) == []
    assert submission.opinions.count() == 1
    assert propose_opinions(submission)[2].targets[0].is_carried


def test_what_is_not_proposed_is_not_carried(rounds):
    first, second = rounds
    submission = answer_in(second, first)
    deleted = propose_opinions(submission)[1].opinion

    with pytest.raises(ValidationError):
        carry_over_opinions(
            submission, by=first.officer(), chosen=[f"{deleted.uid}:art_2__para_2__point_d"]
        )

    assert Opinion.objects.filter(submission=submission).count() == 0


def test_people_of_another_agency_carry_nothing(rounds):
    first, second = rounds
    submission = answer_in(second, first)

    for stranger in (first.officer(1), first.compiler):
        with pytest.raises(PermissionDenied):
            carry_over_opinions(submission, by=stranger, chosen=[])


def test_another_agencys_opinions_are_not_proposed(rounds):
    _first, second = rounds
    submission = begin_submission(second.round, agency=second.agencies[0], by=second.officer())

    assert propose_opinions(submission) == []


def test_a_provision_that_was_split_offers_each_of_its_parts():
    first = open_consultation()
    written_opinion(first, eid="art_1", text="Nêu rõ đối tượng.")
    approved_submission(first)
    one = "Nghị định này quy định việc lấy ý kiến đối với dự thảo văn bản"
    two = "việc tổng hợp, tiếp thu và giải trình ý kiến của cơ quan, tổ chức."
    text = SECOND_LAW.replace(f"{one}.", f"1. {one}.\n2. Nghị định này áp dụng với {two}")

    second = next_round(first, text)

    ((_citation, verdict, targets),) = proposed(answer_in(second, first))
    assert (verdict, targets) == ("split", ["art_1", "art_1__para_1"])


def test_an_agency_that_has_not_begun_its_answer_begins_it_with_what_it_takes_over(rounds):
    first, second = rounds
    seat = second.round.invitations.get(agency=first.agencies[0])
    key = propose_opinions(seat)[2].targets[0].key

    once = carry_over_for_seat(seat, by=first.officer(), chosen=[key])
    again = carry_over_for_seat(seat, by=first.officer(), chosen=[key])

    assert ([draft.citation for draft in once], again) == (["khoản 2 Điều 3"], [])
    assert propose_opinions(seat)[2].targets[0].is_carried


def test_what_was_asked_for_and_has_come_is_told_to_be_met():
    first = open_consultation()
    longer = "Thời hạn trả lời không quá 15 ngày, kể từ ngày nhận được đủ hồ sơ."
    written_opinion(first, eid="art_3__para_2", proposed_wording=f"“2. {longer}”")
    written_opinion(first, eid="art_3__para_1", proposed_wording="Trả lời trên cổng thông tin.")
    written_opinion(first, eid="art_2__para_2__point_d", kind=Kind.DELETE)
    approved_submission(first)

    proposals = propose_opinions(answer_in(next_round(first), first))

    assert {one.opinion.citation: one.is_met for one in proposals} == {
        "điểm d khoản 2 Điều 2": True,
        "khoản 1 Điều 3": False,
        "khoản 2 Điều 3": True,
    }
