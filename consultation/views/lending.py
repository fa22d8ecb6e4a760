"""A head's power for some days: authorising somebody, who stands in, being away, taking it back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.models import Agency, User
from consultation import rules
from consultation.admitting import end_delegation, lend_power, name_substitute, record_absence
from consultation.forms.members import AbsenceForm, LendForm, SubstituteForm
from consultation.models import Delegation, Membership
from consultation.rules import Role
from consultation.views.members import kept_agency, members_page
from consultation.views.signing_in import SignedRequest, signed_in


@signed_in
@require_POST
def lend(request: SignedRequest, code: str) -> HttpResponse:
    agency = kept_agency(request, code)
    if not rules.can_lend_power(request.user, agency):
        raise PermissionDenied
    form = LendForm(request.POST, people=Membership.objects.takers(agency))

    def act(**values: Any) -> object:
        return lend_power(agency, by=request.user, **values)

    return _done(request, agency, "lend", form, act, _("The power is lent for these days."))


@signed_in
@require_POST
def substitute(request: SignedRequest, code: str) -> HttpResponse:
    agency = kept_agency(request, code)
    if not rules.can_lend_power(request.user, agency):
        raise PermissionDenied
    headship = _heads(agency).get(user=request.user)
    form = SubstituteForm(request.POST, people=Membership.objects.takers(agency))

    def act(substitute: User | None) -> object:
        return name_substitute(headship, by=request.user, substitute=substitute)

    return _done(request, agency, "substitute", form, act, _("It is noted who acts for you."))


@signed_in
@require_POST
def absence(request: SignedRequest, code: str) -> HttpResponse:
    agency = kept_agency(request, code)
    heads = [head for head in _heads(agency) if rules.can_record_absence(request.user, head)]
    if not heads:
        raise PermissionDenied
    form = AbsenceForm(request.POST, heads=heads)

    def act(head: User, **days: Any) -> object:
        headship = next(one for one in heads if one.user_id == head.pk)
        return record_absence(headship, by=request.user, **days)

    return _done(request, agency, "absence", form, act, _("The absence is noted."))


@signed_in
@require_POST
def take_back(request: SignedRequest, code: str, uid: UUID) -> HttpResponse:
    """By who keeps the members, and by who has the power himself."""
    agency = get_object_or_404(Agency, code=code)
    delegations = Delegation.objects.of_agency(agency)
    if not rules.can_keep_members(request.user, agency):
        delegations = delegations.filter(taker=request.user)
    end_delegation(get_object_or_404(delegations, uid=uid), by=request.user)
    messages.success(request, _("The power is taken back. What was done under it stands."))
    if rules.can_keep_members(request.user, agency):
        return redirect("members", code=code)
    return redirect("my_agencies")


def _done(
    request: SignedRequest,
    agency: Agency,
    name: str,
    form: Form,
    act: Callable[..., object],
    words: str,
) -> HttpResponse:
    """The act with what the form says; the page with the form where it did not hold."""
    if form.is_valid():
        try:
            act(**form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors:
        return members_page(request, agency, **{name: form})
    messages.success(request, words)
    return redirect("members", code=agency.code)


def _heads(agency: Agency) -> Any:
    held = Membership.objects.in_time().filter(agency=agency, role=Role.HEAD)
    return held.select_related("user", "substitute", "agency")
