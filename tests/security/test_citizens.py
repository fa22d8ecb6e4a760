"""What strangers may do at the public's door: write hostile words, press twice, race, pry."""

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO, StringIO
from uuid import uuid4

import openpyxl
import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse
from lxml import html

from consultation import audit
from consultation.commenting import accept_comment, confirm_comment, find_link
from consultation.forms.public_comments import PublicCommentForm
from consultation.models import Message, Opinion, PublicComment, Round
from consultation.notifying import deliver_messages
from consultation.synthesis import draw_edition, freeze_edition, gather_opinions
from tests.factories.laws import provision
from tests.factories.public import (
    SAID,
    comment_form,
    mailed_link,
    person,
    public_comment,
    public_consultation,
)
from tests.security.test_injection import PAYLOADS, what_lives

# Beside those that live in pages: what a spreadsheet, a mail or a typesetter would obey.
MORE = [
    *("=1+1", "=zq7()", "+1+1|cmd", "-2+3", "@SUM(1)", "\t=zq7()", '=HYPERLINK("http://zq7")'),
    *('=IMPORTXML(CONCAT("http://zq7/"),"//a")', "==zq7", "＝zq7()", "%0A=zq7"),
    *("Chủ đề\nBcc: zq7@evil.example", "a\r\nContent-Type: text/html\r\n\r\n<zq7>", "zq7\u2028x"),
    *("\u202egnp.zq7", "\u200bzq7", "zq7\u0000".replace("\u0000", ""), "\ufeffzq7"),
    *("@import url(file:///etc/passwd)", "<link rel=attachment href='file:///etc/passwd'>zq7"),
    *("\\input{/etc/passwd} zq7", "{%load zq7%}", "%(zq7)s %s {0} {zq7}", "'; DROP TABLE zq7;--"),
    *("<w:p><w:r><w:t>zq7</w:t></w:r></w:p>", "]]>--></x><zq7/>", "zq7" * 300),
    *("🏳️‍🌈zq7", "<?xml version='1.0'?><!DOCTYPE zq7 [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;"),
    *(
        "<style>*{display:none}</style>zq7",
        "<base href=//zq7>",
        "<meta http-equiv=refresh>",
    ),
    *("<form action=//zq7><button>", "<object data=zq7>", "<embed src=zq7>", "<zq7 style=x:y>"),
]
ALL_PAYLOADS = [*PAYLOADS, *MORE]


def door(asked, eid="art_3__para_2"):
    return reverse("comment_on", args=[provision(asked.version, eid).uid])


@pytest.fixture
def asked(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.VISITOR_PAGES = tmp_path / "pages"
    return public_consultation()


def test_there_are_sixty_payloads():
    assert len(set(ALL_PAYLOADS)) >= 60


@pytest.fixture
def hostile(asked):
    """Each payload as words, wording, reason, name, place and organisation of a published one."""
    for payload in ALL_PAYLOADS:
        who = person(
            name=payload[:120],
            email="mai@example.vn",
            place=payload[:120],
            organisation=payload[:200],
            shows_name=True,
        )
        comment = public_comment(
            asked, who=who, text=payload, proposed_wording=payload, reason=payload
        )
        if comment.links.filter(purpose="confirm").exists():
            confirm_comment(find_link(mailed_link(comment), "confirm"), by=None)
        accept_comment(PublicComment.objects.get(pk=comment.pk), by=asked.compiler)
    return asked


def test_sixty_payloads_are_only_words_on_every_page(hostile):
    compiler, visitor = Client(), Client()
    compiler.force_login(hostile.compiler)
    one = PublicComment.objects.order_by("pk")[0]
    round_ = hostile.round
    gather_opinions(round_, by=hostile.compiler)
    pages = [
        visitor.get(f"{hostile.version.url}dieu-3/?tai=art_3__para_2"),
        visitor.get(reverse("public_receipt", args=[one.receipt_code])),
        visitor.get("/tim-kiem/?q=zq7"),
        compiler.get(f"{reverse('moderation', args=[round_.uid])}?state=all"),
        compiler.get(f"{reverse('moderation', args=[round_.uid])}?state=all&page=2"),
        compiler.get(reverse("desk", args=[round_.uid])),
    ]
    for comment in PublicComment.objects.all():
        pages.append(compiler.get(reverse("moderate_comment", args=[comment.uid])))

    assert {page.status_code for page in pages} == {200}
    assert [what_lives(page) for page in pages if what_lives(page)] == []
    assert "zq7" in pages[0].content.decode()


@pytest.mark.parametrize("payload", ALL_PAYLOADS)
def test_a_refused_form_gives_every_payload_back_as_words(asked, payload):
    names = ("text", "reason", "name", "place", "organisation")
    form = comment_form(**dict.fromkeys(names, payload), email="no", kind="shout")

    answer = Client().post(door(asked), form)

    assert answer.status_code == 422
    assert what_lives(answer) == []


def test_a_mail_holds_no_word_of_a_stranger(hostile):
    deliver_messages()

    assert mail.outbox != []
    for sent in mail.outbox:
        assert "\n" not in sent.subject
        assert sent.to == ["mai@example.vn"]
        assert sent.cc == sent.bcc == []
        assert "zq7" not in sent.subject + sent.body + str(sent.alternatives)


def test_words_of_a_moderator_are_only_words_in_a_mail(asked):
    from consultation.commenting import reject_comments  # noqa: PLC0415

    comment = public_comment(asked, who=person(email="mai@example.vn"))
    confirm_comment(find_link(mailed_link(comment), "confirm"), by=None)
    comment.refresh_from_db()
    reject_comments([comment], by=asked.compiler, rejection="other", words=" ".join(PAYLOADS))

    message = Message.objects.get(kind="public_rejected")
    page = html.fromstring(message.html)
    assert [found for found in page.iter() if "zq7" in str(found.tag)] == []
    assert page.xpath("//script | //img | //iframe | //svg") == []
    assert page.xpath("//a[starts-with(@href, 'javascript')]") == []


def test_a_spreadsheet_holds_words_and_no_formula(hostile):
    file = Client().get(reverse("search_file", args=["xlsx"]), {"q": "zq7"})
    book = openpyxl.load_workbook(BytesIO(b"".join(file)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("zq7" in str(cell.value) for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []

    rows = Client().get(reverse("search_file", args=["csv"]), {"q": "zq7"})
    text = b"".join(rows).decode("utf-8-sig")
    first = {cell[:1] for row in csv.reader(StringIO(text)) for cell in row}
    assert not first & set("=+-@\t\r")


def test_an_edition_is_frozen_and_drawn_with_all_of_it(hostile):
    gather_opinions(hostile.round, by=hostile.compiler)
    edition = freeze_edition(hostile.round, by=hostile.compiler)

    draw_edition(edition)

    assert {drawn.kind for drawn in edition.files.all()} >= {"internal"}
    assert "mai@example.vn" not in json.dumps(edition.data)
    assert list(audit.verify()) == []


def test_the_form_is_not_taken_without_its_token(asked):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(door(asked), comment_form()).status_code == 403
    assert not PublicComment.objects.exists()


def test_long_words_are_refused_before_they_are_kept(asked):
    answer = Client().post(door(asked), comment_form(text="x" * 2_000_000))

    assert answer.status_code == 422
    assert not PublicComment.objects.exists()


def test_a_form_knows_the_limits_of_its_table():
    form = PublicCommentForm(lead="Sở Tư pháp", current="")
    author = PublicComment._meta.get_field("round").model._meta.apps.get_model(
        "consultation", "PublicAuthor"
    )

    for name in ("name", "email", "place", "organisation"):
        assert form.fields[name].max_length <= author._meta.get_field(name).max_length


def test_a_code_never_says_more_than_that_it_is_unknown(asked):
    genuine = public_comment(asked).receipt_code
    withdrawn = Client().get(reverse("public_receipt", args=["GY-2026-9999999-ZZZZ"]))

    assert withdrawn.status_code == 404
    assert genuine not in withdrawn.content.decode()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_one_form_sent_by_sixteen_at_once_is_one_comment(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    asked = public_consultation()
    form = comment_form(token=str(uuid4()))
    path = door(asked)

    def send(_number):
        try:
            return Client().post(path, form).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(send, range(16)))

    assert answers == [302] * 16
    assert PublicComment.objects.count() == 1
    assert list(audit.verify()) == []


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_an_author_who_withdraws_while_a_compiler_publishes_is_never_public(settings, tmp_path):
    from consultation.commenting import withdraw_comment  # noqa: PLC0415

    settings.MEDIA_ROOT = tmp_path
    asked = public_consultation()
    comments = [public_comment(asked, text=f"{SAID} {n}") for n in range(8)]

    def publish(comment):
        try:
            accept_comment(PublicComment.objects.get(pk=comment.pk), by=asked.compiler)
        except Exception:
            pass
        finally:
            connections.close_all()

    def take_back(comment):
        try:
            withdraw_comment(PublicComment.objects.get(pk=comment.pk), by=None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(act, one) for one in comments for act in (publish, take_back)]
        for job in jobs:
            job.result()

    assert set(PublicComment.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert not Opinion.objects.approved().exists()
    assert Round.objects.get().public_comments.count() == 8
    assert list(audit.verify()) == []
