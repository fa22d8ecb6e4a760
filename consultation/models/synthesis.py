"""The desk: rows that gather opinions, what we decide about them, what the drafter answers."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Count, F, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import DossierFile, Provision, User
from consultation import rules
from consultation.models.counting import said_once
from consultation.models.opinion import Opinion, OpinionState, Origin
from consultation.models.round import Round
from consultation.rules import AnyUser


class Decision(models.TextChoices):
    """What we decide about our own letter; only the drafting agency accepts or explains."""

    UNDECIDED = "undecided", _("Not decided yet")
    TAKEN = "taken", _("Taken into the letter")
    PARTLY = "partly", _("Taken in part")
    NOT_TAKEN = "not_taken", _("Not taken")
    ASK_LEADER = "ask_leader", _("Ask the leader")
    FORWARDED = "forwarded", _("Forwarded as differing views")


# Keys 1 to 5 of the desk, in this order.
DECISION_KEYS = (
    Decision.TAKEN,
    Decision.PARTLY,
    Decision.NOT_TAKEN,
    Decision.ASK_LEADER,
    Decision.FORWARDED,
)


class Answer(models.TextChoices):
    """What the drafting agency says of a row."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    EXPLAINED = "explained", _("Not accepted, explained")


class Conflict(models.Model):
    """Rows that ask for opposite things about one provision."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="conflicts")

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")

    def __str__(self) -> str:
        return str(self.uid)


class RowQuerySet(models.QuerySet["Row"]):
    def visible_to(self, user: rules.AnyUser) -> "RowQuerySet":
        return self.filter(rules.visible_rows(user)).distinct()

    def in_legal_order(self) -> "RowQuerySet":
        return self.order_by(
            F("provision__current_text__position").asc(nulls_first=True),
            F("dossier_file").asc(nulls_first=True),
            "position",
            "pk",
        )

    def with_sources(self, seen_by: "AnyUser | None" = None) -> "RowQuerySet":
        """Rows with all that the desk shows; a fixed number of queries.

        With a reader, only those opinions of each row that this person may read.
        """
        sources = (
            RowSource.objects.standing()
            .select_related(
                "opinion__agency",
                "opinion__submission",
                "opinion__provision_text",
                "opinion__remark",
            )
            .order_by(F("opinion__agency__protocol_order").asc(nulls_last=True), "pk")
        )
        if seen_by is not None:
            seen = Opinion.objects.visible_to(seen_by).order_by().values("pk")
            sources = sources.filter(opinion__in=seen)
        return (
            self.select_related(
                "provision",
                "provision__current_text",
                "provision__section",
                "dossier_file",
                "conflict",
                "decided_by",
            )
            .defer("provision__section__body")
            .annotate(has_left=models.Exists(_left_since_decided()))
            .prefetch_related(models.Prefetch("sources", sources))
        )

    def standing(self) -> "RowQuerySet":
        """Rows that still have a source."""
        return self.filter(models.Exists(RowSource.objects.standing().filter(row=OuterRef("pk"))))

    def at_article(self, eid: str) -> "RowQuerySet":
        """Rows on one page of the law or one file's address; "" for the draft as a whole."""
        if not eid:
            return self.filter(provision=None, dossier_file=None)
        file = DossierFile.objects.at(eid)
        return self.filter(Q(provision__section__eid=eid) | Q(dossier_file__in=file))

    def with_source(self, **conditions: Any) -> "RowQuerySet":
        """Rows one of whose opinions is so: `agency=…`, `kind=…`."""
        said = {f"opinion__{name}": value for name, value in conditions.items()}
        sources = RowSource.objects.standing().filter(row=OuterRef("pk"), **said)
        return self.filter(models.Exists(sources))

    def going_out(self) -> "RowQuerySet":
        return self.filter(decision__in=[Decision.TAKEN, Decision.PARTLY, Decision.FORWARDED])

    def open_questions(self) -> "RowQuerySet":
        """Rows that keep an edition from being final."""
        return self.filter(decision__in=[Decision.UNDECIDED, Decision.ASK_LEADER])

    def outdated(self) -> "RowQuerySet":
        """Decided before one of their opinions was sent anew, or was taken out and not sent yet."""
        anew = RowSource.objects.standing().filter(
            row=OuterRef("pk"), opinion__approved_at__gt=OuterRef("decided_at")
        )
        decided = self.exclude(decision=Decision.UNDECIDED)
        return decided.filter(models.Exists(anew) | models.Exists(_left_since_decided()))


class Row(models.Model):
    """One line of the synthesis: opinions that ask for the same change, decided together."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="rows")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="rows")
    dossier_file = models.ForeignKey(DossierFile, models.PROTECT, null=True, related_name="rows")
    position = models.PositiveIntegerField(default=0)
    wording = models.TextField(_("consolidated opinion"), blank=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, default=Decision.UNDECIDED
    )
    reason = models.TextField(_("reason of the decision"), blank=True)
    outgoing = models.TextField(_("wording in our letter"), blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    conflict = models.ForeignKey(Conflict, models.PROTECT, null=True, related_name="rows")
    answer = models.CharField(
        pgettext_lazy("of the drafting agency", "answer"),
        max_length=10,
        choices=Answer.choices,
        blank=True,
    )
    answer_text = models.TextField(_("words of the answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of the synthesis")
        verbose_name_plural = _("rows of the synthesis")
        constraints = [
            models.CheckConstraint(
                condition=Q(provision=None) | Q(dossier_file=None),
                name="a_row_speaks_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(decision="not_taken") | ~Q(reason=""), name="not_taken_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(answer="explained") | ~Q(answer_text=""),
                name="an_explanation_has_words",
            ),
        ]
        indexes = [models.Index(fields=["round", "provision"], name="row_at_provision")]

    def __str__(self) -> str:
        return f"{self.citation}: {self.wording[:60]}"

    @property
    def citation(self) -> str:
        subject = self.provision or self.dossier_file
        return subject.citation if subject else ""

    @property
    def is_outdated(self) -> bool:
        """Decided before one of its opinions was sent anew, or left the desk."""
        decided_at = self.decided_at
        if decided_at is None or self.decision == Decision.UNDECIDED:
            return False
        # Known of rows that were read `with_sources`.
        if getattr(self, "has_left", False):
            return True
        return any(
            source.opinion.approved_at is not None and source.opinion.approved_at > decided_at
            for source in self.sources.all()
        )


class RowSourceQuerySet(models.QuerySet["RowSource"]):
    def standing(self) -> "RowSourceQuerySet":
        """An opinion returned after it was placed leaves its row until it is sent again."""
        return self.filter(opinion__state=OpinionState.APPROVED)

    def of_rows(self, rows: RowQuerySet) -> "RowSourceQuerySet":
        return self.standing().filter(row__in=rows.order_by().values("pk"))

    def totals(self) -> dict[str, int]:
        """Opinions, agencies, rows, conflicts, rows by decision, opinions by answer; one query.

        What a body said again at a meeting is not counted again.
        """
        once = said_once(RowSource.objects.standing())
        decisions = {
            f"rows_{value}": Count("row", filter=Q(row__decision=value), distinct=True)
            for value in Decision.values
        }
        answers = {
            f"answer_{value}": Count("pk", filter=once & Q(row__answer=value))
            for value in Answer.values
        }
        ways = {
            f"from_{value}": Count("pk", filter=once & Q(opinion__origin=value))
            for value in (Origin.MEETING, Origin.PUBLIC)
        }
        return self.aggregate(
            opinions=Count("pk", filter=once),
            agencies=Count("opinion__agency", distinct=True),
            rows=Count("row", distinct=True),
            conflicts=Count("row__conflict", distinct=True),
            answered=Count("pk", filter=once & ~Q(row__answer="")),
            **decisions,
            **answers,
            **ways,
        )

    def by_article(self) -> list[dict[str, Any]]:
        """For each page of the law, and each file of the dossier: what is said, in order.

        `eid` (of a file its address), `title`, `opinions`, `undecided` rows.
        """
        undecided = Q(row__decision__in=[Decision.UNDECIDED, Decision.ASK_LEADER])
        places = list(
            self.values(
                eid=F("row__provision__section__eid"),
                title=F("row__provision__section__title"),
                file=F("row__dossier_file"),
            )
            .annotate(
                opinions=Count("pk", filter=said_once(RowSource.objects.standing())),
                undecided=Count("row", filter=undecided, distinct=True),
                place=Min("row__provision__current_text__position"),
            )
            .order_by(F("place").asc(nulls_first=True), F("file").asc(nulls_first=True))
        )
        spoken_of = {place["file"] for place in places if place["file"]}
        files = DossierFile.objects.in_bulk(spoken_of)
        for place in places:
            if file := files.get(place["file"]):
                place.update(eid=file.address, title=file.citation)
        return places


def _left_since_decided() -> models.QuerySet["RowSource"]:
    """Of a row, opinions that its agency took back, or the compiler returned, since the decision.

    A row whose opinions all left does not stand, so nothing of it is outdated.
    """
    gone = RowSource.objects.filter(row=OuterRef("pk")).exclude(
        opinion__state=OpinionState.APPROVED
    )
    return gone.filter(opinion__taken_back_at__gt=OuterRef("decided_at"))


class RowSource(models.Model):
    """An opinion placed in a row: in exactly one, which the database holds."""

    row = models.ForeignKey(Row, models.PROTECT, related_name="sources")
    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="placed")

    objects = RowSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of a row")
        verbose_name_plural = _("sources of rows")

    def __str__(self) -> str:
        return f"{self.opinion}"
