"""Doors to what compares versions: from a draft's page, and from an agency's answer."""

from django import template
from django.template import Context
from django.urls import reverse

from cms.models import VersionPage
from cms.structure.difference import holds_wording
from consultation import rules
from consultation.commenting import earlier_opinions
from consultation.models import Opinion, Submission
from consultation.models.compared import comparable_versions

register = template.Library()


@register.simple_tag(takes_context=True)
def comparison_url(context: Context, version: VersionPage) -> str:
    """Compared with the version before, or the first with the next; empty if there is one only."""
    draft = getattr(context.get("request"), "draft", None) or version.draft
    versions = comparable_versions(draft)
    uids = [one.uid for one in versions]
    if len(uids) < 2 or version.uid not in uids:
        return ""
    at = max(uids.index(version.uid), 1)
    return reverse("comparison", args=[draft.slug, uids[at - 1], uids[at]])


@register.simple_tag(takes_context=True)
def earlier_count(context: Context, submission: Submission) -> int:
    """How many opinions of the version before could be carried over, for who may do so."""
    if not rules.can_write(context["request"].user, submission):
        return 0
    return earlier_opinions(submission).count()


@register.filter
def already_stands(opinion: Opinion) -> bool:
    """Whether the text it speaks of says what it proposes: often one carried over too long."""
    text = opinion.provision_text
    return text is not None and holds_wording(
        f"{text.heading}\n{text.text}", opinion.proposed_wording
    )
