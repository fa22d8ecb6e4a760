"""What an opinion may be: kind, state, who reads it, how it came, what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    AMEND = "amend", pgettext_lazy("kind of an opinion", "Amend")
    ADD = "add", pgettext_lazy("kind of an opinion", "Add")
    DELETE = "delete", pgettext_lazy("kind of an opinion", "Delete")
    DISAGREE = "disagree", pgettext_lazy("kind of an opinion", "Disagree")
    QUESTION = "question", _("Unclear, a question")
    TECHNICAL = "technical", _("Drafting technique")
    AGREE = "agree", pgettext_lazy("kind of an opinion", "Agree")


class OpinionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of an opinion", "Draft")
    APPROVED = "approved", pgettext_lazy("state of an opinion", "Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an opinion", "Withdrawn")


class Visibility(models.TextChoices):
    AGENCY = "agency", _("The agency itself")
    LEAD = "lead", _("The agency and the compilers")
    PUBLIC = "public", _("Everyone")


class Origin(models.TextChoices):
    WRITTEN = "written", _("Written here")
    LETTER = "letter", _("Letter")
    MEETING = "meeting", pgettext_lazy("where an opinion was given", "Meeting")
    PUBLIC = "public", _("The public")


class Category(models.TextChoices):
    """What an opinion is about: the contents of appraisal (Law 64/2025, art. 34)."""

    NECESSITY = "necessity", _("Necessity, scope, subjects")
    LEGALITY = "legality", _("Constitutionality, legality")
    CONSISTENCY = "consistency", _("Consistency of the legal system")
    TREATIES = "treaties", _("International treaties")
    FEASIBILITY = "feasibility", _("Feasibility, resources")
    PROCEDURES = "procedures", _("Administrative procedures, costs")
    POWERS = "powers", _("Powers, decentralisation")
    TECHNOLOGY = "technology", _("Science, innovation, digital transformation")
    GENDER = "gender", _("Gender equality")
    ETHNIC = "ethnic", _("Ethnic policy")
    RIGHTS = "rights", _("Human and civil rights")
    TERMS = "terms", _("Definitions")
    TRANSITION = "transition", _("Entry into force, transition")
    LANGUAGE = "language", _("Language, technique, references")
    OTHER = "other", _("Other")
