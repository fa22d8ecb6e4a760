"""Secret addresses that lead a citizen without an account to their own comment.

The secret stands in the mail or on the screen; here only its sum is kept.
"""

import hashlib
import secrets
from datetime import timedelta

from cms import clock
from consultation.models import LinkPurpose, PublicComment, PublicLink

# What a mail carries lives for two days; what the screen showed, as long as the comment.
SHORT = timedelta(hours=48)
BITS = 32
# Mails to one address in a day: whoever enters another's address cannot flood it.
MAILS_A_DAY = 5


def lay_link(comment: PublicComment, purpose: str, *, life: timedelta | None = None) -> str:
    """A fresh link to the comment; returns its secret, which nobody can be told again."""
    secret = secrets.token_urlsafe(BITS)
    now = clock.now()
    PublicLink.objects.create(
        comment=comment,
        purpose=purpose,
        token_hash=digest_of(secret),
        made_at=now,
        expires_at=now + life if life else None,
    )
    return secret


def find_link(secret: str, purpose: str) -> PublicLink | None:
    """Where a secret leads, also where it has expired; one query for any secret at all."""
    found = PublicLink.objects.for_secret(digest_of(secret), purpose)
    return found.select_related("comment__round__version", "comment__author").first()


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def may_mail(comment: PublicComment) -> bool:
    """Whether one more mail with a link may go to the author's address today."""
    email = comment.author.email
    since = clock.now() - timedelta(days=1)
    mailed = PublicLink.objects.filter(
        comment__author__email=email, made_at__gt=since, expires_at__isnull=False
    )
    return bool(email) and not comment.is_suspect and mailed.count() < MAILS_A_DAY


def mailed_secret(comment: PublicComment, purpose: str = LinkPurpose.CONFIRM) -> str:
    """The secret of a short link for a mail; empty where no mail may go."""
    return lay_link(comment, purpose, life=SHORT) if may_mail(comment) else ""
