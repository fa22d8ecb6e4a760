"""What a citizen says of a draft, as it came, and what the moderators made of it.

The words as they came stay here, closed; what is public is the `Opinion` made of them. Who said it
stands in `public_author`, and nowhere else.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import DossierFile, Provision, ProvisionText, User
from consultation import rules
from consultation.models.opinion import Kind, Opinion
from consultation.models.round import Round


class CommentState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("state of a public comment", "Awaiting review")
    ACCEPTED = "accepted", pgettext_lazy("state of a public comment", "Published")
    REJECTED = "rejected", pgettext_lazy("state of a public comment", "Not published")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a public comment", "Withdrawn by its author")


COMMENT_TRANSITIONS = {
    CommentState.PENDING: {
        CommentState.ACCEPTED,
        CommentState.REJECTED,
        CommentState.WITHDRAWN,
    },
    CommentState.ACCEPTED: {CommentState.REJECTED, CommentState.WITHDRAWN},
    CommentState.REJECTED: {CommentState.ACCEPTED, CommentState.WITHDRAWN},
    CommentState.WITHDRAWN: set(),
}


class Rejection(models.TextChoices):
    """Why a comment is not published: the author is told."""

    OFF_TOPIC = "off_topic", _("Not about this draft")
    DUPLICATE = "duplicate", _("The same words were sent already")
    SPAM = "spam", _("Advertising, or sent by a machine")
    ABUSE = "abuse", _("Insults, or accusations against persons")
    PERSONAL = "personal", _("Private matters of the author or of others")
    PETITION = "petition", _("A petition or complaint, which another office handles")
    OTHER = "other", pgettext_lazy("reason not to publish", "Another reason")


# In plain words: what a citizen may want of a provision.
PUBLIC_KINDS = [
    (Kind.AMEND, pgettext_lazy("public comment", "Change it")),
    (Kind.DISAGREE, pgettext_lazy("public comment", "I disagree")),
    (Kind.AGREE, pgettext_lazy("public comment", "I agree")),
    (Kind.QUESTION, pgettext_lazy("public comment", "I do not understand it")),
]


class PublicCommentQuerySet(models.QuerySet["PublicComment"]):
    def visible_to(self, user: rules.AnyUser) -> "PublicCommentQuerySet":
        return self.filter(rules.visible_public_comments(user))

    def waiting(self) -> "PublicCommentQuerySet":
        return self.filter(state=CommentState.PENDING)

    def with_subject(self) -> "PublicCommentQuerySet":
        return self.select_related(
            "round__lead",
            "round__version",
            "provision__section",
            "provision_text",
            "dossier_file",
            "opinion",
            "author",
        )

    def alike_together(self) -> "PublicCommentQuerySet":
        """For the moderators: the oldest first, all with the same words together.

        `first_alike` is the same of all of them, `alike` how many they are.
        """
        same = self.model.objects.filter(
            round=models.OuterRef("round"), fingerprint=models.OuterRef("fingerprint")
        ).order_by()
        counted = same.values("fingerprint").annotate(n=models.Count("pk"), first=models.Min("pk"))
        alike = self.annotate(
            first_alike=models.Subquery(counted.values("first")),
            alike=models.Subquery(counted.values("n")),
        )
        return alike.order_by("is_suspect", "first_alike", "pk")

    def counts_by_state(self) -> dict[str, int]:
        """How many in each state; one query."""
        rows = self.order_by().values_list("state").annotate(n=models.Count("pk"))
        return dict(rows)


class PublicComment(models.Model):
    """About a provision, a file of the dossier, or the whole draft; never without its receipt."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(
        unique=True, help_text=_("Minted with the form: sent twice, kept once.")
    )
    receipt_code = models.CharField(max_length=24, unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="public_comments")
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="public_comments"
    )
    provision_text = models.ForeignKey(
        ProvisionText, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dossier_file = models.ForeignKey(
        DossierFile, models.PROTECT, null=True, blank=True, related_name="public_comments"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.AMEND)
    text = models.TextField(_("opinion"), blank=True)
    proposed_wording = models.TextField(_("proposed wording"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    fingerprint = models.CharField(
        max_length=64, help_text=_("Equal for words that differ only in case, marks or spaces.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CommentState.choices, default=CommentState.PENDING
    )
    is_suspect = models.BooleanField(_("looks sent by a machine"), default=False)
    is_redacted = models.BooleanField(_("published with parts left out"), default=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    moderated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    moderated_at = models.DateTimeField(null=True, blank=True)
    rejection = models.CharField(
        _("why not published"), max_length=10, choices=Rejection.choices, blank=True
    )
    rejection_words = models.TextField(_("words to the author"), blank=True)
    opinion = models.OneToOneField(
        Opinion, models.PROTECT, null=True, blank=True, related_name="public_comment"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0)

    objects = PublicCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("public comment")
        verbose_name_plural = _("public comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(provision=None, provision_text=None)
                | Q(provision__isnull=False, provision_text__isnull=False),
                name="comment_knows_the_text_it_speaks_of",
            ),
            models.CheckConstraint(
                condition=Q(provision=None) | Q(dossier_file=None),
                name="a_comment_speaks_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(opinion__isnull=False),
                name="an_accepted_comment_is_an_opinion",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(rejection=""),
                name="a_rejection_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state"], name="comment_in_queue"),
            models.Index(fields=["round", "fingerprint"], name="comments_alike"),
        ]

    def __str__(self) -> str:
        return self.receipt_code

    @property
    def citation(self) -> str:
        """Where it stands in the law, or in its dossier; empty for the whole draft."""
        subject = self.provision or self.dossier_file
        return subject.citation if subject else ""

    @property
    def public_label(self) -> str:
        """What it asks for, in the plain words of the form."""
        return str(dict(PUBLIC_KINDS).get(Kind(self.kind), self.get_kind_display()))

    def words(self) -> dict[str, Any]:
        """What was said, as it came."""
        return {
            "text": self.text,
            "proposed_wording": self.proposed_wording,
            "reason": self.reason,
        }


class LinkPurpose(models.TextChoices):
    CONFIRM = "confirm", _("Confirm an e-mail address")
    MANAGE = "manage", _("See and withdraw one's comment")


class PublicLinkQuerySet(models.QuerySet["PublicLink"]):
    def for_secret(self, digest: str, purpose: str) -> "PublicLinkQuerySet":
        return self.filter(token_hash=digest, purpose=purpose)


class PublicLink(models.Model):
    """A secret address that leads to one comment; only the sum of its secret is kept."""

    comment = models.ForeignKey(PublicComment, models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=8, choices=LinkPurpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = PublicLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("secret link")
        verbose_name_plural = _("secret links")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("made_at")),
                name="a_link_lives_for_a_while",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.comment}"

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and clock.now() >= self.expires_at
