"""A citizen without an account: heard at once, confirmed by a link, free to take it back."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from cms import clock
from consultation import audit
from consultation.commenting import (
    OtherWordsError,
    Person,
    Subject,
    accept_comment,
    confirm_comment,
    find_link,
    receive_comment,
    send_link,
    withdraw_comment,
)
from consultation.inviting import ask_public, close_round
from consultation.models import (
    AuditEntry,
    LinkPurpose,
    Message,
    Opinion,
    PublicAuthor,
    PublicComment,
    PublicLink,
    Round,
)
from consultation.synthesis import gather_opinions
from tests.factories import open_consultation
from tests.factories.laws import provision, publish_law, put_in_dossier
from tests.factories.public import (
    SAID,
    confirmed,
    mailed_link,
    person,
    public_comment,
    public_consultation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return public_consultation()


def test_a_comment_is_stored_with_its_receipt_before_any_mail(asked, mailoutbox):
    comment = public_comment(asked, who=person(email="lo@example.vn"))

    assert PublicComment.objects.get(receipt_code=comment.receipt_code).text == SAID
    assert Message.objects.filter(kind="public_confirm", address="lo@example.vn").count() == 1
    assert mailoutbox == []
    assert list(audit.verify()) == []


def test_without_an_address_no_mail_is_stored(asked):
    public_comment(asked)

    assert not Message.objects.filter(kind__startswith="public_").exists()


def test_the_trail_names_nobody_and_quotes_nothing(asked):
    public_comment(asked, who=person(name="Lò Thị Mai", email="mai@example.vn", place="Mường Nhé"))

    told = " ".join(str(entry.details) for entry in AuditEntry.objects.all())
    assert "Mai" not in told
    assert "example.vn" not in told
    assert "thời hạn" not in told


def test_the_same_form_twice_is_one_comment(asked):
    token = uuid4()

    first = public_comment(asked, token=token)
    again = public_comment(asked, token=token)

    assert first == again
    assert PublicComment.objects.count() == 1


def test_the_same_form_with_other_words_is_refused_and_the_first_stays(asked):
    first = public_comment(asked, token=(token := uuid4()))

    with pytest.raises(OtherWordsError) as refused:
        public_comment(asked, token=token, text="Khác hẳn.")

    assert refused.value.stored == first
    assert PublicComment.objects.get().text == SAID


def test_a_token_of_another_place_is_refused_and_nothing_breaks(asked):
    first = public_comment(asked, token=(token := uuid4()))

    for elsewhere in ({"eid": "art_1"}, {"eid": ""}):
        with pytest.raises(OtherWordsError) as refused:
            public_comment(asked, token=token, **elsewhere)
        assert refused.value.stored == first
    with pytest.raises(OtherWordsError):
        public_comment(public_consultation(), token=token)


@pytest.mark.parametrize(
    "spoil",
    [
        {"takes_public": False},
        {"state": "closed"},
        {"state": "planned"},
        {"public_deadline": "now"},
        {"deadline": "now"},
    ],
)
def test_who_is_not_asked_is_not_heard(asked, spoil):
    spoil = {name: clock.now() if value == "now" else value for name, value in spoil.items()}
    Round.objects.filter(pk=asked.round.pk).update(opened_at=None, **spoil)

    with pytest.raises(PermissionDenied):
        public_comment(asked)


def test_the_public_has_until_the_last_moment_of_its_own_day(asked):
    day = clock.today() + timedelta(days=3)
    ask_public(asked.round, by=asked.compiler, until=clock.no_later_than(day))

    with time_machine.travel(clock.no_later_than(day) - timedelta(microseconds=1), tick=False):
        public_comment(asked)
    with (
        time_machine.travel(clock.no_later_than(day), tick=False),
        pytest.raises(PermissionDenied),
    ):
        public_comment(asked)


def test_only_the_lead_asks_the_public_and_only_in_the_open():
    internal = open_consultation(is_public=False)

    with pytest.raises(ValidationError):
        ask_public(internal.round, by=internal.compiler)
    with pytest.raises(PermissionDenied):
        ask_public(internal.round, by=internal.officer())
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=internal.round.pk).update(takes_public=True)


def test_the_public_is_not_asked_longer_than_the_agencies(asked):
    late = asked.round.deadline + timedelta(days=1)

    with pytest.raises(ValidationError):
        ask_public(asked.round, by=asked.compiler, until=late)
    with pytest.raises(ValidationError):
        ask_public(asked.round, by=asked.compiler, until=clock.now())


def test_a_provision_of_another_draft_is_not_spoken_of(asked):
    stranger = provision(publish_law(title="Luật khác"), "art_1")

    with pytest.raises(ValidationError):
        receive_comment(
            asked.round,
            by=None,
            token=uuid4(),
            person=person(),
            subject=Subject(stranger),
            kind="amend",
            text="x",
            proposed_wording="",
            reason="",
        )


def test_a_file_and_the_whole_draft_are_spoken_of_too(asked):
    file = put_in_dossier(asked.version)

    assert public_comment(asked, eid="", dossier_file=file).citation == file.citation
    assert public_comment(asked, eid="").citation == ""


def test_nothing_personal_is_kept_without_consent(asked):
    with pytest.raises(ValidationError):
        public_comment(asked, who=Person(name="Lò Thị Mai"))
    with pytest.raises(ValidationError):
        public_comment(asked, who=Person(shows_name=True))

    assert not PublicComment.objects.exists()


def test_a_consent_keeps_the_words_that_were_agreed_to_and_when(asked):
    comment = public_comment(
        asked, who=person(name="Lò Thị Mai", email="mai@example.vn", shows_name=True)
    )

    kept = comment.author.consents.order_by("purpose").values_list("purpose", "version", "text")
    assert list(kept) == [
        ("handle", "2026-12", "Tôi đồng ý."),
        ("show_name", "2026-12", "Tôi đồng ý."),
    ]
    assert all(consent.given_at >= comment.created_at for consent in comment.author.consents.all())


def test_a_link_confirms_once_and_a_second_press_changes_nothing(asked):
    comment = public_comment(asked, who=person(email="lo@example.vn"))
    link = find_link(mailed_link(comment), LinkPurpose.CONFIRM)

    once, _secret = confirm_comment(link, by=None)
    when = once.confirmed_at
    again, _secret = confirm_comment(link, by=None)

    assert again.confirmed_at == when
    assert AuditEntry.objects.filter(action="public_comment.confirmed").count() == 1


def test_a_link_dies_after_two_days_and_a_new_one_works(asked):
    comment = public_comment(asked, who=person(email="lo@example.vn"))
    old = mailed_link(comment)

    with time_machine.travel(clock.now() + timedelta(hours=48, seconds=1)):
        with pytest.raises(ValidationError):
            confirm_comment(find_link(old, LinkPurpose.CONFIRM), by=None)
        send_link(comment, by=None, purpose=LinkPurpose.CONFIRM)
        fresh = mailed_link(comment)
        confirm_comment(find_link(fresh, LinkPurpose.CONFIRM), by=None)

    comment.refresh_from_db()
    assert fresh != old
    assert comment.confirmed_at is not None


def test_only_the_sum_of_a_secret_is_kept(asked):
    comment = public_comment(asked, who=person(email="lo@example.vn"))
    secret = mailed_link(comment)

    kept = list(PublicLink.objects.values_list("token_hash", flat=True))
    assert secret not in kept
    assert all(len(digest) == 64 for digest in kept)


def test_a_link_to_confirm_opens_nothing_else(asked):
    comment = public_comment(asked, who=person(email="lo@example.vn"))

    assert find_link(mailed_link(comment), LinkPurpose.MANAGE) is None


def test_an_address_is_not_flooded_with_mails(asked):
    for _time in range(12):
        public_comment(asked, who=person(email="nan-nhan@example.vn"))

    assert PublicComment.objects.count() == 12
    assert Message.objects.filter(address="nan-nhan@example.vn").count() == 5


def test_what_looks_sent_by_a_machine_is_kept_and_mails_nobody(asked):
    comment = public_comment(asked, who=person(email="nan-nhan@example.vn"), is_suspect=True)

    assert PublicComment.objects.get() == comment
    assert not Message.objects.filter(address="nan-nhan@example.vn").exists()


def test_an_author_withdraws_and_it_leaves_page_and_desk(asked):
    comment = public_comment(asked)
    accept_comment(comment, by=asked.compiler)
    row = gather_opinions(asked.round, by=asked.compiler)[0]
    comment.refresh_from_db()

    withdraw_comment(comment, by=None)

    assert not Opinion.objects.approved().exists()
    assert not asked.round.rows.standing().filter(pk=row.pk).exists()
    with pytest.raises(PermissionDenied):
        withdraw_comment(comment, by=None)


def test_once_the_letter_has_gone_nothing_is_withdrawn(asked):
    comment = public_comment(asked)
    close_round(asked.round, by=asked.compiler)
    Round.objects.filter(pk=asked.round.pk).update(state="issued")

    with pytest.raises(PermissionDenied):
        withdraw_comment(comment, by=None)


def test_a_name_is_shown_only_if_chosen_and_its_address_confirmed(asked):
    hidden = public_comment(asked, who=person(name="Lò Thị Mai", place="Mường Nhé"))
    chosen = public_comment(
        asked, who=person(name="Lò Thị Mai", email="mai@example.vn", shows_name=True)
    )

    assert PublicAuthor.objects.get(comment=hidden).shown_as == gettext("A citizen (%(place)s)") % {
        "place": "Mường Nhé"
    }
    assert "Mai" not in PublicAuthor.objects.get(comment=chosen).shown_as
    assert confirmed(chosen).author.shown_as == "Lò Thị Mai"
