"""What the table of screens says of each: where it stands, who looks at it, in which scene."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tests.journeys.scenes import Scene

Address = Callable[[Scene], str]


@dataclass(frozen=True)
class Screen:
    """`route` is its name in the URLconf, or the page type; `what` tells those of a route apart.

    `first` is done with the person's session before, `then` on the page that has come.
    """

    route: str
    who: str
    at: Address | None = None
    what: str = ""
    scene: str = "full"
    status: int = 200
    first: Callable[[Client], None] | None = None
    then: Callable[[Page, Scene], None] | None = None

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.scene, self.route, self.what, self.who) if part)

    def address(self, scene: Scene) -> str:
        return self.at(scene) if self.at else reverse(self.route)


def of_round(route: str, key: str, query: str = "") -> Address:
    return lambda scene: reverse(route, args=[scene.rounds[key].uid]) + query
