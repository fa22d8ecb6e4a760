"""Every address of the site, as the URL configuration itself lists them."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN = "quan-tri/"


def named_doors() -> set[str]:
    """Names of all routes outside the admin; an address without a name goes by its path."""
    return {
        pattern.name or path
        for path, pattern in walk(get_resolver().url_patterns)
        if not path.startswith(ADMIN)
    }


def admin_doors() -> list[str]:
    """A concrete path for every address of the admin."""
    paths = (path for path, _pattern in walk(get_resolver().url_patterns))
    return sorted({"/" + filled(path) for path in paths if path.startswith(ADMIN)})


def filled(path: str) -> str:
    """The path of a pattern, with something in each of its places."""
    values = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1"}
    path = re.sub(r"\(\?P<\w+>[^)]*\)", "1", path).replace("^", "").replace("$", "")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda place: values.get(place[1], "x"), path)


def walk(patterns, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, path)
        else:
            yield path, pattern
