"""What was said at a meeting: noted by a secretary, corrected by its body, then an opinion."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.models import Agency, Provision, ProvisionText, User
from consultation import rules
from consultation.models.meeting import Meeting
from consultation.models.opinion import Kind, Opinion
from consultation.models.round import Round


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: rules.AnyUser) -> "RemarkQuerySet":
        return self.filter(rules.visible_remarks(user)).distinct()

    def standing(self) -> "RemarkQuerySet":
        """All that were not taken out again."""
        return self.filter(removed_at=None)

    def in_order(self) -> "RemarkQuerySet":
        return self.order_by("position", "pk")

    def with_subject(self) -> "RemarkQuerySet":
        return self.select_related(
            "agency", "round__version", "provision", "provision_text", "speaker", "noted_by"
        )

    def becoming_opinions(self) -> "RemarkQuerySet":
        """Those that enter a synthesis: about a draft, and not only for the minutes."""
        return self.standing().filter(round__isnull=False, is_minuted_only=False)


class Remark(models.Model):
    """Noted once for its `token`, however often it is sent."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="remarks")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="remarks")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    provision_text = models.ForeignKey(ProvisionText, models.PROTECT, null=True, related_name="+")
    place_typed = models.CharField(_("provision, as typed"), max_length=80, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="remarks")
    body_name = models.CharField(_("body"), max_length=255, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.AMEND)
    text = models.TextField(_("remark"))
    is_minuted_only = models.BooleanField(_("for the minutes only"), default=False)
    position = models.PositiveIntegerField()
    said_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    opinion = models.OneToOneField(Opinion, models.PROTECT, null=True, related_name="remark")
    lock_version = models.PositiveIntegerField(default=0)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark at a meeting")
        verbose_name_plural = _("remarks at meetings")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_remark_has_words"),
            models.CheckConstraint(
                condition=Q(provision=None, provision_text=None)
                | Q(provision__isnull=False, provision_text__isnull=False, round__isnull=False),
                name="a_remark_knows_the_text_it_speaks_of",
            ),
            models.CheckConstraint(
                condition=Q(opinion=None) | Q(removed_at=None, round__isnull=False),
                name="a_remark_taken_out_is_no_opinion",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "position"], name="remark_in_order")]

    def __str__(self) -> str:
        return f"{self.body}: {self.text[:60]}"

    @property
    def body(self) -> str:
        return self.agency.name if self.agency else self.body_name

    @property
    def citation(self) -> str:
        return self.provision.citation if self.provision else ""


class Speaker(models.Model):
    """The person who spoke: kept apart from what was said."""

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="speaker")
    name = models.CharField(_("speaker"), max_length=150)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_speaker_has_a_name")]

    def __str__(self) -> str:
        return self.name


class RemarkRevision(models.Model):
    """What a remark said before and after a change; never deleted, never changed.

    `by_body`: its own body corrected it after the minutes were sent.
    """

    remark = models.ForeignKey(Remark, models.PROTECT, related_name="revisions")
    before = models.TextField()
    after = models.TextField()
    by_body = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a remark")
        verbose_name_plural = _("changes of remarks")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="a_change_of_a_remark_changes_it"
            )
        ]

    def __str__(self) -> str:
        return self.after[:60]
