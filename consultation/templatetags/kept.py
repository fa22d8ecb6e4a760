"""What is drawn once and kept: the key is all that is drawn, so that nothing old can be shown."""

import hashlib

from django import template
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from consultation.templatetags.contents import Contents

register = template.Library()

A_DAY = 24 * 60 * 60


@register.simple_tag
def contents_list(toc: Contents) -> SafeString:
    """The entries of the contents: the same for all who see the same counts, wherever they are."""
    drawn = [
        (item.url, item.title, item.level, item.voices, item.own, item.mark, item.agreed)
        for item in toc.entries
    ]
    key = digest("contents", get_language() or "", repr(drawn))
    html = caches["texts"].get(key)
    if html is None:
        html = str(render_to_string("consultation/_contents_list.html", {"entries": toc.entries}))
        caches["texts"].set(key, html, A_DAY)
    if toc.current is not None:
        address = f'<a href="{escape(toc.current.url)}"'
        html = html.replace(address, f'{address} aria-current="page"', 1)
    return SafeString(html)


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
