"""What a citizen is told by mail of their comment. Only an address that was confirmed hears more
than the link to confirm it: it may be somebody else's."""

from typing import Any

from django.urls import reverse
from django_q.tasks import async_task

from cms.models import User
from consultation.commenting import message_key
from consultation.models import CommentState, PublicComment, Round, RoundState
from consultation.notifying.storing import store_message
from consultation.signals import public_comment_recorded, round_recorded

# What happened → the kind of mail, and the address of the site that its button opens.
WITH_SECRET = {
    "received": ("public_confirm", "confirm_public_comment"),
    "link_asked": ("public_link", "own_public_comment"),
}
TOLD = {"accepted": "public_accepted", "rejected": "public_rejected"}
TELL_OUTCOMES = "consultation.notifying.public.tell_outcomes"


def connect() -> None:
    public_comment_recorded.connect(on_comment, dispatch_uid="mail_public_comment")
    round_recorded.connect(on_round, dispatch_uid="mail_public_outcomes")


def on_comment(
    sender: type, *, comment: PublicComment, what: str, secret: str, **kwargs: Any
) -> None:
    if secret and what in WITH_SECRET:
        kind, route = WITH_SECRET[what]
        # The last signs of a sum make the key of this very link; the secret is in the mail alone.
        number = comment.links.count()
        _tell(comment, kind, f"{what}:{number}", link=reverse(route, args=[secret]))
    elif what in TOLD and comment.confirmed_at is not None:
        _tell(comment, TOLD[what], f"{what}:{comment.lock_version}")


def on_round(sender: type, *, round: Round, by: User | None, **kwargs: Any) -> None:
    """Born in the act's transaction: thousands are not told while the publisher waits."""
    if round.state == RoundState.ANSWERED and round.takes_public:
        async_task(TELL_OUTCOMES, round.pk, group="public outcomes")


def tell_outcomes(round_id: int) -> str:
    """Job: to each author of a published comment, where to read what became of it; once each."""
    comments = PublicComment.objects.with_subject().filter(
        round=round_id, state=CommentState.ACCEPTED, confirmed_at__isnull=False
    )
    told = [_tell(comment, "public_answered", "answered") for comment in comments.iterator()]
    return f"{sum(one is not None for one in told)} told"


def _tell(comment: PublicComment, kind: str, key: str, *, link: str = "") -> Any:
    return store_message(
        kind=kind,
        key=f"{message_key(comment)}{key}",
        address=comment.author.email,
        round_=comment.round,
        link=link or reverse("public_receipt", args=[comment.receipt_code]),
        context={"comment": comment, "round": comment.round, "draft": comment.round.draft},
    )
