"""What is proposed while somebody types: the same for everybody."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from search.limits import is_within
from search.suggesting import suggest

# A quick typist, in an office where all come from one address.
MOST, SECONDS = 1200, 60


@require_safe
def show_suggestions(request: HttpRequest) -> JsonResponse:
    visitor = str(get_adapter().get_client_ip(request))
    if not is_within("suggest", visitor, most=MOST, seconds=SECONDS):
        return JsonResponse({"suggestions": []}, status=429)
    typed = request.GET.get("q", "").replace("\0", "")
    return JsonResponse({"suggestions": suggest(typed)})
