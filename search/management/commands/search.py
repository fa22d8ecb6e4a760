"""Search from the command line, as the public or as a person with an account."""

import json
from html import unescape
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.html import strip_tags

from cms.models import User
from search.finder import Page, search
from search.query import SearchQuery


class Command(BaseCommand):
    help = "Search as the public, or as a user. Marks in the snippets are HTML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", help="what would be typed into the search field")
        parser.add_argument("--as", dest="username", help="search as this user")
        parser.add_argument("--size", type=int, default=20, help="hits to show (at most 100)")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        user = read_user(options["username"]) if options["username"] else AnonymousUser()
        page = search(user, SearchQuery(options["words"], size=options["size"]))
        if options["json"]:
            answer = json.dumps(as_json(page), ensure_ascii=False, indent=2)
            # A terminal that cannot show a letter must not end the command.
            self.stdout.write(answer.encode("utf-8", "replace").decode())
            return
        self.stdout.write(f"{page.total} ({page.engine}{', relaxed' if page.relaxed else ''})")
        for hit in page.hits:
            self.stdout.write(f"\n{hit.kind}: {hit.title} ({hit.context})\n  {hit.url}")
            self.stdout.write(f"  {unescape(strip_tags(hit.snippet_html))}")


def read_user(username: str) -> User:
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no user “{username}”.") from error


def as_json(page: Page) -> dict[str, Any]:
    return {
        "total": page.total,
        "relaxed": page.relaxed,
        "engine": page.engine,
        "hits": [
            {
                "kind": hit.kind,
                "id": hit.id,
                "title": hit.title,
                "url": hit.url,
                "snippet": hit.snippet_html,
            }
            for hit in page.hits
        ],
        "facets": {
            name: [
                {"value": choice.value, "label": choice.label, "count": choice.count}
                for choice in choices
            ]
            for name, choices in page.facets.items()
        },
        "next": page.next,
    }
