"""What the search field proposes while somebody types: public words alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import DraftPage
from consultation import rules
from consultation.rules import AnyUser


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def readable_by(self, user: AnyUser) -> "SuggestionQuerySet":
        """Asked anew each time: a row that outlived its draft's publicity proposes nothing."""
        drafts = DraftPage.objects.live().public().filter(rules.visible_drafts(user))
        return self.filter(draft__in=drafts.order_by().values("pk"))

    def with_words(self, folded: list[str]) -> "SuggestionQuerySet":
        """Each word begins a word of it."""
        found = self
        for word in folded:
            found = found.filter(folded__contains=f" {word}")
        return found


class Suggestion(models.Model):
    """A draft's title, a heading in it, or a document number it names.

    Only drafts that everybody may read have any. `folded` begins with a space, as every word in it.
    """

    draft = models.ForeignKey(DraftPage, models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    folded = models.CharField(max_length=320)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(fields=["draft", "text"], name="suggestion_stands_once"),
        ]

    def __str__(self) -> str:
        return self.text
