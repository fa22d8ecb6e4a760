"""Documents reach for nothing outside themselves, even where escaping had failed."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetchingError

from consultation.rendering.fetcher import AddressRefused, ClosedFetcher

# {file}, {style} and {site} are a local file, a local style sheet and a local server.
PROBES = {
    "image from a file": '<img src="{file}">',
    "image from a site": '<img src="{site}image">',
    "image in the address": '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/'
    'svg%22 width=%229%22 height=%229%22/>">',
    "attachment by a link": '<link rel="attachment" href="{file}">',
    "attachment by an anchor": '<a rel="attachment" href="{file}">x</a>',
    "style import from a file": "<style>@import url({style});</style>",
    "style import from a site": "<style>@import url({site}import);</style>",
    "style sheet from a site": '<link rel="stylesheet" href="{site}sheet">',
    "background": '<p style="background: url({site}background)">x</p>',
    "generated content": "<style>p::before {{ content: url({site}content) }}</style><p>x</p>",
    "face": "<style>@font-face {{ font-family: z; src: url({site}face) }}</style>"
    '<p style="font-family: z">x</p>',
    "object": '<object data="{file}"></object><embed src="{file}">',
    "image in an image": '<svg width="9" height="9"><image href="{file}" width="9" height="9"/>'
    "</svg>",
    "relative to a base": '<base href="{site}"><img src="relative">',
}
COLOUR_PROFILE = "<style>@color-profile --x {{ src: url({site}profile) }}</style>"


class Listening(URLFetcher):
    """Goes where it is sent, and remembers that it did."""

    def __init__(self):
        super().__init__()
        self.reached = []

    def fetch(self, url, headers=None):
        response = super().fetch(url, headers)
        self.reached.append(url)
        return response


@pytest.fixture
def site():
    """The address of a server of ours, and what it was asked for."""
    asked = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def probe(tmp_path, site):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>SECRET')
    style = tmp_path / "style.css"
    style.write_text("body::after { content: 'SECRET' }")
    places = {"file": secret.as_uri(), "style": style.as_uri(), "site": site[0]}

    def draw(html, fetcher):
        page = f'<html lang="vi"><title>t</title>{html.format(**places)}<p>An toàn</p></html>'
        return HTML(string=page, url_fetcher=fetcher).write_pdf(uncompressed_pdf=True)

    return draw


@pytest.mark.parametrize("name", PROBES)
def test_nothing_is_fetched_and_the_page_is_drawn_all_the_same(probe, site, name):
    pdf = probe(PROBES[name], ClosedFetcher())

    assert site[1] == []
    assert b"SECRET" not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert len(document.attachments) == 0


def test_a_colour_profile_is_not_fetched_either(probe, site):
    with pytest.raises(URLFetchingError, match="refused"):
        probe(COLOUR_PROFILE, ClosedFetcher())

    assert site[1] == []


def test_the_probes_bite_where_the_way_is_open(probe):
    reaching = []
    for name, html in PROBES.items():
        fetcher = Listening()
        probe(html, fetcher)
        if fetcher.reached:
            reaching.append(name)

    assert len(reaching) >= 12


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1/", "data:,x", ""])
def test_every_address_is_refused(address):
    with pytest.raises(AddressRefused):
        ClosedFetcher().fetch(address)
