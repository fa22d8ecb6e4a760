"""A saved web page → lines: the law in it is found, what the site put around it is left out."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from cms.structure.outline import Line

from .package import Element
from .refusal import ImportRefused
from .text import decode
from .web_lines import lines_of

MOST_ELEMENTS = 300_000

_DROPPED = (
    "head", "script", "style", "noscript", "template", "nav", "aside", "iframe", "object", "embed",
    "svg", "select", "option", "button", "input", "textarea", "canvas", "audio", "video",
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*(?:Điều|ĐIỀU)\s+(\d{1,4}[a-zđ]?)\b")
# So much of all articles must stand in what is taken for the law.
_MOST_ARTICLES = 0.9
# Text with so many links in it is a site's, not a law's.
_MOST_LINKED = 0.15
_COPY_OUT = "Hãy chép riêng phần văn bản ra tệp Word rồi tải lại."


def read_web_page(path: Path) -> list[Line]:
    """The lines of the law in an HTML file; `source` counts the blocks of text, from 0.

    Raises:
        ImportRefused: the page is not text in Unicode, too large, or empty.
    """
    body = _parse(decode(path.read_bytes()))
    _drop_machinery(body)
    law = _with_surroundings(_deepest_with_articles(body))
    left_out = _length(body) - _length(law)
    lines = list(lines_of(law))
    if left_out and lines:
        first = lines[0]
        remark = (
            "page_surroundings",
            f"Đã bỏ {left_out} chữ cái ngoài phần văn bản của trang (trình đơn, liên kết, quảng"
            " cáo); hãy kiểm tra đầu và cuối dự thảo.",
        )
        lines[0] = Line(first.text, first.source, table=first.table, remarks=(remark,))
    return lines


def _parse(text: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ImportRefused("too_deep", f"Trang HTML lồng quá sâu. {_COPY_OUT}")
    if root is None or (body := root.find("body")) is None:
        raise ImportRefused("empty", "Trang HTML không có nội dung.")
    if sum(1 for _ in body.iter()) > MOST_ELEMENTS:
        raise ImportRefused(
            "too_many_paragraphs", f"Trang HTML có quá nhiều thành phần. {_COPY_OUT}"
        )
    return body


def _drop_machinery(body: Element) -> None:
    """Take out what is never read as text: scripts, menus, fields, what is hidden, comments."""
    unwanted = [
        item
        for item in body.iter()
        if not isinstance(item.tag, str)
        or item.tag in _DROPPED
        or item.get("hidden") is not None
        or _HIDDEN.search(item.get("style") or "")
    ]
    for item in unwanted:
        parent = item.getparent()
        if parent is not None:
            _keep_tail(item, parent)
            parent.remove(item)


def _keep_tail(item: Element, parent: Element) -> None:
    if not item.tail:
        return
    before = item.getprevious()
    if before is None:
        parent.text = (parent.text or "") + item.tail
    else:
        before.tail = (before.tail or "") + item.tail
    item.tail = None


def _deepest_with_articles(body: Element) -> Element:
    """The element that holds the articles; of a table of contents and the law, the longer."""
    found: dict[Element, set[str]] = {}
    for item in body.iter():
        for number in _article_numbers(item):
            for holder in (item, *item.iterancestors()):
                found.setdefault(holder, set()).add(number)
    least = len(found.get(body, ())) * _MOST_ARTICLES
    holders = [item for item, numbers in found.items() if len(numbers) >= least]
    around = {parent for item in holders for parent in item.iterancestors()}
    return max((item for item in holders if item not in around), key=_length, default=body)


def _article_numbers(item: Element) -> Iterator[str]:
    texts = (item.text, *(child.tail for child in item))
    for text in texts:
        if text and (match := _ARTICLE.match(text)):
            yield match[1]


def _with_surroundings(law: Element) -> Element:
    """The law with its head, foot and appendices: as far out as there are few links."""
    while (parent := law.getparent()) is not None and parent.tag != "html":
        added = _length(parent) - _length(law)
        linked = _linked(parent) - _linked(law)
        if linked > added * _MOST_LINKED:
            break
        law = parent
    return law


def _length(item: Element) -> int:
    """How many letters a reader sees."""
    return sum(len("".join(text.split())) for text in item.itertext())


def _linked(item: Element) -> int:
    return sum(_length(link) for link in item.iter("a") if link.get("href"))
