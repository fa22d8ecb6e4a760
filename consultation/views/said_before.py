"""Beside a provision: what one's own agencies said of it before, and what became of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.models import Provision
from consultation.models.earlier import said_before
from consultation.views.access import ScreenRequest
from consultation.views.reading import readable_draft
from consultation.views.signing_in import signed_in


@signed_in
@require_safe
def show_said_before(request: ScreenRequest, uid: UUID) -> HttpResponse:
    """A card for the margin; without a script, a page."""
    standing = Provision.objects.filter(retired_at=None).select_related("section__version")
    place = get_object_or_404(standing, uid=uid)
    if not place.section.live or readable_draft(request, place.section) is None:
        raise Http404
    is_part = bool(getattr(request, "htmx", False))
    name = "_said_before.html" if is_part else "said_before.html"
    context = {"place": place, "said": said_before(place, request.user), "is_alone": not is_part}
    return render(request, f"consultation/{name}", context)
