"""Talk about an opinion: the only writer of the package's comments.

The package deadlocks when two people answer in one thread and shows hidden replies when their
parent is saved; here the thread's root is locked first and its handler is taken off.
"""

from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.models import User
from consultation import audit, rules
from consultation.models import Opinion
from consultation.models.discussion import (
    Audience,
    CommentRecord,
    Discussion,
    XtdComment,
    stop_republishing,
)

MAX_LENGTH = 5_000


def make_discussion_safe() -> None:
    stop_republishing()


@transaction.atomic
def post_comment(
    opinion: Opinion,
    *,
    by: User,
    text: str,
    token: UUID,
    audience: str = Audience.AGENCY,
    reply_to: XtdComment | None = None,
) -> XtdComment:
    """Say something under an opinion; the same token again gives the same comment.

    Raises:
        ValidationError: no words, too many, or an answer to a comment of another discussion.
    """
    if not rules.can_discuss_opinion(by, opinion, audience):
        raise PermissionDenied
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        raise ValidationError(_("Write between 1 and 5,000 characters."))
    known = CommentRecord.objects.filter(token=token).select_related("comment").first()
    if known is not None:
        return XtdComment.objects.get(pk=known.comment_id)
    discussion, _made = Discussion.objects.get_or_create(opinion=opinion, audience=audience)
    # One writer a discussion: also new threads wait here, so their order is certain.
    Discussion.objects.select_for_update().get(pk=discussion.pk)
    comment = XtdComment(
        content_type=ContentType.objects.get_for_model(Discussion),
        object_pk=str(discussion.pk),
        site_id=settings.SITE_ID,
        user=by,
        user_name=by.get_full_name()[:50],
        comment=text,
        submit_date=clock.now(),
        parent_id=_parent_in(discussion, reply_to),
        followup=False,
    )
    comment.save()
    CommentRecord.objects.create(comment_id=comment.pk, token=token, discussion=discussion)
    audit.record("opinion.discussed", opinion, by=by, audience=audience)
    return comment


@transaction.atomic
def remove_comment(record: CommentRecord, *, by: User) -> CommentRecord:
    """Take one's own words off the screen; that somebody spoke here, and when, stays."""
    if not rules.can_remove_comment(by, record):
        raise PermissionDenied
    Discussion.objects.select_for_update().get(pk=record.discussion_id)
    record.removed_at = clock.now()
    record.save(update_fields=["removed_at"])
    # Not `save`, which would rewrite the thread: the package reads this flag too.
    XtdComment.objects.filter(pk=record.comment_id).update(is_removed=True)
    audit.record("opinion.comment_removed", record, by=by)
    return record


def _parent_in(discussion: Discussion, reply_to: XtdComment | None) -> int:
    if reply_to is None:
        return 0
    if not discussion.records.filter(comment_id=reply_to.pk).exists():
        raise ValidationError(_("This answers a comment that is not in the discussion."))
    while reply_to.level >= settings.COMMENTS_XTD_MAX_THREAD_LEVEL:
        reply_to = XtdComment.objects.get(pk=reply_to.parent_id)
    return int(reply_to.pk)
