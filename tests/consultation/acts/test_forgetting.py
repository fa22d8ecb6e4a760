"""A citizen is forgotten: no name is left, and the chain and the editions still hold."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils.translation import gettext

from cms import clock
from consultation import audit
from consultation.commenting import accept_comment, erase_author, hide_name
from consultation.models import AuditEntry, Message, Opinion, PublicAuthor, PublicComment, Round
from consultation.synthesis import freeze_edition, gather_opinions
from tests.factories.public import SAID, confirmed, person, public_comment, public_consultation

pytestmark = pytest.mark.django_db

MAI = {"name": "Lò Thị Mai", "email": "mai@example.vn", "place": "Mường Nhé"}


@pytest.fixture
def asked():
    return public_consultation()


def everything_stored() -> str:
    rows = [*PublicAuthor.objects.values(), *PublicComment.objects.values()]
    rows += [*Message.objects.values(), *AuditEntry.objects.values(), *Opinion.objects.values()]
    return " ".join(str(row) for row in rows)


def test_an_erased_author_is_nowhere_and_chain_and_edition_hold(asked):
    comment = confirmed(public_comment(asked, who=person(shows_name=True, **MAI)))
    accept_comment(comment, by=asked.compiler)
    gather_opinions(asked.round, by=asked.compiler)
    edition = freeze_edition(asked.round, by=asked.compiler)
    before = (edition.sha256, edition.merkle_root)

    erase_author(comment, by=None)

    stored = everything_stored()
    assert not any(word in stored for word in ("Lò Thị Mai", "mai@example.vn", "Mường Nhé"))
    assert list(audit.verify()) == []
    edition.refresh_from_db()
    assert (edition.sha256, edition.merkle_root) == before
    assert Opinion.objects.approved().get().text == SAID
    assert PublicAuthor.objects.get().shown_as == gettext("A citizen")


def test_the_frozen_edition_never_held_the_name(asked):
    comment = confirmed(public_comment(asked, who=person(shows_name=True, **MAI)))
    accept_comment(comment, by=asked.compiler)
    gather_opinions(asked.round, by=asked.compiler)

    edition = freeze_edition(asked.round, by=asked.compiler)

    assert "Mai" not in str(edition.data)


def test_the_seal_of_an_erased_author_can_be_tried_against_no_name(asked):
    comment = public_comment(asked, who=person(**MAI))
    assert PublicAuthor.objects.get().salt

    erase_author(comment, by=None)

    assert PublicAuthor.objects.get().salt == ""


def test_words_that_were_not_published_go_too(asked):
    comment = public_comment(asked, text="Ông B số 0912345678 nói dối.", who=person(**MAI))
    accept_comment(
        comment,
        by=asked.compiler,
        words={"text": "[…]", "proposed_wording": "", "reason": ""},
    )
    waiting = public_comment(asked, text="Chưa ai đọc.", who=person(**MAI))

    for one in (comment, waiting):
        erase_author(one, by=None)

    stored = everything_stored()
    assert "0912345678" not in stored
    assert "Chưa ai đọc." not in stored
    assert Opinion.objects.approved().get().text == "[…]"


def test_a_name_alone_is_taken_back_and_the_rest_stays(asked):
    comment = confirmed(public_comment(asked, who=person(shows_name=True, **MAI)))

    hide_name(comment, by=None)

    author = PublicAuthor.objects.get()
    assert author.email == "mai@example.vn"
    assert author.shown_as == gettext("A citizen (%(place)s)") % {"place": "Mường Nhé"}
    assert author.consents.get(purpose="show_name").withdrawn_at is not None
    assert author.consents.get(purpose="handle").withdrawn_at is None


def test_the_lead_erases_at_request_and_nobody_else(asked):
    comment = public_comment(asked, who=person(**MAI))

    with pytest.raises(PermissionDenied):
        erase_author(comment, by=asked.officer())
    erase_author(comment, by=asked.compiler)

    assert PublicAuthor.objects.get().erased_at is not None


def test_a_command_erases_all_of_one_address_and_says_how_many(asked):
    for _time in range(2):
        public_comment(asked, who=person(**MAI))
    public_comment(asked, who=person(email="khac@example.vn"))

    out = io.StringIO()
    call_command("erase_author", email="MAI@example.vn", stdout=out)

    assert PublicAuthor.objects.filter(erased_at=None).get().email == "khac@example.vn"
    assert "2" in out.getvalue()
    assert "mai@" not in out.getvalue().lower()


def test_a_command_erases_what_is_older_than_it_may_be_kept(asked):
    public_comment(asked, who=person(**MAI))

    call_command("erase_author", months_after_answer=12, stdout=io.StringIO())
    assert PublicAuthor.objects.get().erased_at is None

    Round.objects.update(answered_at=clock.now() - timedelta(days=361))
    call_command("erase_author", months_after_answer=12, stdout=io.StringIO())
    assert PublicAuthor.objects.get().erased_at is not None
