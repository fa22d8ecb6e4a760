"""A citizen with a phone and no account: reads, says something, and hears what became of it."""

import gzip
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import gettext, override, pgettext

from consultation.models import PublicComment
from tests.factories.laws import provision
from tests.factories.public import SAID, public_comment, public_consultation

pytestmark = pytest.mark.browser

MOST_INTERACTIONS = 5
MOST_BYTES = 200_000


@pytest.fixture
def asked(live_server):
    return public_consultation()


def said(words, context=""):
    """As it stands on a Vietnamese screen."""
    with override("vi"):
        return pgettext(context, words) if context else gettext(words)


def article_of(asked):
    return f"{asked.version.get_url()}dieu-3/"


class Hand:
    """Whatever the citizen does is counted."""

    def __init__(self, page):
        self.page = page
        self.done = 0

    def press(self, locator):
        self.done += 1
        locator.click()

    def write(self, locator, words):
        self.done += 1
        locator.fill(words)

    def tick(self, locator):
        self.done += 1
        locator.check()


def comment_by_hand(page, asked, email=""):
    hand = Hand(page)
    page.goto(article_of(asked))
    hand.press(
        page.get_by_role("link", name=said("Give your comment on %(place)s") % {"place": "Điều 3"})
    )
    hand.write(page.locator("[name=text]"), SAID)
    if email:
        hand.write(page.locator("[name=email]"), email)
        hand.tick(page.locator("[name=consent]"))
    # A person has read the sentences above it meanwhile.
    page.wait_for_timeout(3_100)
    hand.press(page.get_by_role("main").get_by_role("button", name=said("Send", "a comment")))
    page.get_by_role("heading", name=said("Your comment is received")).wait_for()
    return hand.done


@pytest.mark.parametrize("email", ["", "mai@example.vn"])
def test_a_comment_takes_five_interactions_at_most(phone, asked, email):
    assert comment_by_hand(phone().page, asked, email) <= MOST_INTERACTIONS

    comment = PublicComment.objects.get()
    assert comment.text == SAID
    assert not comment.is_suspect


def test_it_takes_as_few_without_a_script(window, asked):
    page = window(java_script_enabled=False).page

    assert comment_by_hand(page, asked, "mai@example.vn") <= MOST_INTERACTIONS

    assert PublicComment.objects.get().author.email == "mai@example.vn"


def test_the_page_to_comment_on_is_light(phone, asked):
    """Texts as a server packs them, which this one here does not; fonts as they are."""
    page, answers = phone().page, []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(reverse("comment_on", args=[provision(asked.version, "art_3__para_2").uid]))
    page.wait_for_load_state("networkidle")

    sizes = {answer.url: as_sent(answer) for answer in answers}
    assert 0 < sum(sizes.values()) <= MOST_BYTES, sizes


def as_sent(answer):
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body))


def test_from_the_article_on_a_phone_to_what_became_of_it(phone, window, worker, asked):
    citizen, stranger = phone().page, phone().page
    comment_by_hand(citizen, asked, "mai@example.vn")
    code = PublicComment.objects.get().receipt_code

    confirm_from_mail(citizen, worker)
    stranger.goto(article_of(asked))
    whole = said("Opinions on all of %(place)s") % {"place": "Điều 3"}
    assert stranger.get_by_role("link", name=whole).count() == 0

    publish_by_keys(window(asked.compiler).page, asked)
    stranger.goto(article_of(asked))
    stranger.get_by_role("link", name=f"{whole} (1)").click()
    stranger.get_by_text(SAID).wait_for()
    stranger.get_by_text(said("A citizen")).first.wait_for()

    stranger.goto(reverse("find_receipt"))
    stranger.locator("[name=code]").fill(code.lower().replace("-", " "))
    stranger.get_by_role("main").get_by_role("button").click()
    stranger.get_by_role("heading", name=code).wait_for()
    stranger.get_by_text(SAID).wait_for()
    stranger.locator(".tag--accepted").first.wait_for()


def confirm_from_mail(page, worker):
    """To open the link confirms nothing; its button does."""
    worker()
    (sent,) = mail.outbox
    assert sent.to == ["mai@example.vn"]
    page.goto(re.search(r"/y-kien/xac-nhan/[\w-]+/", sent.body)[0])
    assert PublicComment.objects.get().confirmed_at is None
    confirm = said("Confirm", "an e-mail address")
    page.get_by_role("main").get_by_role("button", name=confirm).click()
    page.get_by_text(said("Your e-mail address is confirmed.")).wait_for()


def publish_by_keys(page, asked):
    page.goto(reverse("moderation", args=[asked.round.uid]))
    page.wait_for_load_state("networkidle")
    page.locator("[data-item]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("a")
    page.get_by_text(re.compile(said("%(n)d published.") % {"n": 1})).wait_for()


def test_keys_sort_a_whole_group(window, asked):
    for text in ("Đề nghị 20 ngày.", "đề nghị 20 ngày", "Ý kiến khác hẳn."):
        public_comment(asked, text=text)
    page = window(asked.compiler).page
    page.goto(reverse("moderation", args=[asked.round.uid]))
    page.wait_for_load_state("networkidle")

    page.locator("[data-item]").first.focus()
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.locator("[data-reject]").press("Enter")
    page.wait_for_load_state("networkidle")

    assert sorted(PublicComment.objects.values_list("state", "rejection")) == [
        ("pending", ""),
        ("rejected", "duplicate"),
        ("rejected", "duplicate"),
    ]
