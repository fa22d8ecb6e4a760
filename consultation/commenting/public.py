"""What a citizen without an account does: comment, confirm, withdraw.

`by` is None where the citizen acts: who holds a secret address is its author, and the view has
found the comment by it. The words are stored before any mail is.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms import clock
from cms.models import DossierFile, Provision, User
from cms.structure.letters import without_marks
from consultation import audit, rules
from consultation.canonical import canonical_json, sha256_hex
from consultation.commenting.secret_links import lay_link, mailed_secret
from consultation.models import (
    COMMENT_TRANSITIONS,
    CommentState,
    LinkPurpose,
    Opinion,
    OpinionState,
    PublicAuthor,
    PublicComment,
    PublicConsent,
    PublicLink,
    Purpose,
    Round,
    Visibility,
)
from consultation.models.change import change, move
from consultation.signals import opinions_recorded, public_comment_recorded

# No 0 O 1 I L: a code is read out over the telephone.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PERSONAL = ("name", "email", "place", "organisation")


class OtherWordsError(Exception):
    """The same form was sent before with other words; both are kept: one here, one stored."""

    def __init__(self, stored: PublicComment) -> None:
        super().__init__(f"comment {stored.uid} was sent with other words")
        self.stored = stored


@dataclass(frozen=True)
class Person:
    """What somebody chose to say of themselves, and to what they agreed, in which words.

    `consents`: purpose → (version, text).
    """

    name: str = ""
    email: str = ""
    place: str = ""
    organisation: str = ""
    shows_name: bool = False
    consents: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in PERSONAL}


@dataclass(frozen=True)
class Subject:
    """What is commented on; without either, the draft as a whole."""

    provision: Provision | None = None
    dossier_file: DossierFile | None = None

    @property
    def address(self) -> str:
        if self.dossier_file:
            return self.dossier_file.address
        return self.provision.eid if self.provision else ""

    @property
    def columns(self) -> dict[str, Any]:
        text = self.provision.current_text if self.provision else None
        return {
            "provision": self.provision,
            "provision_text": text,
            "dossier_file": self.dossier_file,
        }


@transaction.atomic
def receive_comment(
    round_: Round,
    *,
    by: User | None,
    token: UUID,
    person: Person,
    subject: Subject,
    is_suspect: bool = False,
    **words: Any,
) -> tuple[PublicComment, str]:
    """Keep what a citizen says (`words`: kind, text, proposed_wording, reason); a form once.

    Returns it with the secret of the address at which its author finds it again.
    Raises:
        PermissionDenied: the round does not ask the public, or not any more.
        ValidationError: the subject is not of this draft, or gone; a consent is missing.
        OtherWordsError: the form was sent before, with other words.
    """
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if known := _known(token, round_, subject, words):
        return known, lay_link(known, LinkPurpose.MANAGE)
    if not rules.asks_the_public(round_):
        raise PermissionDenied
    _check_subject(round_, subject)
    _check_consents(person)
    comment = PublicComment.objects.create(
        token=token,
        round=round_,
        receipt_code=_receipt_code(),
        fingerprint=fingerprint_of(words),
        is_suspect=is_suspect,
        created_at=clock.now(),
        **subject.columns,
        **words,
    )
    seal = _seal(comment, person)
    audit.record("public_comment.received", comment, by=by, eid=subject.address, seal=seal)
    secret = lay_link(comment, LinkPurpose.MANAGE)
    announce(comment, by=by, what="received", secret=mailed_secret(comment))
    return comment, secret


@transaction.atomic
def confirm_comment(link: PublicLink, *, by: User | None) -> tuple[PublicComment, str]:
    """The author's address is theirs; a second press changes nothing.

    Returns the comment with the secret of the address at which its author finds it again.

    Raises:
        ValidationError: the link has expired, or the comment's author is nobody any more.
    """
    comment = locked_comment(link.comment)
    if comment.confirmed_at is None:
        if link.has_expired or not comment.author.email:
            raise ValidationError(_("This link has expired."))
        PublicLink.objects.filter(pk=link.pk).update(used_at=clock.now())
        change(comment, confirmed_at=clock.now())
        audit.record("public_comment.confirmed", comment, by=by)
        announce(comment, by=by, what="confirmed")
        if comment.opinion:
            opinions_recorded.send(Opinion, opinions=[comment.opinion], by=by)
    return comment, lay_link(comment, LinkPurpose.MANAGE)


@transaction.atomic
def send_link(comment: PublicComment, *, by: User | None, purpose: str) -> None:
    """Mail the author a fresh short link: to confirm, or to come back to the comment.

    Says nothing of whether a mail goes: there may be no address, or too many mails today.
    """
    comment = locked_comment(comment)
    is_wanted = purpose == LinkPurpose.MANAGE or comment.confirmed_at is None
    secret = mailed_secret(comment, purpose) if is_wanted else ""
    if secret:
        audit.record("public_comment.link_sent", comment, by=by, purpose=str(purpose))
        what = "received" if purpose == LinkPurpose.CONFIRM else "link_asked"
        announce(comment, by=by, what=what, secret=secret)


@transaction.atomic
def withdraw_comment(comment: PublicComment, *, by: User | None) -> PublicComment:
    """Taken back by its author, until the round's letter has gone; it leaves the page and the desk.

    Raises:
        PermissionDenied: the letter has gone, or it was withdrawn before.
    """
    comment = locked_comment(comment)
    if not rules.can_withdraw_public(comment):
        raise PermissionDenied
    move(comment, COMMENT_TRANSITIONS, CommentState.WITHDRAWN)
    take_from_public(comment, by=by)
    audit.record("public_comment.withdrawn", comment, by=by)
    announce(comment, by=by, what="withdrawn")
    return comment


def message_key(comment: PublicComment) -> str:
    """What the keys of all messages about a comment begin with."""
    return f"public-comment:{comment.uid}:"


def fingerprint_of(words: dict[str, Any]) -> str:
    """Equal for words that differ only in case, marks, punctuation or spaces."""
    said = " ".join(str(words.get(name, "")) for name in ("text", "proposed_wording", "reason"))
    letters = "".join(char if char.isalnum() else " " for char in without_marks(said))
    return hashlib.sha256(" ".join(letters.split()).encode()).hexdigest()


def take_from_public(comment: PublicComment, *, by: User | None) -> None:
    """The opinion made of it, if there is one, stands no more."""
    opinion = comment.opinion
    if opinion is not None and opinion.state != OpinionState.WITHDRAWN:
        change(opinion, state=OpinionState.WITHDRAWN, visibility=Visibility.LEAD)
        opinions_recorded.send(Opinion, opinions=[opinion], by=by)


def locked_comment(comment: PublicComment) -> PublicComment:
    """After its round, before its opinion."""
    Round.objects.select_for_update(of=("self",)).get(pk=comment.round_id)
    PublicComment.objects.select_for_update().get(pk=comment.pk)
    return PublicComment.objects.with_subject().get(pk=comment.pk)


def _known(
    token: UUID, round_: Round, subject: Subject, words: dict[str, Any]
) -> PublicComment | None:
    """What the form left when it was sent before. Raises OtherWordsError."""
    known = PublicComment.objects.filter(token=token).first()
    if known is None:
        return None
    said = (known.round, known.provision, known.dossier_file, {**known.words(), "kind": known.kind})
    if said != (round_, subject.provision, subject.dossier_file, words):
        raise OtherWordsError(known)
    return known


def _seal(comment: PublicComment, person: Person) -> str:
    """Keep who it is, with the consents; returns the salted sum that the trail knows."""
    salt = secrets.token_hex(16)
    content = {**person.facts, **comment.words()}
    seal = sha256_hex(salt.encode() + canonical_json(content))
    author = PublicAuthor.objects.create(
        comment=comment,
        shows_name=person.shows_name and bool(person.name),
        language=get_language() or "vi",
        salt=salt,
        seal=seal,
        **person.facts,
    )
    PublicConsent.objects.bulk_create(
        PublicConsent(
            author=author, purpose=purpose, version=version, text=text, given_at=clock.now()
        )
        for purpose, (version, text) in person.consents.items()
    )
    return seal


def _check_subject(round_: Round, subject: Subject) -> None:
    provision, dossier_file = subject.provision, subject.dossier_file
    stray = provision is not None and (
        provision.version_id != round_.version_id or provision.retired_at is not None
    )
    gone = dossier_file is not None and (
        dossier_file.draft_id != round_.draft_id or dossier_file.removed_at is not None
    )
    if stray or gone:
        raise ValidationError(_("What you comment on is not part of this draft any more."))


def _check_consents(person: Person) -> None:
    """Nothing personal is kept without the consent to it; a name is not shown without another."""
    if any(person.facts.values()) and Purpose.HANDLE not in person.consents:
        raise ValidationError({"consent": _("Tick that what you wrote of yourself may be kept.")})
    if person.shows_name and Purpose.SHOW_NAME not in person.consents:
        raise ValidationError({"shows_name": _("Tick that your name may be shown.")})


def _receipt_code() -> str:
    """Told apart from the receipts of agencies by its longer number; it counts nothing."""
    number = 1_000_000 + secrets.randbelow(9_000_000)
    check = "".join(secrets.choice(CODE_LETTERS) for _letter in range(4))
    return f"GY-{clock.today().year}-{number}-{check}"


def announce(comment: PublicComment, *, by: User | None, what: str, secret: str = "") -> None:
    public_comment_recorded.send(PublicComment, comment=comment, by=by, what=what, secret=secret)
