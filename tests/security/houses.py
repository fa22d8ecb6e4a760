"""Members of an agency, its codes and links: the addresses, and what each person gets there."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from cms import clock
from consultation.admitting import invite_member, lend_power, make_codes, name_substitute
from consultation.models import Membership
from consultation.rules import Role
from tests.security.scene import Scene

Door = tuple[str, str, str, dict[str, Any]]

# As in `tables`; the agency is the one that has sent its answer.
# fmt: off
ROWS = {
    "GET my_agencies":                 "<...........",
    "GET members":                     "<xx.xxxxxxxx",
    "POST invite_member":              "<xx.xxxxxxxx",
    "POST revoke_link":                "<xx>xxxxxxxx",
    "GET member":                      "<x..xxxxxxxx",
    "POST give_role":                  "<xx>xxxxxxxx",
    "POST end_membership":             "<x>>xxxxxxxx",
    "POST lend_power":                 "<xx>xxxxxxxx",
    "POST end_delegation":             "<->>--------",
    "POST name_substitute":            "<xx>xxxxxxxx",
    "POST record_absence":             "<xx>xxxxxxxx",
    "GET activate":                    "............",
    "POST activate alive":             "............",
    "POST activate dead":              "!!!!!!!!!!!!",
    "GET accept_link":                 "............",
    "GET accept_link dead":            "------------",
    "POST accept_link":                "!>>!>>>>>>>>",
    "GET activation":                  "<-xxxxxxx..-",
    "POST make_codes":                 "<-xxxxxxx..-",
}
PUBLIC_DIFFERS = {
    "GET activation":                  "<xxxxxxxx..x",
    "POST make_codes":                 "<xxxxxxxx..x",
}
# fmt: on


def get(door: str, *args: Any, note: str = "") -> Door:
    return (f"{door} {note}".strip(), "GET", reverse(door, args=args), {})


def post(door: str, *args: Any, note: str = "", **form: Any) -> Door:
    return (f"{door} {note}".strip(), "POST", reverse(door, args=args), form)


def doors(scene: Scene) -> list[Door]:
    """A link, a code and a lent power to come are made for it."""
    consultation = scene.consultation
    agency = consultation.agencies[0]
    head, officer = scene.people["own head"], scene.people["own officer"]
    headship = Membership.objects.get(agency=agency, user=head, role=Role.HEAD)
    tomorrow = clock.today() + timedelta(days=1)
    days = {"starts_on": tomorrow, "ends_on": tomorrow + timedelta(days=2)}
    link, token = invite_member(agency, by=head, role=Role.CLERK, full_name="Quàng Thị Xuân")
    lent = lend_power(agency, by=head, taker=officer, **days)
    name_substitute(headship, by=head, substitute=officer)
    return [
        get("my_agencies"),
        get("members", agency.code),
        post("invite_member", agency.code, full_name="Lò Thị Lan", role="officer"),
        post("revoke_link", agency.code, link.uid),
        get("member", agency.code, officer.uid),
        post("give_role", agency.code, officer.uid, role="focal"),
        post("end_membership", agency.code, officer.uid, "officer"),
        post("lend_power", agency.code, taker=officer.uid, **days),
        post("end_delegation", agency.code, lent.uid),
        post("name_substitute", agency.code, substitute=officer.uid),
        post("record_absence", agency.code, head=head.uid, **days),
        get("accept_link", token),
        get("accept_link", "x", note="dead"),
        post("accept_link", token),
        *of_codes(scene),
    ]


def of_codes(scene: Scene) -> list[Door]:
    consultation = scene.consultation
    silent = consultation.agencies[2]
    codes = make_codes(consultation.round, by=scene.people["compiler"], agencies=[silent])
    return [
        get("activate"),
        post("activate", note="alive", code=codes[0][1]),
        post("activate", note="dead", code="AAAA-BBBB-CCCC"),
        get("activation", consultation.round.uid),
        post("make_codes", consultation.round.uid, agencies=[silent.uid], shown="screen"),
    ]
