"""For administrators: do the mails go out, and which did not."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access
from wagtail.permission_policies import ModelPermissionPolicy

from cms import clock
from consultation.models import MailState, Message
from consultation.notifying import send_again

PAGE = 50
# The worker looks each minute: what has been due for so long waits for no mail server.
SLOW = timedelta(minutes=10)


def may_watch_mail(request: HttpRequest) -> bool:
    """As Wagtail gives permissions in its admin: to administrators, and to a group one chooses."""
    policy = ModelPermissionPolicy(Message)
    return bool(policy.user_has_permission(request.user, "change"))


@require_admin_access
@require_http_methods(["GET", "POST"])
def show_mail(request: HttpRequest) -> HttpResponse:
    """How many mails stand in each state, and those in trouble; on POST, some are tried again."""
    if not may_watch_mail(request):
        raise PermissionDenied
    if request.method == "POST":
        again = send_again(uids=_uids(request))
        words = ngettext(
            "%(count)d mail is tried again.", "%(count)d mails are tried again.", again
        )
        messages.success(request, words % {"count": again})
        return redirect("mail_health")
    troubled = Message.objects.troubled().select_related("to")
    context = {
        "states": _states(),
        "is_slow": Message.objects.due(clock.now() - SLOW).exists(),
        "page": Paginator(troubled, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "consultation/admin/mail_health.html", context)


def _states() -> list[dict[str, Any]]:
    counted = Message.objects.counted_by_state()
    return [{"label": label, "count": counted.get(value, 0)} for value, label in MailState.choices]


def _uids(request: HttpRequest) -> list[str]:
    """Those that were ticked and stand among the mails in trouble."""
    known = {str(uid) for uid in Message.objects.troubled().values_list("uid", flat=True)}
    return [uid for uid in request.POST.getlist("message") if uid in known]
