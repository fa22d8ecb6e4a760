"""The table of screens knows every address, and no two pages bear the same title."""

import re
from collections import defaultdict
from itertools import groupby
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter
from wagtail.models import get_page_models

from tests.factories import UserFactory
from tests.journeys.screens import ELSEWHERE, SCREENS

OURS = ("cms", "consultation", "search", "allauth")
FILLING = {UUIDConverter: uuid4(), IntConverter: 1}


def routes(patterns):
    """Named addresses whose views are ours or are shown in our frame; the admin's own lists of
    things stand in namespaces of their own, and in its frame."""
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from () if pattern.namespace else routes(pattern.url_patterns)
        elif pattern.callback.__module__.split(".")[0] in OURS and pattern.name:
            yield pattern


def is_an_act(pattern, client):
    """Answers nothing but a posted form."""
    names = pattern.pattern.converters
    filling = {name: FILLING.get(type(converter), "x") for name, converter in names.items()}
    address = reverse(pattern.name, kwargs=filling)
    return client.get(address).status_code == 405


@pytest.mark.django_db
def test_every_address_stands_in_the_table(client):
    client.force_login(UserFactory())
    known = {screen.route for screen in SCREENS} | set(ELSEWHERE)
    unknown = [p for p in routes(get_resolver().url_patterns) if p.name not in known]
    types = {model.__name__ for model in get_page_models() if model.__module__.startswith("cms.")}

    assert [pattern.name for pattern in unknown if not is_an_act(pattern, client)] == []
    assert types - known == set()


@pytest.mark.browser
def test_no_two_pages_of_a_site_bear_the_same_title(transactional_db, scenes, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    same = []
    for name, screens in groupby(sorted(SCREENS, key=lambda s: s.scene), key=lambda s: s.scene):
        pages = defaultdict(set)
        for screen in screens:
            if screen.then is None:
                path, title = read(screen, scenes.show(name))
                pages[title].add(path)
        shared = {title: paths for title, paths in pages.items() if len(paths) > 1}
        same += [f"{name}: {title}: {sorted(paths)}" for title, paths in shared.items()]

    assert same == []


def read(screen, scene):
    """The path that was reached, and its title."""
    client = Client()
    if screen.who != "visitor":
        client.force_login(scene.people[screen.who])
    if screen.first:
        screen.first(client)
    answer = client.get(screen.address(scene).split("#")[0], follow=True)
    title = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
    return answer.request["PATH_INFO"], " ".join(title.group(1).split())
