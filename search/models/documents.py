"""The rows that are searched, and the abbreviations the search knows.

A row holds tokens, never text: what is shown is cut from the thing itself.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.access import Access


class Kind(models.TextChoices):
    PROVISION = "provision", _("Provision")
    OPINION = "opinion", _("Opinion")
    ROW = "row", _("Row of a synthesis")
    DRAFT = "draft", _("Draft law")
    PAGE = "page", _("Page")
    ATTACHMENT = "file", _("Document of a dossier")


class SearchDocQuerySet(models.QuerySet["SearchDoc"]):
    def open_to(self, access: Access) -> "SearchDocQuerySet":
        """The first lock: what is not open here is neither found nor counted."""
        return self.filter(access.condition())

    def of(self, kind: str, object_ids: Iterable[int]) -> "SearchDocQuerySet":
        return self.filter(kind=kind, object_id__in=object_ids)


class SearchDoc(models.Model):
    """One thing that can be found. Written in the transaction that changes the thing.

    The four columns of tokens are what `search.analysis` makes of its words. Title and body stay
    apart in all of them: no phrase reaches from one into the other, on any engine.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    object_id = models.BigIntegerField()
    # Hits of one article stand together on the screen.
    group_key = models.CharField(max_length=120, blank=True)
    title_folded = models.TextField()
    body_folded = models.TextField(blank=True)
    title_exact = models.TextField(blank=True)
    body_exact = models.TextField(blank=True)
    # Tokens of title and body together, for ranking.
    length = models.PositiveIntegerField(default=0)
    version_id = models.BigIntegerField(null=True)
    draft_id = models.BigIntegerField(null=True)
    round_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    eid_article = models.CharField(max_length=20, blank=True)
    eid_clause = models.CharField(max_length=20, blank=True)
    eid_point = models.CharField(max_length=20, blank=True)
    visibility = models.CharField(max_length=10)
    # Numbers of agencies as `access.as_readers` writes them.
    readers = models.TextField(blank=True)
    lead_agency_id = models.BigIntegerField(null=True)
    # What the facets count besides kind, draft and agency.
    document_type = models.CharField(max_length=12, blank=True)
    field = models.CharField(max_length=120, blank=True)
    # When it was first put forward, said or added; `updated_at` moves on.
    year = models.PositiveSmallIntegerField(null=True)
    opinion_kind = models.CharField(max_length=20, blank=True)
    # What became of it: an `Answer`, or our `Decision` with "our_" before it.
    answer = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    # Counts up with every change that is sent on to an engine outside the database.
    revision = models.BigIntegerField(default=0)

    objects = SearchDocQuerySet.as_manager()

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_row_a_thing"),
        ]
        indexes = [
            models.Index(fields=["eid_article", "eid_clause"], name="search_row_of_article"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Abbreviation(models.Model):
    """A short form and what it stands for; the search finds each by the other."""

    short = models.CharField(_("short form"), max_length=20)
    long = models.CharField(_("long form"), max_length=120)

    class Meta:
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        ordering = ["short", "long"]
        constraints = [
            models.UniqueConstraint(fields=["short", "long"], name="abbreviation_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"
