"""Members of an agency, its codes and links: the addresses, and what each person gets there."""

from datetime import timedelta

from django.urls import reverse

from cms import clock
from consultation.admitting import invite_member, lend_power, make_codes, name_substitute
from consultation.models import Membership
from consultation.rules import Role
from tests.security.scene import Scene

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


def doors(scene: Scene) -> list[tuple[str, str, str, dict]]:
    """Door with its note, method, path, form. A link, a code and a lent power to come are made."""
    consultation = scene.consultation
    agency, round_ = consultation.agencies[0], consultation.round
    head, officer = scene.people["own head"], scene.people["own officer"]
    headship = Membership.objects.get(agency=agency, user=head, role=Role.HEAD)
    tomorrow = clock.today() + timedelta(days=1)
    days = {"starts_on": tomorrow, "ends_on": tomorrow + timedelta(days=2)}
    link, token = invite_member(agency, by=head, role=Role.CLERK, full_name="Quàng Thị Xuân")
    lent = lend_power(agency, by=head, taker=officer, **days)
    name_substitute(headship, by=head, substitute=officer)
    codes = make_codes(round_, by=scene.people["compiler"], agencies=[consultation.agencies[2]])
    code = agency.code
    text = {name: day.isoformat() for name, day in days.items()}
    away = {"starts_on": text["ends_on"], "ends_on": text["ends_on"]}
    return [
        ("my_agencies", "GET", reverse("my_agencies"), {}),
        ("members", "GET", reverse("members", args=[code]), {}),
        (
            "invite_member",
            "POST",
            reverse("invite_member", args=[code]),
            {"full_name": "Lò Thị Lan", "role": "officer"},
        ),
        ("revoke_link", "POST", reverse("revoke_link", args=[code, link.uid]), {}),
        ("member", "GET", reverse("member", args=[code, officer.uid]), {}),
        ("give_role", "POST", reverse("give_role", args=[code, officer.uid]), {"role": "focal"}),
        (
            "end_membership",
            "POST",
            reverse("end_membership", args=[code, officer.uid, "officer"]),
            {},
        ),
        (
            "lend_power",
            "POST",
            reverse("lend_power", args=[code]),
            {"taker": officer.uid, **text},
        ),
        ("end_delegation", "POST", reverse("end_delegation", args=[code, lent.uid]), {}),
        (
            "name_substitute",
            "POST",
            reverse("name_substitute", args=[code]),
            {"substitute": officer.uid},
        ),
        (
            "record_absence",
            "POST",
            reverse("record_absence", args=[code]),
            {"head": head.uid, **away},
        ),
        ("activate", "GET", reverse("activate"), {}),
        ("activate alive", "POST", reverse("activate"), {"code": codes[0][1]}),
        ("activate dead", "POST", reverse("activate"), {"code": "AAAA-BBBB-CCCC"}),
        ("accept_link", "GET", reverse("accept_link", args=[token]), {}),
        ("accept_link dead", "GET", reverse("accept_link", args=["x"]), {}),
        ("accept_link", "POST", reverse("accept_link", args=[token]), {}),
        ("activation", "GET", reverse("activation", args=[round_.uid]), {}),
        (
            "make_codes",
            "POST",
            reverse("make_codes", args=[round_.uid]),
            {"agencies": [consultation.agencies[2].uid], "shown": "screen"},
        ),
    ]
