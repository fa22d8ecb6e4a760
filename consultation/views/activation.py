"""Which of the asked agencies have come in, and codes on paper for those that have not."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms import clock
from consultation import rules
from consultation.admitting import make_codes
from consultation.forms.activation import ON_PAPER, CodesForm
from consultation.models import ActivationCode, Round
from consultation.rendering.activation import Sheet, draw_sheets
from consultation.rendering.faces import printable_characters
from consultation.views.access import worked_round
from consultation.views.signing_in import SignedRequest, signed_in

DAY = "%d/%m/%Y"


@signed_in
@require_safe
def show_activation(request: SignedRequest, uid: UUID) -> HttpResponse:
    round_ = worked_round(request.user, uid, may=rules.can_follow_activation)
    return _page(request, round_)


@signed_in
@require_POST
@never_cache
def hand_out_codes(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The codes are told here and never again; whoever loses them makes new ones."""
    round_ = worked_round(request.user, uid, may=rules.can_make_codes)
    asked = round_.invitations.values_list("agency_id", flat=True)
    form = CodesForm(request.POST, asked=asked)
    if not form.is_valid():
        return _page(request, round_, form)
    on_paper = form.cleaned_data["shown"] == ON_PAPER
    if on_paper:
        # Before the codes on other paper die.
        printable_characters()
    try:
        made = make_codes(round_, by=request.user, agencies=form.cleaned_data["agencies"])
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, round_, form)
    if on_paper:
        response = HttpResponse(_drawn(round_, made), content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="phieu-kich-hoat.pdf"'
        return response
    context = {"round": round_, "made": made}
    return render(request, "consultation/members/codes.html", context)


def _page(request: SignedRequest, round_: Round, form: CodesForm | None = None) -> HttpResponse:
    invitations = list(round_.invitations.with_activation().in_protocol_order())
    ticked = set(form["agencies"].value() or []) if form else None
    entries = [
        {
            "invitation": each,
            "ticked": str(each.agency.uid) in ticked
            if ticked is not None
            else each.activation == "none",
        }
        for each in invitations
    ]
    context = {
        "round": round_,
        "entries": entries,
        "inside": sum(1 for each in invitations if each.activation == "inside"),
        "total": len(invitations),
        "form": form or CodesForm(asked=()),
        "can_make": rules.can_make_codes(request.user, round_),
    }
    return render(
        request, "consultation/members/activation.html", context, status=422 if form else 200
    )


def _drawn(round_: Round, made: list[tuple[ActivationCode, str]]) -> bytes:
    address = settings.BASE_URL + reverse("activate")
    return draw_sheets(
        Sheet(
            agency=code.agency.name,
            lead=round_.lead.name,
            round_name=round_.name,
            draft=round_.draft.title,
            code=letters,
            address=address,
            good_until=code.last_day.strftime(DAY),
            last_day=round_.last_day.strftime(DAY),
            made_at=clock.now().isoformat(),
            contact=settings.CONTACT_EMAIL,
        )
        for code, letters in made
    )
