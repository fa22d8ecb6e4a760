"""The other files of a draft law's dossier, and the way to where drafts are imported."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context

from cms.importing.keeping import may_import
from cms.models import DossierFile, DraftPage, VersionPage
from consultation.models import Invitation, Opinion
from consultation.rules import AnyUser

register = template.Library()


@register.inclusion_tag("consultation/_dossier_files.html", takes_context=True)
def dossier_files(
    context: Context, draft: DraftPage, version: VersionPage | None = None
) -> dict[str, Any]:
    """Each with what is said of it, and whether one may say more; beside the newest version.

    Stands only where the draft itself may be read.
    """
    files = list(draft.dossier_files.standing())
    user = context["request"].user
    seats = _seats_of(draft, user) if files and user.is_authenticated else []
    version = version or _spoken_of(draft, seats) if files else None
    said: dict[int, int] = {}
    if version is not None:
        said = Opinion.objects.filter(round__version=version).counted_for(user).counts_by_file()
    may_write = any(seat.round.version_id == version.pk for seat in seats) if version else False
    read = getattr(context["request"], "draft", None)
    asks_public = version is not None and getattr(read, "asks_public", False)
    return {
        "files": [_shown(file, version, said) for file in files],
        "may_write": may_write,
        "asked_about": version if asks_public and not may_write else None,
    }


def _seats_of(draft: DraftPage, user: AnyUser) -> list[Invitation]:
    """Where one still writes on this draft, the pressing round first."""
    asked = Invitation.objects.filter(round__draft=draft).answerable_by(user).with_answers()
    return [seat for seat in asked.select_related("round__version", "agency") if seat.takes_words]


def _spoken_of(draft: DraftPage, seats: Sequence[Invitation]) -> VersionPage | None:
    """The version one is asked about, else the newest."""
    if seats:
        return seats[0].round.version
    return VersionPage.objects.live().child_of(draft).order_by("in_force", "-number").first()


def _shown(file: DossierFile, version: VersionPage | None, said: dict[int, int]) -> dict[str, Any]:
    """`url` opens the margin at the file, as `views.place` writes it."""
    url = f"{version.get_url()}?tai={file.address}#margin" if version else ""
    return {"file": file, "url": url, "said": said.get(file.pk, 0)}


@register.simple_tag(takes_context=True)
def may_import_drafts(context: Context) -> bool:
    return may_import(context["request"].user)
