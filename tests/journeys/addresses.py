"""Where the screens of a scene stand."""

from collections.abc import Callable

from django.urls import reverse

from tests.factories.laws import provision
from tests.journeys.scenes import Scene

Address = Callable[[Scene], str]


def of_round(route: str, key: str, query: str = "") -> Address:
    return lambda scene: reverse(route, args=[scene.rounds[key].uid]) + query


def of_answer(route: str, key: str) -> Address:
    return lambda scene: reverse(route, args=[scene.answers[key].uid])


def of_versions(query: str = "") -> Address:
    def address(scene: Scene) -> str:
        old, new = (scene.rounds[key].version for key in ("earlier", "open"))
        return reverse("comparison", args=[new.draft.slug, old.uid, new.uid]) + query

    return address


def of_draft(route: str, key: str = "open") -> Address:
    return lambda scene: reverse(route, args=[scene.rounds[key].draft.slug])


def of_clause(route: str, key: str = "open", eid: str = "art_3") -> Address:
    return lambda scene: reverse(route, args=[provision(scene.rounds[key].version, eid).uid])


def in_law(path: str) -> Address:
    return lambda scene: scene.law + path


def receipt(scene: Scene) -> str:
    return reverse("receipt", args=[scene.answers["approved"].receipt_code])
