"""Nothing a citizen says is public before the lead's compilers have read it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from consultation import audit
from consultation.commenting import (
    accept_comment,
    accept_comments,
    reject_comments,
    withdraw_comment,
)
from consultation.inviting import close_round
from consultation.models import (
    Kind,
    Message,
    Opinion,
    PublicComment,
    Rejection,
    Round,
)
from consultation.models.change import StaleError, TransitionError
from consultation.synthesis import gather_opinions
from tests.factories import head_of
from tests.factories.public import SAID, confirmed, person, public_comment, public_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return public_consultation()


def seen_by_all() -> list[Opinion]:
    return list(Opinion.objects.visible_to(AnonymousUser()))


def test_nothing_is_public_before_it_is_accepted(asked):
    comment = public_comment(asked)
    assert seen_by_all() == []

    accept_comment(comment, by=asked.compiler)

    (opinion,) = seen_by_all()
    assert (opinion.origin, opinion.state, opinion.visibility) == ("public", "approved", "public")
    assert (opinion.agency, opinion.author, opinion.submission) == (None, None, None)
    assert opinion.text == SAID
    assert list(audit.verify()) == []


def test_an_accepted_comment_takes_its_place_on_the_desk(asked):
    accept_comment(public_comment(asked), by=asked.compiler)

    (row,) = gather_opinions(asked.round, by=asked.compiler)

    assert row.wording == SAID


def test_an_agreement_is_counted_and_needs_no_words(asked):
    accept_comment(public_comment(asked, kind=Kind.AGREE, text=""), by=asked.compiler)

    assert seen_by_all()[0].kind == Kind.AGREE
    assert gather_opinions(asked.round, by=asked.compiler) == []


def test_what_concerns_persons_is_left_out_and_the_original_stays_closed(asked):
    comment = public_comment(asked, text="Ông Lò Văn B, số 0912345678, nói thời hạn ngắn.")

    accept_comment(
        comment,
        by=asked.compiler,
        words={"text": "[…] nói thời hạn ngắn.", "proposed_wording": "", "reason": ""},
    )

    comment.refresh_from_db()
    assert "0912345678" in comment.text
    assert comment.is_redacted
    assert "0912345678" not in seen_by_all()[0].text


def test_nothing_left_is_not_published(asked):
    comment = public_comment(asked)

    with pytest.raises(ValidationError):
        accept_comment(
            comment,
            by=asked.compiler,
            words={"text": " ", "proposed_wording": "", "reason": "x"},
        )

    assert seen_by_all() == []


def test_a_rejection_gives_a_reason_and_another_reason_its_words(asked):
    comment = public_comment(asked)

    with pytest.raises(ValidationError):
        reject_comments([comment], by=asked.compiler, rejection="")
    with pytest.raises(ValidationError):
        reject_comments([comment], by=asked.compiler, rejection=Rejection.OTHER)
    reject_comments([comment], by=asked.compiler, rejection=Rejection.PETITION)

    comment.refresh_from_db()
    assert comment.state == "rejected"
    assert seen_by_all() == []


def test_a_wrong_acceptance_is_taken_back_and_a_wrong_rejection_too(asked):
    comment = public_comment(asked)
    accept_comment(comment, by=asked.compiler)
    comment.refresh_from_db()
    reject_comments([comment], by=asked.compiler, rejection=Rejection.ABUSE)
    assert seen_by_all() == []

    comment.refresh_from_db()
    accept_comment(comment, by=asked.compiler)

    assert len(seen_by_all()) == 1
    assert Opinion.objects.filter(origin="public").count() == 1


def test_several_alike_are_sorted_at_once(asked):
    texts = ("Đề nghị 20 ngày!", "đề nghị  20 ngày", "ĐỀ NGHỊ 20 NGÀY.")
    alike = [public_comment(asked, text=text) for text in texts]
    other = public_comment(asked, text="Đề nghị 30 ngày.")

    assert len({comment.fingerprint for comment in alike}) == 1
    assert other.fingerprint != alike[0].fingerprint
    listed = PublicComment.objects.alike_together()
    assert [comment.first_alike for comment in listed] == [alike[0].pk] * 3 + [other.pk]
    assert [comment.alike for comment in listed] == [3, 3, 3, 1]

    accept_comments(alike, by=asked.compiler)

    assert len(seen_by_all()) == 3


def test_of_several_none_is_done_if_one_may_not_be(asked):
    first, second = public_comment(asked), public_comment(asked)
    withdraw_comment(second, by=None)
    second.refresh_from_db()

    with pytest.raises(TransitionError):
        accept_comments([first, second], by=asked.compiler)

    first.refresh_from_db()
    assert first.state == "pending"


def test_two_compilers_at_the_same_comment_do_not_overwrite_each_other(asked):
    mine = public_comment(asked)
    theirs = PublicComment.objects.get(pk=mine.pk)
    accept_comment(theirs, by=asked.compiler)

    with pytest.raises(StaleError):
        reject_comments([mine], by=asked.compiler, rejection=Rejection.SPAM)

    assert len(seen_by_all()) == 1


def test_only_the_lead_sorts_and_only_until_its_letter_has_gone(asked):
    comment = public_comment(asked)
    for stranger in (asked.officer(), asked.head(), head_of(asked.agencies[0])):
        with pytest.raises(PermissionDenied):
            accept_comment(comment, by=stranger)
    assert not PublicComment.objects.visible_to(asked.officer()).exists()

    close_round(asked.round, by=asked.compiler)
    accept_comment(comment, by=asked.compiler)
    Round.objects.filter(pk=asked.round.pk).update(state="issued")
    comment.refresh_from_db()
    with pytest.raises(PermissionDenied):
        reject_comments([comment], by=asked.compiler, rejection=Rejection.SPAM)


def test_the_author_is_told_what_was_decided_if_the_address_is_theirs(asked):
    theirs = confirmed(public_comment(asked, who=person(email="lo@example.vn")))
    unsure = public_comment(asked, who=person(email="ai-do@example.vn"))
    refused = confirmed(public_comment(asked, who=person(email="ma@example.vn")))

    accept_comments([theirs, unsure], by=asked.compiler)
    reject_comments(
        [refused], by=asked.compiler, rejection=Rejection.OTHER, words="Thuộc việc của Sở Y tế."
    )

    told = dict(
        Message.objects.filter(kind__in=["public_accepted", "public_rejected"]).values_list(
            "address", "text"
        )
    )
    assert set(told) == {"lo@example.vn", "ma@example.vn"}
    assert "Thuộc việc của Sở Y tế." in told["ma@example.vn"]
