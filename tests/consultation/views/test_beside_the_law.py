"""Beside an article an officer sees what is asked in particular, what was said before, where her
agency agrees."""

import unicodedata
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _

from consultation.approving import open_questions
from consultation.commenting import begin_submission
from consultation.inviting import ask_question, invite_agencies
from consultation.models import FocusAnswer, Opinion
from tests.consultation.views.screens import HTMX, told, tree
from tests.consultation.views.test_opinions import WRITE, words_of
from tests.factories import open_consultation, publish_law, written_opinion
from tests.factories.issued import answered_consultation
from tests.factories.laws import provision
from tests.factories.people import AgencyFactory, officer_of
from tests.factories.rounds import approved_submission
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db

CLAUSE = "art_3__para_2"


def before(client, version, eid=CLAUSE, **options):
    return client.get(reverse("said_before", args=[provision(version, eid).uid]), **options)


def second_round(first):
    """The agencies of the first round are asked about the next version."""
    second = open_consultation(version=publish_next(first.version))
    invite_agencies(second.round, by=second.compiler, agencies=first.agencies[:2])
    return second


def test_what_was_said_of_the_version_before_stands_with_what_became_of_it(client):
    first = answered_consultation()
    second = second_round(first)
    client.force_login(first.officer())

    page = before(client, second.version)

    (item,) = told(page, "//*[@class='opinion']")
    assert "Khoản 2 Điều 3" in item
    assert "Lấy 12 ngày." in item
    assert len(tree(page).xpath("//*[@class='opinion']//*[contains(@class, 'tag')]")) == 3


def test_another_agency_finds_nothing_of_it(client):
    first = answered_consultation()
    second = second_round(first)
    client.force_login(first.officer(1))

    assert told(before(client, second.version), "//*[@class='opinion']") == []


def test_before_our_letter_is_out_nothing_is_told_of_decisions(client):
    first = open_consultation()
    written_opinion(first)
    approved_submission(first)
    second = second_round(first)
    client.force_login(first.officer())

    (item,) = told(before(client, second.version), "//*[@class='opinion']")

    assert _("What became of it is not known yet.") in item


LAWS = (
    ("Luật sửa đổi, bổ sung một số điều của Luật Giếng làng", "Sửa đổi, bổ sung Điều 5 như sau:"),
    ("Luật sửa đổi, bổ sung Luật Giếng làng năm 2027", "Bãi bỏ khoản 2 Điều 5."),
)


def amending(title, words):
    return publish_law(
        f"LUẬT\n{title.upper()}\nĐiều 1. Sửa đổi, bổ sung một số điều của Luật Giếng làng\n"
        f"1. {words}\n“Điều 5. Cấm làm bẩn giếng\nKhông ai được tắm giặt.”.\n2. Bãi bỏ Điều 6.",
        title=title,
    )


def test_what_was_said_of_the_same_article_in_another_draft_is_found(client):
    first = open_consultation(version=amending(*LAWS[0]))
    written_opinion(first, eid="art_1__para_1", text="Giữ khoảng cách mười mét.")
    written_opinion(first, eid="art_1__para_2", text="Không bãi bỏ phí giếng.")
    approved_submission(first)
    other = amending(*LAWS[1])
    client.force_login(first.officer())

    here = before(client, other, "art_1__para_1", headers=HTMX)

    (item,) = told(here, "//*[@class='opinion']")
    assert "Giữ khoảng cách mười mét." in item
    assert LAWS[0][0] in item


def test_looking_back_asks_as_often_for_one_opinion_as_for_ten(client):
    first = open_consultation()
    written_opinion(first)
    approved_submission(first)
    second = second_round(first)
    client.force_login(first.officer())
    before(client, second.version)
    with CaptureQueriesContext(connection) as one:
        before(client, second.version)

    opinion = Opinion.objects.get()
    for _number in range(10):
        opinion.pk, opinion.uid, opinion.token = None, uuid4(), uuid4()
        opinion.save(force_insert=True)
    with CaptureQueriesContext(connection) as ten:
        before(client, second.version)

    assert len(ten) <= len(one) <= 20


@pytest.fixture
def put():
    consultation = open_consultation()
    question = ask_question(
        consultation.round,
        by=consultation.compiler,
        text="Thời hạn 10 ngày có đủ cho xã biên giới?",
        provision=provision(consultation.version, CLAUSE),
    )
    return consultation, question


def margin(client, consultation, eid=CLAUSE):
    address = reverse("margin", args=[provision(consultation.version, eid).uid])
    return client.get(address, headers=HTMX)


def test_a_question_stands_at_its_clause_and_is_answered_by_what_is_written_there(client, put):
    consultation, question = put
    client.force_login(consultation.officer())

    article = client.get(f"{consultation.version.url}dieu-3/")
    assert question.text in told(article, "//article//*[contains(@class, 'notice--wait')]")[0]
    page = margin(client, consultation)
    assert question.text in told(page, "//section[h3/@id='asked-here']")[0]
    (box,) = tree(page).xpath("//input[@name='answers']")
    assert box.checked
    client.post(WRITE, words_of(consultation, answers=[box.get("value")]))

    answer = FocusAnswer.objects.get()
    assert answer.opinion == Opinion.objects.get()
    assert open_questions(answer.submission) == []
    assert told(margin(client, consultation, "art_1"), "//section[h3/@id='asked-here']") == []


def test_a_question_is_not_answered_while_words_only_save_themselves_nor_by_agreeing(client, put):
    consultation, question = put
    client.force_login(consultation.officer())
    key = f"{question.uid}:{consultation.agencies[0].code}"

    client.post(
        "/gop-y/y-kien/luu-tam/",
        words_of(consultation, answers=[key]),
        headers={"X-Requested-With": "fetch"},
    )
    client.post(WRITE, words_of(consultation, kind="agree", text="", proposed_wording=""))

    assert not FocusAnswer.objects.exists()


def test_a_question_is_declined_with_a_word_beside_the_law(client, put):
    consultation, _question = put
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    client.force_login(consultation.officer())
    (form,) = [
        form
        for form in tree(margin(client, consultation)).forms
        if "declined" in form.fields  # the one in the card of questions
    ]
    form.fields["declined"] = "Không thuộc lĩnh vực quản lý."

    answer = client.post(form.action, dict(form.form_values()))

    assert CLAUSE in answer.url
    assert FocusAnswer.objects.get().declined_reason == "Không thuộc lĩnh vực quản lý."
    assert open_questions(submission) == []


def test_a_question_to_another_kind_of_agency_is_not_shown(client):
    consultation = open_consultation()
    ask_question(
        consultation.round,
        by=consultation.compiler,
        text="Chỉ hỏi xã.",
        provision=provision(consultation.version, CLAUSE),
        agency_kinds=["commune"],
    )
    commune = AgencyFactory(kind="commune")
    invite_agencies(consultation.round, by=consultation.compiler, agencies=[commune])

    client.force_login(consultation.officer())
    assert b"asked-here" not in margin(client, consultation).content
    client.force_login(officer_of(commune))
    assert b"asked-here" in margin(client, consultation).content


PASTED = "Thời hạn\u00a0trả lời\tkhông quá 15\u200b ngày.\r\n\u2022\ta) Một\x0bb) Hai"


def test_what_is_pasted_from_word_is_kept_as_plain_composed_text(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())
    decomposed = unicodedata.normalize("NFD", PASTED)

    client.post(WRITE, words_of(consultation, proposed_wording=decomposed))

    assert Opinion.objects.get().proposed_wording == (
        "Thời hạn trả lời không quá 15 ngày.\n\u2022 a) Một\nb) Hai"
    )


def test_each_rule_of_the_checklist_says_why(client):
    consultation = open_consultation()
    client.force_login(consultation.officer())

    reasons = told(margin(client, consultation), "//details[contains(@class,'why')]//dd")

    assert len(reasons) == 4
    assert all(len(reason.split()) > 5 for reason in reasons)
