"""A citizen's personal data taken back: the name from the page, or all of it from the tables."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.commenting.public import PERSONAL, announce, locked_comment, message_key
from consultation.models import CommentState, Message, PublicAuthor, PublicComment, Purpose
from consultation.models.change import change


@transaction.atomic
def hide_name(comment: PublicComment, *, by: User | None) -> PublicComment:
    """The author does not want to be named any more: the comment stands as a citizen's."""
    comment = locked_comment(comment)
    author = comment.author
    if author.shows_name:
        PublicAuthor.objects.filter(pk=author.pk).update(shows_name=False)
        author.consents.filter(purpose=Purpose.SHOW_NAME, withdrawn_at=None).update(
            withdrawn_at=clock.now()
        )
        author.shows_name = False
        audit.record("public_author.name_hidden", author, by=by)
        announce(comment, by=by, what="name_hidden")
    return comment


@transaction.atomic
def erase_author(comment: PublicComment, *, by: User | None) -> PublicComment:
    """Forget who said it: by its author (None), or by the lead whom they asked.

    Words that were never published, and an original that was published with parts left out, go
    too. What is public stays, as a citizen's; trail and editions hold nothing of the person.

    Raises:
        PermissionDenied: not the lead's.
    """
    if by is not None and not rules.can_erase_author(by, comment):
        raise PermissionDenied
    comment = locked_comment(comment)
    author, now = comment.author, clock.now()
    if author.erased_at is None:
        if author.email:
            told = Message.objects.filter(to=None, key__startswith=message_key(comment))
            told.delete()
        blank = dict.fromkeys((*PERSONAL, "salt"), "")
        PublicAuthor.objects.filter(pk=author.pk).update(shows_name=False, erased_at=now, **blank)
        author.consents.filter(withdrawn_at=None).update(withdrawn_at=now)
        author.refresh_from_db()
        if comment.is_redacted or comment.state != CommentState.ACCEPTED:
            gone = dict.fromkeys(("text", "proposed_wording", "reason", "fingerprint"), "")
            change(comment, erased_at=now, **gone)
        audit.record("public_author.erased", author, by=by, words=comment.erased_at is not None)
        announce(comment, by=by, what="erased")
    return comment
