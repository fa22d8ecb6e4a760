"""The other files of a draft law's dossier, and the way to where drafts are imported."""

from typing import Any

from django import template
from django.template import Context

from cms.importing.keeping import may_import
from cms.models import DraftPage

register = template.Library()


@register.inclusion_tag("consultation/_dossier_files.html")
def dossier_files(draft: DraftPage) -> dict[str, Any]:
    """Stands only where the draft itself may be read."""
    return {"files": list(draft.dossier_files.standing())}


@register.simple_tag(takes_context=True)
def may_import_drafts(context: Context) -> bool:
    return may_import(context["request"].user)
