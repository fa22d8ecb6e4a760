"""A scene with an agency whose people come, go and stand in for each other; its screens."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from playwright.sync_api import Page

from cms import clock
from cms.models import Agency, User
from consultation.admitting import invite_member, lend_power, make_codes, name_substitute
from consultation.models import Membership
from consultation.rules import Role
from tests.factories import UserFactory, member_of, officer_of, open_consultation
from tests.journeys.scenes import PLAYS, Scene
from tests.journeys.screen import Screen, of_round

# What is told once, by name: a code, a link.
TOLD: dict[str, str] = {}


def play_house() -> Scene:
    """Agency 0 has everybody and lends power; agency 1 has a code; agency 2 has nothing yet."""
    asked = open_consultation(agencies=3)
    agency, coming, silent = asked.agencies
    Membership.objects.filter(agency__in=[coming, silent]).delete()
    head, focal = asked.head(), member_of(agency, Role.FOCAL, full_name="Lò Thị Lan")
    deputy = officer_of(agency, full_name="Thào Thị Dinh")
    today = clock.today()
    name_substitute(head.memberships.get(), by=head, substitute=deputy)
    lend_power(
        agency,
        by=head,
        taker=deputy,
        starts_on=today,
        ends_on=today + timedelta(days=3),
        document="12/QĐ-SNV, 01/12/2026",
    )
    TOLD["link"] = invite_member(
        agency, by=focal, role=Role.CLERK, full_name="Quàng Thị Xuân", email="xuan@example.vn"
    )[1]
    TOLD["code"] = make_codes(asked.round, by=asked.compiler, agencies=[coming])[0][1]
    return Scene(
        people={
            "visitor": AnonymousUser(),
            "officer": deputy,
            "focal": focal,
            "head": head,
            "compiler": asked.compiler,
            "newcomer": UserFactory(),
            "editor": UserFactory(is_superuser=True, is_staff=True),
        },
        rounds={"open": asked.round},
    )


PLAYS["house"] = play_house


def house(scene: Scene) -> Agency:
    return scene.people["head"].memberships.get(role=Role.HEAD).agency


def members(scene: Scene) -> str:
    return reverse("members", args=[house(scene).code])


def member(who: str):
    def address(scene: Scene) -> str:
        person: User = scene.people[who]
        return reverse("member", args=[house(scene).code, person.uid])

    return address


def link(scene: Scene) -> str:
    return reverse("accept_link", args=[TOLD["link"]])


def type_code(code: str):
    def act(page: Page, scene: Scene) -> None:
        page.locator("#id_code").fill(TOLD.get(code, code))
        page.get_by_role("main").get_by_role("button").click()
        page.wait_for_load_state()

    return act


def invite(page: Page, scene: Scene) -> None:
    page.locator("#id_full_name").fill("Giàng A Páo")
    page.locator("aside input[value=officer]").check(force=True)
    page.locator("aside form button").click()
    page.locator("svg.qr").wait_for()


def open_all(page: Page, scene: Scene) -> None:
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true }")


def end_own_role(page: Page, scene: Scene) -> None:
    open_all(page, scene)
    page.locator("main form[action*='/head/'] button").click()
    page.locator("input[name$=is_meant]").wait_for()


def codes_on_screen(page: Page, scene: Scene) -> None:
    page.locator("input[value=screen]").check(force=True)
    page.locator("main form button").last.click()
    page.locator("b.secret").first.wait_for()


def of_house(route: str, who: str, at=None, what: str = "", **more) -> Screen:
    return Screen(route, who, at, what, scene="house", **more)


SCREENS = [
    of_house("my_agencies", "officer"),
    of_house("my_agencies", "newcomer"),
    of_house("members", "head", members, "all open", then=open_all),
    of_house("members", "focal", members),
    of_house("invite_member", "focal", members, then=invite),
    of_house("member", "head", member("officer"), "another", then=open_all),
    of_house("member", "officer", member("officer"), "own"),
    of_house("member", "head", member("head"), "warned", then=end_own_role),
    of_house("activate", "visitor"),
    of_house("activate", "visitor", what="wrong", then=type_code("AAAA-BBBB-CCCC")),
    of_house("activate", "visitor", what="account", then=type_code("code")),
    of_house("activate", "newcomer", what="own account", then=type_code("code")),
    of_house("accept_link", "visitor", link),
    of_house("accept_link", "newcomer", link),
    of_house(
        "accept_link",
        "visitor",
        lambda scene: reverse("accept_link", args=["x"]),
        "dead",
        status=404,
    ),
    of_house("activation", "compiler", of_round("activation", "open")),
    of_house("make_codes", "compiler", of_round("activation", "open"), then=codes_on_screen),
    of_house("import_agencies", "editor"),
]

ELSEWHERE = {
    "export_agencies": "a file",
    "first_agencies": "a file",
}
