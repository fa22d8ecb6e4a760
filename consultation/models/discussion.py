"""The talk under an opinion: threads of django-comments-xtd, made safe by a row of our own.

Who may read a thread is said once, by the discussion; the side-car keeps a comment from being
deleted and a form from being taken twice.
"""

import uuid

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_comments.models import Comment
from django_comments_xtd.models import (
    XtdComment,
    publish_or_unpublish_on_pre_save,
)

from consultation import rules
from consultation.models.opinion import Opinion

__all__ = ["Audience", "CommentRecord", "Discussion", "XtdComment", "stop_republishing"]


class Audience(models.TextChoices):
    AGENCY = "agency", pgettext_lazy("who reads a discussion", "The agency itself")
    LEAD = "lead", pgettext_lazy("who reads a discussion", "The agency and the compilers")


class Discussion(models.Model):
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="discussions")
    audience = models.CharField(max_length=8, choices=Audience.choices)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "audience"], name="one_discussion_an_audience"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opinion} · {self.get_audience_display()}"

    def get_absolute_url(self) -> str:
        return f"#y-kien-{self.opinion.uid}"


class CommentRecordQuerySet(models.QuerySet["CommentRecord"]):
    def visible_to(self, user: rules.AnyUser) -> "CommentRecordQuerySet":
        discussions = Discussion.objects.filter(rules.visible_discussions(user))
        return self.filter(discussion__in=discussions, comment__is_public=True)

    def in_order(self) -> "CommentRecordQuerySet":
        """As they were written, with their words and who reads them."""
        return self.select_related("comment", "discussion").order_by("comment__submit_date", "pk")


class CommentRecord(models.Model):
    """Beside each comment: its public name, the form's token, and a guard against deletion."""

    comment = models.OneToOneField(Comment, models.PROTECT, primary_key=True, related_name="+")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True)
    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="records")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CommentRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of a comment")
        verbose_name_plural = _("records of comments")

    def __str__(self) -> str:
        return str(self.uid)


def stop_republishing() -> None:
    """Take off the package's handler that shows hidden replies whenever their parent is saved.

    Raises:
        ImproperlyConfigured: it was not on, so this room became ready before the package.
    """
    if not models.signals.pre_save.disconnect(publish_or_unpublish_on_pre_save, XtdComment):
        raise ImproperlyConfigured("django_comments_xtd must stand before consultation")
