"""A whole law on one page: drawn once for each state of its text, the same for everybody.

Who may read it was asked before; what differs between readers comes by itself.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.models import VersionPage
from consultation.models import Opinion
from consultation.templatetags.kept import digest
from consultation.templatetags.reading import whole_text
from consultation.views.reading import readable_draft


def whole_context(version: VersionPage) -> dict[str, Any]:
    """The text as it is printed and its contents, from the cache if they were drawn before."""
    state = version.content_state()
    key = f"whole-{digest(state, get_language() or '', settings.RELEASE)}"
    drawn = caches["texts"].get(key)
    if drawn is None:
        parts = {"parts": whole_text(version)}
        drawn = [
            str(render_to_string(f"consultation/{name}.html", parts))
            for name in ("_whole_law", "_whole_contents")
        ]
        caches["texts"].set(key, drawn)
    law, contents = map(SafeString, drawn)
    return {"law": law, "law_contents": contents}


@require_safe
def count_voices(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How much is said at each section, as far as the reader may know: {"art_5": 3}."""
    version = get_object_or_404(VersionPage.objects.live(), uid=uid)
    if readable_draft(request, version) is None:
        raise Http404
    said = Opinion.objects.filter(round__version=version).counted_for(request.user)
    return JsonResponse(said.counts_by_section())
