"""Screens of citizens and of who sorts what they say: their addresses in the full scene."""

from django.urls import reverse
from playwright.sync_api import Page

from consultation.commenting.secret_links import SHORT, lay_link
from consultation.models import CommentState, LinkPurpose, PublicAuthor, PublicComment
from tests.factories.laws import provision
from tests.journeys.scenes import Scene
from tests.journeys.screen import Screen, of_round


def waiting(scene: Scene) -> PublicComment:
    comments = PublicComment.objects.filter(round=scene.rounds["open"]).waiting()
    return comments.order_by("pk")[0]


def of_draft(scene: Scene) -> str:
    return reverse("comment_on_draft", args=[scene.rounds["open"].version.uid])


def own(scene: Scene) -> str:
    return reverse("own_public_comment", args=[lay_link(waiting(scene), LinkPurpose.MANAGE)])


def to_confirm(scene: Scene) -> str:
    comment = waiting(scene)
    PublicAuthor.objects.filter(comment=comment).update(email="mai@example.vn")
    secret = lay_link(comment, LinkPurpose.CONFIRM, life=SHORT)
    return reverse("confirm_public_comment", args=[secret])


def receipt(scene: Scene) -> str:
    published = PublicComment.objects.filter(state=CommentState.ACCEPTED).order_by("pk")[0]
    return reverse("public_receipt", args=[published.receipt_code])


def to_moderate(scene: Scene) -> str:
    return reverse("moderate_comment", args=[waiting(scene).uid])


def on(eid: str):
    def address(scene: Scene) -> str:
        return reverse("comment_on", args=[provision(scene.rounds["open"].version, eid).uid])

    return address


def beside_the_article(scene: Scene) -> str:
    return f"{scene.law}dieu-5/?tai=art_5#margin"


def nowhere(scene: Scene) -> str:
    return reverse("confirm_public_comment", args=["x"])


def send_nothing(page: Page, scene: Scene) -> None:
    """With a name, but neither words nor consent."""
    details = page.locator("details", has=page.locator("[name=name]"))
    details.locator("summary").click()
    page.locator("[name=name]").fill("Lò Thị Mai")
    page.get_by_role("main").locator("form button").last.click()
    page.locator("[data-errors]").wait_for()


SCREENS = [
    Screen("comment_on", "visitor", on("art_5")),
    Screen("comment_on", "visitor", on("art_2__para_1"), "wrong", then=send_nothing),
    Screen("comment_on_draft", "visitor", of_draft),
    Screen("own_public_comment", "visitor", own),
    Screen("confirm_public_comment", "visitor", to_confirm),
    Screen("confirm_public_comment", "visitor", nowhere, "wrong", status=404),
    Screen("public_receipt", "visitor", receipt),
    Screen("SectionPage", "visitor", beside_the_article, "citizens"),
    Screen("moderation", "compiler", of_round("moderation", "open")),
    Screen("moderation", "compiler", of_round("moderation", "compiled"), "not asked"),
    Screen("moderate_comment", "compiler", to_moderate),
]

ELSEWHERE = {
    "comment_on_file": "the page of comment_on",
    "ask_public": "leads to the queue of comments",
}
