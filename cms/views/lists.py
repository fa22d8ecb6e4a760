"""The admin's lists that are short enough to be searched word by word, with or without marks."""

from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView
from wagtail.users.views.users import IndexView as WagtailUserIndexView

from cms.structure.letters import without_marks


class FoundWithoutMarks:
    """For some hundreds of rows: each word typed must begin a word of the `search_fields`."""

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        view: Any = self
        if not view.is_searching:
            return queryset
        typed = without_marks(view.search_query).split()
        rows = queryset.order_by().values_list("pk", *view.search_fields)
        return queryset.filter(pk__in=[pk for pk, *texts in rows if _begins(typed, texts)])


def _begins(typed: list[str], texts: list[Any]) -> bool:
    text = " " + " ".join(without_marks(str(text)) for text in texts if text)
    return all(f" {word}" in text for word in typed)


class SnippetList(FoundWithoutMarks, SnippetIndexView):
    """A list of snippets."""


class UserList(FoundWithoutMarks, WagtailUserIndexView):
    """Accounts, found by the person's name too."""

    search_fields = ("username", "full_name", "email")
