"""Pages of a law for visitors: drawn once, kept finished on disk, shown as quickly as a file.

Only an answer that the ordinary way gave to somebody without a session is kept, together with the
state of all it shows. Before it is shown again that state is asked for anew, so a page that was
changed, closed or made internal is never shown once more.

A state must have been read before its page was drawn, and only the drawn page says where it stands:
the first answer teaches the place, the second is kept.
"""

import gzip
import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import DisallowedHost
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_header_parameters

from config.language import language_of
from config.page_store import KeptPage, keep_page, name_of, open_page
from consultation.models.law_facts import LawPlace, VisitorPage, state_for_visitors

# Whoever sends one of these is known to the site, or is about to be told something.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
KEPT_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Content-Security-Policy",
    "X-Frame-Options",
)
# Up to here a page is read and sent at once; a longer one is left to the server to send.
AT_ONCE = 256 * 1024


class VisitorPages:
    """Middleware: above all that asks who somebody is, below what serves files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_plain_visit(request):
            return self.get_response(request)
        zipped = takes_gzip(request)
        name = name_of(request.path_info, language_of(request), "gzip" if zipped else "plain")
        opened = open_page(settings.VISITOR_PAGES, name)
        known = opened.page if opened else None
        state = state_now(LawPlace(*known.place)) if known else ""
        if opened and opened.page.state == state:
            return answer_with(opened.page, opened.file, opened.length, request)
        if opened:
            opened.file.close()
        response = self.get_response(request)
        shown = getattr(request, "visitor_page", None)
        if not isinstance(shown, VisitorPage) or not may_be_kept(shown, request, response):
            return response
        is_known = known is not None and tuple(known.place) == tuple(shown.place)
        page, body = finished(response, shown.place, state if is_known else "", zipped=zipped)
        keep_page(settings.VISITOR_PAGES, name, page, body)
        return answer_with(page, BytesIO(body), len(body), request)


def is_plain_visit(request: HttpRequest) -> bool:
    """Nothing that could make the answer another one than all others get at this address."""
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return False
    if any(name in request.COOKIES for name in PERSONAL_COOKIES):
        return False
    if "Authorization" in request.headers or "HX-Request" in request.headers:
        return False
    try:
        return request.get_host() == urlsplit(settings.BASE_URL).netloc
    except DisallowedHost:
        return False


def takes_gzip(request: HttpRequest) -> bool:
    for wish in request.headers.get("Accept-Encoding", "").split(","):
        coding, parameters = parse_header_parameters(wish.strip())
        if coding == "gzip":
            return parameters.get("q", "1").strip("0.") != ""
    return False


def state_now(place: LawPlace) -> str:
    """That of the law, with what the frame of every page depends on."""
    frame = (
        settings.RELEASE,
        getattr(staticfiles_storage, "manifest_hash", ""),
        settings.SITE_NAME,
        settings.CONTACT_EMAIL,
        settings.BASE_URL,
    )
    return hashlib.sha256(f"{frame} {state_for_visitors(place)}".encode()).hexdigest()


def may_be_kept(shown: VisitorPage, request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        shown.address == request.path_info
        and isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not response.has_header("Content-Encoding")
    )


def finished(
    response: HttpResponse, place: LawPlace, state: str, *, zipped: bool
) -> tuple[KeptPage, bytes]:
    body = response.content
    tag = hashlib.sha256(body).hexdigest()[:32]
    headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    if zipped:
        body, tag = gzip.compress(body, 6, mtime=0), f"{tag}-gzip"
        headers["Content-Encoding"] = "gzip"
    return KeptPage(tuple(place), state, f'"{tag}"', headers), body


def answer_with(
    page: KeptPage, file: BinaryIO, length: int, request: HttpRequest
) -> HttpResponseBase:
    """The page, or 304 where the browser has it; it may keep it, and asks each time."""
    headers = {
        **page.headers,
        "Content-Length": str(length),
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding, Cookie",
        "ETag": page.etag,
    }
    response = HttpResponse(headers=headers)
    answer = get_conditional_response(request, etag=page.etag, response=response) or response
    if answer is not response or request.method == "HEAD":
        file.close()
        return answer
    if length <= AT_ONCE:
        with file:
            response.content = file.read()
        return response
    streamed = FileResponse(file, content_type=headers["Content-Type"])
    # It names the file to whoever saves the page.
    del streamed["Content-Disposition"]
    for name, value in headers.items():
        streamed[name] = value
    return streamed
