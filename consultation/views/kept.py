"""Words that could not be saved: kept in the session until they are, under their form's token."""

from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse

_KEY = "kept_words"
# Somebody who is not signed in may write here, so it is bounded.
MOST_FORMS = 5
MOST_CHARACTERS = 200_000


def keep_words(request: HttpRequest) -> str:
    """Keep what was posted; the address of the page that shows it, or "" if it has no token."""
    try:
        token = str(UUID(request.POST.get("token", "")))
    except ValueError:
        return ""
    words = request.POST.copy()
    words.pop("csrfmiddlewaretoken", None)
    encoded = words.urlencode()
    if len(encoded) > MOST_CHARACTERS:
        return ""
    kept = {**request.session.get(_KEY, {})}
    kept.pop(token, None)
    kept[token] = encoded
    request.session[_KEY] = dict(list(kept.items())[-MOST_FORMS:])
    return reverse("kept_opinion", args=[token])


def kept_words(request: HttpRequest, token: UUID) -> QueryDict | None:
    encoded = request.session.get(_KEY, {}).get(str(token))
    return None if encoded is None else QueryDict(encoded)


def let_words_go(request: HttpRequest, token: UUID) -> None:
    kept = request.session.get(_KEY, {})
    if kept.pop(str(token), None) is not None:
        request.session[_KEY] = kept
