"""A search that an officer keeps, for the screens about it."""

from collections.abc import Callable

from django.urls import reverse

from search.alerts import save_search, unsubscribe_token
from search.models import Frequency, SavedSearch
from search.query import SearchQuery
from tests.journeys.scenes import Scene


def saved_search(scene: Scene) -> SavedSearch:
    values = {"name": "Thời hạn trả lời", "frequency": Frequency.NONE}
    return save_search(SearchQuery("thời hạn"), by=scene.people["officer"], **values)


def of_saved(route: str) -> Callable[[Scene], str]:
    def address(scene: Scene) -> str:
        saved = saved_search(scene)
        return reverse(route, args=[saved.uid] if route == "change_search" else None)

    return address


def way_out(scene: Scene) -> str:
    return reverse("unsubscribe", args=[unsubscribe_token(saved_search(scene))])
