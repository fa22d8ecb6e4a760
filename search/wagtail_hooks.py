"""What the room adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet

from search.viewsets import AbbreviationViewSet

register_snippet(AbbreviationViewSet)
