"""The way in without an account: by the code from the sheet, or by a link.

Whoever tries code after code is soon refused: from one place so many that open nothing, then none
for an hour. What is refused tells nothing about agencies.
"""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import login
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.models import User
from consultation import rules
from consultation.admitting import accept_link, activate_agency, find_code, find_link
from consultation.admitting.codes import dead_code
from consultation.forms.entering import AccountForm, CodeForm
from consultation.models import ActivationCode, Membership

MISSES, MISSES_SECONDS = 30, 60 * 60
BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """First the code; then, with the code, the account of its focal point."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _ask_code(request, form, status=422 if form.is_bound else 200)
    if _has_missed_often(request):
        return _ask_code(request, form, status=429)
    code = find_code(form.cleaned_data["code"])
    if code is None:
        _count_miss(request)
        form.add_error("code", dead_code())
        return _ask_code(request, form, status=422)
    return _enter_by_code(request, form, code)


def _enter_by_code(request: HttpRequest, form: CodeForm, code: ActivationCode) -> HttpResponse:
    typed = form.cleaned_data["code"]
    signed = request.user if isinstance(request.user, User) else None
    account = AccountForm(request.POST if "enter" in request.POST else None)
    context = {"code": code, "typed": typed, "account": account, "signed": signed}
    if "enter" in request.POST and (signed or account.is_valid()):
        try:
            new = None if signed else account.account()
            membership = activate_agency(typed, by=signed, account=new)
            return _enter(request, membership, is_new=new is not None)
        except ValidationError as error:
            if "code" in error.message_dict:
                form.add_error(None, error)
                return _ask_code(request, form, status=422)
            account.add_error(None, error)
    status = 422 if account.errors else 200
    return render(request, "consultation/members/activate.html", context, status=status)


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """A mail scanner may open it: only the button takes the role."""
    invitation = find_link(token)
    if invitation is None:
        return render(request, "consultation/members/dead_link.html", status=404)
    signed = request.user if isinstance(request.user, User) else None
    given = {"full_name": invitation.full_name, "email": invitation.email}
    posted = request.POST if request.method == "POST" and not signed else None
    account = AccountForm(posted, initial=given)
    refused = ""
    if request.method == "POST" and (signed or account.is_valid()):
        try:
            new = None if signed else account.account()
            membership = accept_link(token, by=signed, account=new)
            return _enter(request, membership, is_new=new is not None)
        except ValidationError as error:
            refused = _refusal(account, error, is_signed=signed is not None)
    context = {
        "invitation": invitation,
        "account": account,
        "signed": signed,
        "refused": refused,
        "is_own": signed is not None and invitation.made_by_id == signed.pk,
    }
    status = 422 if account.errors or refused else 200
    return render(request, "consultation/members/accept.html", context, status=status)


def _refusal(account: Form, error: ValidationError, *, is_signed: bool) -> str:
    """By field where there are fields; else the sentence by itself."""
    if is_signed:
        return " ".join(error.messages)
    account.add_error(None, error)
    return ""


def _enter(request: HttpRequest, membership: Membership, *, is_new: bool) -> HttpResponse:
    """Signed in, where the account was made just now; then to where the work is."""
    if is_new:
        login(request, membership.user, backend=BACKEND)
    words = _("You act for %(agency)s now, as: %(role)s.") % {
        "agency": membership.agency.name,
        "role": membership.get_role_display(),
    }
    messages.success(request, words)
    if membership.role in rules.KEEPERS:
        return redirect("members", code=membership.agency.code)
    return redirect("my_tasks")


def _ask_code(request: HttpRequest, form: CodeForm, *, status: int) -> HttpResponse:
    context = {"form": form, "is_refused": status == 429}
    return render(request, "consultation/members/code.html", context, status=status)


def _misses_of(request: HttpRequest) -> str:
    return f"activation-misses:{get_adapter().get_client_ip(request)}"


def _has_missed_often(request: HttpRequest) -> bool:
    return int(cache.get(_misses_of(request), 0)) >= MISSES


def _count_miss(request: HttpRequest) -> None:
    key = _misses_of(request)
    cache.set(key, int(cache.get(key, 0)) + 1, MISSES_SECONDS)
