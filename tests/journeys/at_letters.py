"""Screens of letters as they come: their addresses in the full scene."""

from uuid import uuid4

from django.urls import reverse
from playwright.sync_api import Page

from consultation.receiving.bringing import receive_file
from consultation.receiving.ledger import note_letter
from consultation.receiving.ledger_rows import Entry
from tests.factories.letters import scanned_letter
from tests.journeys.scenes import Scene
from tests.journeys.screen import Screen, of_round


def own(scene: Scene) -> str:
    code = scene.answers["writing"].agency.code
    return reverse("own_letter", args=[scene.rounds["open"].uid, code])


def read(scene: Scene) -> str:
    return reverse("letter", args=[scene.rounds["open"].letters.get(agency__code="syt").uid])


def scanned(scene: Scene) -> str:
    round_, compiler = scene.rounds["open"], scene.people["compiler"]
    agency = round_.invitations.get(agency__code="cat").agency
    letter = note_letter(round_, by=compiler, token=uuid4(), entry=Entry(agency, confirmed=True))
    receive_file(letter, by=compiler, file=scanned_letter(pages=1))
    return reverse("letter", args=[letter.uid])


def type_a_wrong_row(page: Page, scene: Scene) -> None:
    row = page.locator("table[data-ledger] tr[data-row]").nth(3)
    row.locator("input[name$='-dated']").fill("40/1/2026")
    page.keyboard.press("Enter")
    page.locator("[data-state] .errorlist").wait_for()


def open_everything(page: Page, scene: Scene) -> None:
    for folded in page.locator("main details").all():
        folded.evaluate("element => { element.open = true; }")


SCREENS = [
    Screen("ledger", "compiler", of_round("ledger", "open")),
    Screen("ledger", "compiler", of_round("ledger", "open"), "wrong", then=type_a_wrong_row),
    Screen("letter", "compiler", read),
    Screen("letter", "compiler", read, "unfolded", then=open_everything),
    Screen("letter", "compiler", scanned, "scan"),
    Screen("own_letter", "officer", own),
]

ELSEWHERE = {
    "letter_file": "a file",
    "letter_scan": "a picture on the page of a letter",
    "table_template": "a file",
}
