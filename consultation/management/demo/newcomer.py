"""In the round to try: an agency that has no account yet, with its code; a head who is away."""

from datetime import timedelta

from cms import clock
from cms.models import Agency
from consultation.admitting import lend_power, make_codes, name_substitute
from consultation.inviting import invite_agencies
from consultation.management.demo.people import Cast
from consultation.management.demo.province import LEAD, PROVINCE
from consultation.models import Membership, Round
from consultation.rules import Role

NAME = "Sở Ngoại vụ"
DAYS_AWAY = 5


def ask_newcomer(round_: Round, cast: Cast) -> str:
    """Its code, as it would stand on its sheet."""
    compiler = cast.person(LEAD.code, "compiler")
    agency = Agency.objects.create(
        code="sngv",
        name=NAME,
        short_name=NAME,
        kind="department",
        protocol_order=215,
        superior_name=PROVINCE,
        letter_symbol="SNgV-VP",
        place_name="Điện Biên",
        signing_title="GIÁM ĐỐC",
    )
    invite_agencies(round_, by=compiler, agencies=[agency])
    ((_code, letters),) = make_codes(round_, by=compiler, agencies=[agency])
    return letters


def lend_a_power(cast: Cast) -> None:
    """The head of one department is away: her officer may approve for some days."""
    head, officer = cast.person("snnmt", "head"), cast.person("snnmt", "officer")
    headship = Membership.objects.select_related("agency").get(user=head, role=Role.HEAD)
    name_substitute(headship, by=head, substitute=officer)
    today = clock.today()
    lend_power(
        headship.agency,
        by=head,
        taker=officer,
        starts_on=today,
        ends_on=today + timedelta(days=DAYS_AWAY),
        document="215/QĐ-SNNMT",
    )
