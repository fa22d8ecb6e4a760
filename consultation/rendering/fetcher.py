"""WeasyPrint's way out to files and networks, walled up."""

from typing import NoReturn

from weasyprint.urls import URLFetcher


class AddressRefused(ValueError):
    """A document asked for something from outside itself."""


class ClosedFetcher(URLFetcher):
    """Refuses every address, whatever its scheme.

    Our documents need none: styles are in the document, faces are the machine's, attachments come
    as bytes. WeasyPrint takes the refusal as a missing image and goes on drawing.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> NoReturn:
        raise AddressRefused(f"refused: {url[:80]}")
