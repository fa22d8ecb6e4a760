"""Screens: what is found and proposed, files and feeds, searches that are kept."""

from search.views.files import download_results, show_feed
from search.views.results import show_results
from search.views.saved import (
    change_search,
    delete_search,
    keep_search,
    list_saved_searches,
    unsubscribe,
)
from search.views.suggestions import show_suggestions

__all__ = [
    "change_search",
    "delete_search",
    "download_results",
    "keep_search",
    "list_saved_searches",
    "show_feed",
    "show_results",
    "show_suggestions",
    "unsubscribe",
]
