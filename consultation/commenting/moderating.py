"""What the lead's compilers make of the public's comments. Nothing is public before."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.commenting.public import announce, take_from_public
from consultation.models import (
    COMMENT_TRANSITIONS,
    CommentState,
    Kind,
    Opinion,
    OpinionState,
    Origin,
    PublicAuthor,
    PublicComment,
    Rejection,
    Round,
    Visibility,
)
from consultation.models.change import change, move
from consultation.signals import opinions_recorded

WORDS = ("text", "proposed_wording", "reason")


@transaction.atomic
def accept_comment(
    comment: PublicComment,
    *,
    by: User,
    words: dict[str, str] | None = None,
    shows_place: bool | None = None,
) -> PublicComment:
    """Publish it as an opinion of the public; with `words`, without what was left out of them.

    What came stays as it came, for the compilers alone.

    Raises:
        ValidationError: nothing is left of the words.
    """
    comment = _locked([comment], by=by)[0]
    shown = comment.words() if words is None else {name: words[name].strip() for name in WORDS}
    if comment.kind != Kind.AGREE and not (shown["text"] or shown["proposed_wording"]):
        raise ValidationError(
            _("Nothing would be left to publish: do not publish it, and say why.")
        )
    if shows_place is not None:
        PublicAuthor.objects.filter(comment=comment).update(shows_place=shows_place)
    _publish(comment, shown, by=by)
    return comment


@transaction.atomic
def accept_comments(comments: Sequence[PublicComment], *, by: User) -> list[PublicComment]:
    """Several at once, each with the words it came with; what is published already stays so."""
    chosen = [each for each in _locked(comments, by=by) if each.state != CommentState.ACCEPTED]
    for comment in chosen:
        _publish(comment, comment.words(), by=by)
        audit.record("public_comment.accepted_among", comment, by=by, of=len(chosen))
    return chosen


@transaction.atomic
def reject_comments(
    comments: Sequence[PublicComment], *, by: User, rejection: str, words: str = ""
) -> list[PublicComment]:
    """Not published, for a reason from the list, with words to the author; undone by accepting.

    Raises:
        ValidationError: no reason is given, or another one without words.
    """
    words = words.strip()
    if rejection not in Rejection.values:
        raise ValidationError({"rejection": _("Choose why it is not published.")})
    if rejection == Rejection.OTHER and not words:
        raise ValidationError({"words": _("Say in a few words why it is not published.")})
    chosen = _locked(comments, by=by)
    for comment in chosen:
        move(
            comment,
            COMMENT_TRANSITIONS,
            CommentState.REJECTED,
            rejection=rejection,
            rejection_words=words,
            moderated_by=by,
            moderated_at=clock.now(),
        )
        take_from_public(comment, by=by)
        audit.record("public_comment.rejected", comment, by=by, why=rejection)
        announce(comment, by=by, what="rejected")
    return chosen


def _locked(comments: Sequence[PublicComment], *, by: User) -> list[PublicComment]:
    """Of one round, which is locked first; only who may moderate it gets them."""
    rounds = {comment.round_id for comment in comments}
    if len(rounds) != 1:
        raise ValidationError(_("Choose at least one comment."))
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=rounds.pop())
    if not rules.can_moderate_public(by, round_):
        raise PermissionDenied
    keys = [comment.pk for comment in comments]
    list(PublicComment.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    found = PublicComment.objects.with_subject().filter(pk__in=keys).order_by("pk")
    fresh = list(found)
    read = {comment.pk: comment.lock_version for comment in comments}
    for comment in fresh:
        comment.lock_version = read[comment.pk]
    return fresh


def _publish(comment: PublicComment, shown: dict[str, str], *, by: User) -> None:
    """One opinion a comment: published again, it is the same one."""
    if comment.erased_at is not None:
        raise ValidationError(_("Its author had it erased; it cannot be published."))
    is_redacted = shown != comment.words()
    opinion = comment.opinion or _begun(comment)
    now = clock.now()
    values: dict[str, Any] = {
        **shown,
        "state": OpinionState.APPROVED,
        "visibility": Visibility.PUBLIC,
        "approved_at": now,
        "is_late": comment.created_at >= comment.round.deadline,
    }
    if opinion.pk is None:
        for name, value in values.items():
            setattr(opinion, name, value)
        opinion.save(force_insert=True)
    else:
        change(opinion, **values)
    moderated = {
        "opinion": opinion,
        "is_redacted": is_redacted,
        "rejection": "",
        "rejection_words": "",
        "moderated_by": by,
        "moderated_at": now,
    }
    if comment.state == CommentState.ACCEPTED:
        change(comment, **moderated)
    else:
        move(comment, COMMENT_TRANSITIONS, CommentState.ACCEPTED, **moderated)
    audit.record("public_comment.accepted", comment, by=by, redacted=is_redacted)
    opinions_recorded.send(Opinion, opinions=[opinion], by=by)
    announce(comment, by=by, what="accepted")


def _begun(comment: PublicComment) -> Opinion:
    """Said when it came, about the text that stood then."""
    return Opinion(
        token=uuid4(),
        round=comment.round,
        provision=comment.provision,
        provision_text=comment.provision_text,
        dossier_file=comment.dossier_file,
        origin=Origin.PUBLIC,
        kind=comment.kind,
        created_at=comment.created_at,
        updated_at=comment.created_at,
    )
