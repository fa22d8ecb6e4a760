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


class SearchDocQuerySet(models.QuerySet["SearchDoc"]):
    def open_to(self, access: Access) -> "SearchDocQuerySet":
        """The first lock: what is not open here is neither found nor counted."""
        return self.filter(access.condition())

    def of(self, kind: str, object_ids: Iterable[int]) -> "SearchDocQuerySet":
        return self.filter(kind=kind, object_id__in=object_ids)


class SearchDoc(models.Model):
    """One thing that can be found. Written in the transaction that changes the thing.

    `title_folded`, `body_folded` and `exact` are what `search.analysis` makes of its words.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    object_id = models.BigIntegerField()
    # Hits of one article stand together on the screen.
    group_key = models.CharField(max_length=120, blank=True)
    title_folded = models.TextField()
    body_folded = models.TextField(blank=True)
    exact = models.TextField(blank=True)
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
    position = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

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
