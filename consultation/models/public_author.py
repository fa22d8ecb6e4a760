"""Who said it: the personal data of a citizen, apart from the words, so that it can be erased.

The audit trail knows only a salted sum of it (`seal`). Erasing takes the salt away, too: what is
left in the trail is a number that nobody can try names against.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consultation.models.public_comment import PublicComment


class PublicAuthor(models.Model):
    """Every field but the comment may be empty: nobody has to say who they are."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    comment = models.OneToOneField(PublicComment, models.PROTECT, related_name="author")
    name = models.CharField(_("full name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    place = models.CharField(_("place of residence"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    language = models.CharField(max_length=8, default="vi")
    shows_name = models.BooleanField(_("name is shown"), default=False)
    shows_place = models.BooleanField(_("place is shown"), default=True)
    salt = models.CharField(max_length=32, blank=True)
    seal = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("author of a public comment")
        verbose_name_plural = _("authors of public comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(name="", email="", place="", organisation="", salt="", shows_name=False),
                name="an_erased_author_is_nobody",
            ),
        ]
        indexes = [models.Index(fields=["email"], name="author_by_email")]

    def __str__(self) -> str:
        return self.shown_as

    @property
    def shown_as(self) -> str:
        """What the public reads: the name only where it was chosen and the address confirmed."""
        if self.shows_name and self.name and self.comment.confirmed_at is not None:
            return f"{self.name} ({self.organisation})" if self.organisation else self.name
        if self.place and self.shows_place:
            return gettext("A citizen (%(place)s)") % {"place": self.place}
        return gettext("A citizen")

    @property
    def says_who(self) -> bool:
        """Whether anything personal is kept here."""
        return bool(self.name or self.email or self.place or self.organisation)


class Purpose(models.TextChoices):
    HANDLE = "handle", _("Keep what was given, to confirm and to answer")
    SHOW_NAME = "show_name", _("Show the name beside the comment")


class PublicConsent(models.Model):
    """To one purpose, in the words that stood beside the box when it was ticked."""

    author = models.ForeignKey(PublicAuthor, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    version = models.CharField(max_length=20)
    text = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(fields=["author", "purpose"], name="one_consent_a_purpose"),
            models.CheckConstraint(condition=~Q(text=""), name="a_consent_keeps_its_words"),
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())
