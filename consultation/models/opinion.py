"""The opinion: what one body says about one provision, a file of the dossier, or the whole."""

import uuid
from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cms.models import Agency, DossierFile, Provision, ProvisionText, User, VersionPage
from consultation import rules
from consultation.models.opinion_kinds import Kind, OpinionState, Origin, Visibility
from consultation.models.round import Round
from consultation.models.submission import Submission
from consultation.quality import Checks, check_opinion

if TYPE_CHECKING:
    from consultation.models.attachment import Attachment


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def visible_to(self, user: rules.AnyUser) -> "OpinionQuerySet":
        return self.filter(rules.visible_opinions(user))

    def counted_for(self, user: rules.AnyUser) -> "OpinionQuerySet":
        """What the numbers beside the law count; the words may stay hidden."""
        return self.standing().filter(rules.counted_opinions(user))

    def at(
        self, version: VersionPage, provision: Provision | None, file: DossierFile | None = None
    ) -> "OpinionQuerySet":
        """On one provision of a version or a file of its dossier; without either, on the whole."""
        return self.filter(round__version=version, provision=provision, dossier_file=file)

    def with_talk(self) -> "OpinionQuerySet":
        """What the margin shows of each, and how many comments there are under it (`talk`).

        What they speak of is known where they are shown; else add `with_subject`.
        """
        one = Opinion.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        talk = one.annotate(n=models.Count("discussions__records")).values("n")
        return self.select_related(
            "agency", "provision_text", "submission", "round", "public_comment__author"
        ).annotate(talk=Subquery(talk))

    def standing(self) -> "OpinionQuerySet":
        """All that have not been taken back."""
        return self.exclude(state=OpinionState.WITHDRAWN)

    def returned_alone(self, token: str) -> "OpinionQuerySet":
        """The draft of this token, if its answer was sent: the compiler returned it alone."""
        with suppress(ValueError):
            drafts = self.filter(token=uuid.UUID(token), state=OpinionState.DRAFT)
            return drafts.filter(submission__state="approved")
        return self.none()

    def approved(self) -> "OpinionQuerySet":
        return self.filter(state=OpinionState.APPROVED)

    def asking_for_change(self) -> "OpinionQuerySet":
        """All but agreement: statements of agreement are counted, never rows."""
        return self.exclude(kind=Kind.AGREE)

    def in_legal_order(self) -> "OpinionQuerySet":
        """The whole draft first, its dossier, then the law's order, then the agencies'."""
        return self.order_by(
            F("provision_text__position").asc(nulls_first=True),
            F("dossier_file").asc(nulls_first=True),
            F("agency__protocol_order").asc(nulls_last=True),
            "pk",
        )

    def with_subject(self) -> "OpinionQuerySet":
        return self.select_related(
            "agency",
            "author",
            "provision",
            "provision_text",
            "provision__section",
            "dossier_file",
            "submission",
        )

    def counts_by_section(self) -> dict[str, int]:
        """How many stand in each section, by its address in the law; one query."""
        rows = self.exclude(provision=None).order_by().values_list("provision__section__eid")
        return dict(rows.annotate(n=models.Count("pk", distinct=True)))

    def counts_by_file(self) -> dict[int, int]:
        """How many speak of each file of the dossier, by its id; one query."""
        rows = self.exclude(dossier_file=None).order_by().values_list("dossier_file_id")
        return dict(rows.annotate(n=models.Count("pk", distinct=True)))

    def voices(self, agencies: Collection[int], rounds: Collection[int] = ()) -> list["Voices"]:
        """How much is said at each place, and how much of it by `agencies` in these rounds.

        Without rounds, in all of them. One query.
        """
        own = Q(agency__in=agencies)
        if rounds:
            own &= Q(round__in=rounds)
        law = self.filter(dossier_file=None).order_by()
        places = law.values_list("provision_id", "provision__section_id")
        counted = places.annotate(
            total=models.Count("pk"),
            own=models.Count("pk", filter=own),
            agreed=models.Count("pk", filter=own & Q(kind=Kind.AGREE)),
            is_head=models.Case(
                models.When(provision__eid=F("provision__section__eid"), then=True), default=False
            ),
        )
        return [Voices(*row) for row in counted]


class Voices(NamedTuple):
    """Opinions at one provision; both ids are None for the draft as a whole.

    `is_head`: the provision is all of its section, an article or a chapter.
    """

    provision_id: int | None
    section_id: int | None
    total: int = 0
    own: int = 0
    agreed: int = 0
    is_head: bool = False


class Opinion(models.Model):
    """About one text of one provision, about a file of the dossier, or about the whole draft."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(
        unique=True, help_text=_("Minted with the form: sent twice, kept once.")
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="opinions")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="opinions")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="opinions")
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="opinions")
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    provision_text = models.ForeignKey(
        ProvisionText, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    dossier_file = models.ForeignKey(
        DossierFile, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.WRITTEN)
    state = models.CharField(
        max_length=10, choices=OpinionState.choices, default=OpinionState.DRAFT
    )
    visibility = models.CharField(
        max_length=8, choices=Visibility.choices, default=Visibility.AGENCY
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.AMEND)
    text = models.TextField(_("opinion"), blank=True)
    proposed_wording = models.TextField(_("proposed wording"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    basis = models.TextField(_("legal or practical basis"), blank=True)
    categories = models.JSONField(_("categories"), default=list, blank=True)
    quote_exact = models.TextField(blank=True)
    quote_prefix = models.CharField(max_length=64, blank=True)
    quote_suffix = models.CharField(max_length=64, blank=True)
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When it last left the desk after it was sent.")
    )
    lock_version = models.PositiveIntegerField(default=0)

    # Given by `models.attachment.read_files`, where files are shown.
    files: "list[Attachment] | None" = None

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.CheckConstraint(
                condition=Q(provision=None, provision_text=None)
                | Q(provision__isnull=False, provision_text__isnull=False),
                name="opinion_knows_the_text_it_speaks_of",
            ),
            models.CheckConstraint(
                condition=Q(provision=None) | Q(dossier_file=None),
                name="an_opinion_speaks_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(quote_start=None, quote_end=None) | Q(quote_end__gt=F("quote_start")),
                name="quote_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(visibility="agency"),
                name="a_draft_stays_in_its_agency",
            ),
            models.CheckConstraint(
                condition=~Q(origin="written")
                | Q(agency__isnull=False, submission__isnull=False, author__isnull=False),
                name="a_written_opinion_is_owned",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "provision", "state"], name="opinion_at_provision"),
            models.Index(fields=["submission", "state"], name="opinion_of_submission"),
        ]

    def __str__(self) -> str:
        return f"{self.citation}: {self.text[:60]}"

    @property
    def citation(self) -> str:
        """Where it stands in the law, or in its dossier; empty for the whole draft."""
        subject = self.provision or self.dossier_file
        return subject.citation if subject else ""

    @property
    def body(self) -> str:
        """Who says it, in short; a citizen is never named."""
        if self.agency:
            return self.agency.brief_name
        return str(self.get_origin_display())

    @property
    def tied_to(self) -> str:
        """The address of what it speaks of: a provision's, a file's; empty for the whole draft."""
        if self.dossier_file:
            return self.dossier_file.address
        return self.provision.eid if self.provision else ""

    def quality_facts(self) -> dict[str, str]:
        """What the rules of `quality` look at."""
        return {
            "kind": self.kind,
            "eid": self.tied_to,
            "text": self.text,
            "proposed_wording": self.proposed_wording,
            "reason": self.reason,
            "basis": self.basis,
        }

    @property
    def checks(self) -> Checks:
        return check_opinion(**self.quality_facts())

    @property
    def attached(self) -> "list[Attachment]":
        """Its files; asked for one by one unless `models.attachment.read_files` gave them."""
        if self.files is None:
            return list(self.attachments.filter(removed_at=None).order_by("added_at", "pk"))
        return self.files

    def content(self) -> dict[str, Any]:
        """What was said, as frozen by approval: plain values, stable keys.

        `dossier_file` and `attachments` are there only where there are any: sums made before hold.
        """
        file = {"dossier_file": str(self.dossier_file.uid)} if self.dossier_file else {}
        attached = [each.content() for each in self.attached]
        return {
            **file,
            **({"attachments": attached} if attached else {}),
            "eid": self.provision.eid if self.provision else "",
            "provision_sha256": self.provision_text.sha256 if self.provision_text else "",
            "kind": self.kind,
            "text": self.text,
            "proposed_wording": self.proposed_wording,
            "reason": self.reason,
            "basis": self.basis,
            "categories": list(self.categories),
            "quote": self.quote_exact,
        }
