"""Searches that a person keeps, and the way out of the mails about them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultation.views.signing_in import SignedRequest, signed_in
from search import alerts
from search.forms import SavedSearchForm, read_query, write_query
from search.models import SavedSearch

REASONS = {
    alerts.TOO_MANY: lambda: _("You keep 50 searches already. Delete one you need no more."),
    alerts.TOO_BROAD: lambda: _(
        "This search finds more than 1,000 texts: mails about it would say little."
        " Narrow it down, or keep it without mails."
    ),
    alerts.NO_ADDRESS: lambda: _(
        "Your account has no mail address. Keep the search without mails, or ask who manages"
        " your account to add one."
    ),
}


@signed_in
@require_safe
def list_saved_searches(request: SignedRequest) -> HttpResponse:
    return render(request, "search/saved.html", {"searches": SavedSearch.objects.of(request.user)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def keep_search(request: SignedRequest) -> HttpResponse:
    """The query is in the address, the name in the form."""
    query = read_query(request.GET)
    if not query.text:
        return redirect("search")
    form = SavedSearchForm(request.POST or None, initial={"name": query.text[:120]})
    context = {"form": form, "query": query, "address": write_query(query)}
    if request.method == "POST" and form.is_valid():
        try:
            alerts.save_search(query, by=request.user, **form.cleaned_data)
        except alerts.RefusedError as refused:
            form.add_error(None, REASONS[refused.reason]())
        else:
            messages.success(request, _("The search is kept."))
            return redirect("saved_searches")
    status = 422 if form.errors else 200
    return render(request, "search/keep.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_search(request: SignedRequest, uid: UUID) -> HttpResponse:
    saved = get_object_or_404(SavedSearch.objects.of(request.user), uid=uid)
    initial = {"name": saved.name, "frequency": saved.frequency}
    form = SavedSearchForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            alerts.change_saved_search(saved, by=request.user, **form.cleaned_data)
        except alerts.RefusedError as refused:
            form.add_error(None, REASONS[refused.reason]())
        else:
            messages.success(request, _("Changed."))
            return redirect("saved_searches")
    status = 422 if form.errors else 200
    return render(request, "search/change.html", {"form": form, "saved": saved}, status=status)


@signed_in
@require_POST
def delete_search(request: SignedRequest, uid: UUID) -> HttpResponse:
    saved = get_object_or_404(SavedSearch.objects.of(request.user), uid=uid)
    alerts.delete_saved_search(saved, by=request.user)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
    return redirect("saved_searches")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The signed link of a mail is the permission (RFC 8058): mail programs post without cookies.

    Reading the page changes nothing: programs that look at links before people do unsubscribe
    nobody.
    """
    uid = alerts.read_unsubscribe_token(token)
    saved = SavedSearch.objects.filter(uid=uid).first() if uid else None
    if saved is None:
        raise Http404
    if request.method == "POST":
        alerts.stop_alerts(saved)
    context = {"saved": saved, "is_done": request.method == "POST"}
    return render(request, "search/unsubscribe.html", context)
