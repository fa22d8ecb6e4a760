"""An agency's members, for its head and its focal point: who is in, who is invited, roles."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.models import Agency, User
from consultation import rules
from consultation.admitting import end_membership, give_role, invite_member, revoke_link
from consultation.forms.members import (
    AbsenceForm,
    EndForm,
    InviteForm,
    LendForm,
    RoleForm,
    SubstituteForm,
)
from consultation.models import Delegation, MemberInvitation, Membership
from consultation.rendering.receipt import square_code
from consultation.rules import Role
from consultation.views.signing_in import SignedRequest, signed_in

# Those that are over and still shown.
PAST_DELEGATIONS = 10


@signed_in
@require_safe
def my_agencies(request: SignedRequest) -> HttpResponse:
    """For which agencies one acts, as what, and by whose power."""
    held = request.user.memberships.in_time().select_related("agency")
    lent = Delegation.objects.standing().filter(taker=request.user)
    context = {
        "memberships": held.order_by("agency__protocol_order", "agency__name", "role"),
        "lent": lent.select_related("agency", "giver").order_by("starts_on", "pk"),
        "kept": set(Agency.objects.filter(rules.kept_agencies(request.user))),
    }
    return render(request, "consultation/members/mine.html", context)


@signed_in
@require_safe
def show_members(request: SignedRequest, code: str) -> HttpResponse:
    return members_page(request, kept_agency(request, code))


@signed_in
@require_POST
@never_cache
def invite(request: SignedRequest, code: str) -> HttpResponse:
    """The link is told on this one page; who loses it makes another."""
    agency = kept_agency(request, code)
    form = InviteForm(request.POST, offered=_offered(request.user, agency))
    if not form.is_valid():
        return members_page(request, agency, invite=form)
    try:
        invitation, token = invite_member(agency, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return members_page(request, agency, invite=form)
    link = settings.BASE_URL + reverse("accept_link", args=[token])
    modules, squares = square_code(link)
    context = {
        "agency": agency,
        "invitation": invitation,
        "link": link,
        "modules": modules,
        "squares": squares,
    }
    return render(request, "consultation/members/invited.html", context)


@signed_in
@require_POST
def revoke(request: SignedRequest, code: str, uid: UUID) -> HttpResponse:
    agency = kept_agency(request, code)
    links = MemberInvitation.objects.select_related("agency")
    revoke_link(get_object_or_404(links, uid=uid, agency=agency), by=request.user)
    messages.success(request, _("The link does not open anything any more."))
    return redirect("members", code=code)


@signed_in
@require_safe
def show_member(request: SignedRequest, code: str, person: UUID) -> HttpResponse:
    agency, member = _member(request, code, person)
    return _member_page(request, agency, member)


@signed_in
@require_POST
def give(request: SignedRequest, code: str, person: UUID) -> HttpResponse:
    agency, member = _member(request, code, person)
    offered = _offered_to(request.user, member, agency)
    if not offered:
        raise PermissionDenied
    form = RoleForm(request.POST, offered=offered)
    if form.is_valid():
        try:
            give_role(agency, by=request.user, person=member, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors:
        return _member_page(request, agency, member, give=form)
    messages.success(request, _("The role is given."))
    return redirect("member", code=code, person=person)


@signed_in
@require_POST
def end(request: SignedRequest, code: str, person: UUID, role: str) -> HttpResponse:
    agency, member = _member(request, code, person)
    held = Membership.objects.of_agency(agency).filter(user=member)
    membership = get_object_or_404(held, role=role)
    form = EndForm(request.POST, prefix=role)
    if form.is_valid():
        try:
            end_membership(membership, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors:
        return _member_page(request, agency, member, ends={role: form})
    messages.success(request, _("The role ends."))
    if _may_keep(again(request.user), agency):
        return redirect("members", code=code)
    return redirect("my_agencies")


def again(user: User) -> User:
    """As the next request reads the person, whose own role may have ended just now."""
    return User.objects.get(pk=user.pk)


def kept_agency(request: SignedRequest, code: str) -> Agency:
    agency = get_object_or_404(Agency, code=code)
    if not rules.can_keep_members(request.user, agency):
        raise PermissionDenied
    return agency


def members_page(request: SignedRequest, agency: Agency, **bound: Form) -> HttpResponse:
    """With a form that did not hold in its place; `bound` names it: invite, lend, substitute,
    absence."""
    user = request.user
    held = list(Membership.objects.of_agency(agency))
    heads = [one for one in held if one.role == Role.HEAD and not one.is_to_come]
    own = next((one for one in heads if one.user_id == user.pk), None)
    takers = Membership.objects.takers(agency) if own else []
    away = [one for one in heads if one.substitute_id and rules.can_record_absence(user, one)]
    delegations = Delegation.objects.of_agency(agency)
    forms = {
        "invite": InviteForm(offered=_offered(user, agency)),
        "lend": LendForm(people=takers) if own else None,
        "substitute": SubstituteForm(people=takers, initial=_named(own)) if own else None,
        "absence": AbsenceForm(heads=away) if away else None,
    }
    context = {
        "agency": agency,
        "people": _people(held),
        "links": MemberInvitation.objects.unused().filter(agency=agency).order_by("-made_at"),
        "has_head": bool(heads),
        "heads": heads,
        "is_head": own is not None,
        "standing": delegations.standing(),
        "past": delegations.over()[:PAST_DELEGATIONS],
        **forms,
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "consultation/members/members.html", context, status=status)


def _named(own: Membership) -> dict[str, Any]:
    return {"substitute": own.substitute.uid if own.substitute else None}


def _people(held: list[Membership]) -> list[tuple[User, list[Membership]]]:
    """Each person once, with all his roles, in the order of the highest."""
    roles: dict[User, list[Membership]] = {}
    for membership in held:
        roles.setdefault(membership.user, []).append(membership)
    return list(roles.items())


def _member(request: SignedRequest, code: str, uid: UUID) -> tuple[Agency, User]:
    """A member of today, for who keeps the members, and for himself."""
    agency = get_object_or_404(Agency, code=code)
    is_self = request.user.uid == uid and rules.standing_of(request.user).acts_for(agency.pk)
    if not is_self and not rules.can_keep_members(request.user, agency):
        raise PermissionDenied
    held = Membership.objects.of_agency(agency).filter(user__uid=uid).first()
    if held is None:
        raise Http404
    return agency, held.user


def _member_page(
    request: SignedRequest,
    agency: Agency,
    member: User,
    *,
    give: Form | None = None,
    ends: Mapping[str, Form] | None = None,
) -> HttpResponse:
    ends = ends or {}
    offered = _offered_to(request.user, member, agency)
    held = Membership.objects.of_agency(agency).filter(user=member)
    entries = [
        {
            "membership": one,
            "end": _end_form(request.user, one, ends.get(one.role)),
            "is_warned": "is_meant" in (ends[one.role].errors if one.role in ends else {}),
        }
        for one in held
    ]
    context = {
        "agency": agency,
        "member": member,
        "entries": entries,
        "may_keep": _may_keep(request.user, agency),
        "give": give or (RoleForm(offered=offered) if offered else None),
    }
    status = 422 if give or ends else 200
    return render(request, "consultation/members/member.html", context, status=status)


def _end_form(user: User, membership: Membership, bound: Form | None) -> Form | None:
    if not rules.can_end_membership(user, membership):
        return None
    return bound or EndForm(prefix=membership.role)


def _may_keep(user: User, agency: Agency) -> bool:
    return rules.can_keep_members(user, agency)


def _offered(user: User, agency: Agency) -> list[str]:
    return [role for role in Role if rules.can_give_role(user, agency, role)]


def _offered_to(user: User, member: User, agency: Agency) -> list[str]:
    """Roles one may give to this member, who has not got them."""
    held = set(
        agency.memberships.filter(rules.in_time(), user=member).values_list("role", flat=True)
    )
    may = (role for role in Role if rules.can_give_role_to(user, member, agency, role))
    return [role for role in may if role not in held]
