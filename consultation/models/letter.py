"""A letter as it came: who sent it, where it stands, and what became of every sentence of it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import clock
from cms.models import Agency, DossierFile, Provision, User
from consultation import rules
from consultation.models.opinion import Kind, Opinion
from consultation.models.round import Round
from consultation.models.stored import StoredFile
from consultation.models.submission import Stance, Submission


class LetterState(models.TextChoices):
    NOTED = "noted", pgettext_lazy("state of a letter", "Noted")
    READ = "read", pgettext_lazy("state of a letter", "Being read")
    TAKEN = "taken", pgettext_lazy("state of a letter", "Taken over")
    DROPPED = "dropped", pgettext_lazy("state of a letter", "Taken back")


LETTER_TRANSITIONS = {
    LetterState.NOTED: {LetterState.READ, LetterState.TAKEN, LetterState.DROPPED},
    LetterState.READ: {LetterState.NOTED, LetterState.TAKEN, LetterState.DROPPED},
    LetterState.TAKEN: {LetterState.DROPPED},
    LetterState.DROPPED: set(),
}


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: rules.AnyUser) -> "LetterQuerySet":
        return self.filter(rules.visible_letters(user)).distinct()

    def standing(self) -> "LetterQuerySet":
        """All that have not been taken back."""
        return self.exclude(state=LetterState.DROPPED)

    def with_round(self) -> "LetterQuerySet":
        return self.select_related(
            "agency", "round__draft", "round__version", "round__lead", "submission", "file"
        )

    def in_ledger_order(self) -> "LetterQuerySet":
        """As agencies stand in official lists; the letters of one in the order they came."""
        return self.order_by("agency__protocol_order", "agency__name", "pk")


class LetterFile(StoredFile):
    """The file of a letter as it came; one put in its place leaves it in the store."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="letter_files")

    class Meta:
        verbose_name = _("file of a letter")
        verbose_name_plural = _("files of letters")


class Letter(models.Model):
    """One letter of one agency in one round; `content` is its text as read, never changed.

    A signed letter is its agency's approval (design §4): taken over, it approves `submission`.
    One that its agency brings unsigned only fills the agency's own drafts.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(
        unique=True, help_text=_("Minted with the row: sent twice, kept once.")
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="letters")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="letters")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=LetterState.choices, default=LetterState.NOTED
    )
    stance = models.CharField(_("stance"), max_length=20, choices=Stance.choices, blank=True)
    number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    dated = models.DateField(_("date of the letter"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    is_signed = models.BooleanField(_("signed"), default=True)
    is_from_agency = models.BooleanField(_("brought by the agency itself"), default=False)
    is_additional = models.BooleanField(_("one more letter of the same agency"), default=False)
    is_table = models.BooleanField(_("a table in our template"), default=False)
    file = models.OneToOneField(
        LetterFile, models.PROTECT, null=True, blank=True, related_name="letter"
    )
    content = models.TextField(blank=True)
    pages = models.PositiveIntegerField(
        default=0, help_text=_("Of a scan without text: how many pictures there are to look at.")
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"],
                condition=Q(is_additional=False) & ~Q(state="dropped"),
                name="one_first_letter_an_agency",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken")
                | (Q(submission__isnull=False) & Q(taken_at__isnull=False)),
                name="a_taken_letter_knows_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken", is_signed=True)
                | (~Q(stance="") & ~Q(number="") & Q(dated__isnull=False)),
                name="a_signed_letter_has_stance_number_and_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.number or self.entered_at:%d/%m/%Y}"

    @property
    def is_late(self) -> bool:
        """Received on a day after our last one."""
        return self.received_on > self.round.last_day

    @property
    def is_open(self) -> bool:
        """Still to be taken over: its passages may be changed."""
        return self.state in (LetterState.NOTED, LetterState.READ)

    @property
    def is_scan(self) -> bool:
        return bool(self.pages)

    @property
    def age_days(self) -> int:
        return (clock.today() - self.received_on).days


class Becomes(models.TextChoices):
    """What a passage of a letter is; only opinions and agreement leave the letter."""

    OPINION = "opinion", pgettext_lazy("of a passage", "Opinion")
    AGREEMENT = "agreement", pgettext_lazy("of a passage", "Agreement")
    HEAD = "head", pgettext_lazy("of a passage", "Head of the letter")
    GREETING = "greeting", pgettext_lazy("of a passage", "Opening and closing words")
    HEADING = "heading", pgettext_lazy("of a passage", "Heading")
    SIGNATURE = "signature", pgettext_lazy("of a passage", "Signature and recipients")
    LEFT_OVER = "left_over", pgettext_lazy("of a passage", "Left over")


class LetterPassageQuerySet(models.QuerySet["LetterPassage"]):
    def in_order(self) -> "LetterPassageQuerySet":
        """As in the letter: of a scan by page, and on a page as they were typed."""
        return self.order_by(
            F("page").asc(nulls_first=True), F("start").asc(nulls_first=True), "pk"
        )

    def with_subjects(self) -> "LetterPassageQuerySet":
        subjects = LetterSubject.objects.select_related(
            "provision__section", "provision__current_text", "dossier_file", "opinion"
        ).order_by("start", "pk")
        return self.prefetch_related(models.Prefetch("subjects", queryset=subjects))

    def opinions(self) -> "LetterPassageQuerySet":
        return self.filter(becomes=Becomes.OPINION)


class LetterPassage(models.Model):
    """One piece of the letter: `content[start:end]`; all of them together are the whole letter.

    A passage of a scan or of a table has no span: its page or row and its words were typed.
    `text`, `proposed_wording` and `reason` are what its opinion will say.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Page of a scan, or row of a table.")
    )
    becomes = models.CharField(max_length=10, choices=Becomes.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.AMEND)
    text = models.TextField(_("opinion"), blank=True)
    proposed_wording = models.TextField(_("proposed wording"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    troubles = models.JSONField(
        default=list, blank=True, help_text=_("Of a row of a table: what is wrong, cell by cell.")
    )
    is_confirmed = models.BooleanField(default=False)
    lock_version = models.PositiveIntegerField(default=0)

    objects = LetterPassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage of a letter")
        verbose_name_plural = _("passages of letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(end__gt=F("start")),
                name="a_passage_has_length",
            ),
            models.UniqueConstraint(fields=["letter", "start"], name="one_passage_a_place"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def words(self) -> str:
        """The piece exactly as the letter has it; of a scan or table what was typed."""
        if self.start is None or self.end is None:
            return self.text
        return self.letter.content[self.start : self.end]

    @property
    def is_opinion(self) -> bool:
        return self.becomes == Becomes.OPINION


class LetterSubject(models.Model):
    """What a passage speaks of: a provision, a file of the dossier, or without either the whole.

    `start` and `end` are where the letter names it. Taken over, each gives one opinion.
    """

    passage = models.ForeignKey(LetterPassage, models.PROTECT, related_name="subjects")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True)
    dossier_file = models.ForeignKey(DossierFile, models.PROTECT, null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    opinion = models.OneToOneField(
        Opinion, models.PROTECT, null=True, blank=True, related_name="letter_subject"
    )

    class Meta:
        verbose_name = _("subject of a passage")
        verbose_name_plural = _("subjects of passages")
        constraints = [
            models.CheckConstraint(
                condition=Q(provision=None) | Q(dossier_file=None),
                name="a_passage_speaks_of_one_thing_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["passage", "provision"], name="a_passage_names_a_provision_once"
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        subject = self.provision or self.dossier_file
        return subject.citation if subject else ""
