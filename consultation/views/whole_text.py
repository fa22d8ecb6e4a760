"""A whole law on one page: drawn once for each state of its text, the same for everybody.

Who may read it was asked before; what differs between readers stands around it.
"""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.models import VersionPage
from cms.models.versions import ContentState
from consultation.templatetags.kept import digest
from consultation.templatetags.reading import whole_text


def serve_whole_text(
    request: HttpRequest, version: VersionPage, serve: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page, or 304 where the reader has it already; `serve` is Wagtail's own answer."""
    state = version.content_state()
    etag = quote_etag(digest(state.key, *_around(request)))
    moment = int(state.changed_at.timestamp()) if state.changed_at else None
    if not len(get_messages(request)):
        known = get_conditional_response(request, etag=etag, last_modified=moment)
        if known is not None:
            return known
    response = serve()
    if isinstance(response, TemplateResponse):
        law = law_of(version, state)
        response.context_data = {**(response.context_data or {}), "law": law}
    response["ETag"] = etag
    if moment is not None:
        response["Last-Modified"] = http_date(moment)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def law_of(version: VersionPage, state: ContentState) -> SafeString:
    """The text as it is printed, from the cache if it was drawn before."""
    cache = caches["texts"]
    key = f"whole-{digest(state.key, get_language() or '', _assets())}"
    law = cache.get(key)
    if law is None:
        parts = whole_text(version)
        law = render_to_string("consultation/_whole_law.html", {"parts": parts})
        cache.set(key, str(law))
    return SafeString(law)


def _around(request: HttpRequest) -> list[str]:
    """What the rest of the page depends on: reader, language, form token, assets."""
    reader = str(request.user.pk or "")
    get_token(request)  # A new visitor has none yet, and it comes with this page.
    token = str(request.META.get("CSRF_COOKIE", ""))
    return [reader, get_language() or "", token, request.get_full_path(), _assets()]


def _assets() -> str:
    """Changes with every release that changes a style or a script."""
    return str(getattr(staticfiles_storage, "manifest_hash", ""))
