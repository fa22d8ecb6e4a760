"""The queue of the public's comments, as the lead's compilers work through it."""

import pytest
from django.test import Client
from django.urls import reverse

from consultation.commenting import accept_comment, withdraw_comment
from consultation.models import Opinion, PublicAuthor, PublicComment, Round
from tests.consultation.views.screens import field, told
from tests.factories import open_consultation
from tests.factories.public import confirmed, person, public_comment, public_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return public_consultation()


@pytest.fixture
def compiler(asked):
    client = Client()
    client.force_login(asked.compiler)
    return client


def queue_of(asked):
    return reverse("moderation", args=[asked.round.uid])


def one(comment):
    return reverse("moderate_comment", args=[comment.uid])


def states():
    return list(PublicComment.objects.order_by("pk").values_list("state", flat=True))


def test_several_are_published_with_one_press(asked, compiler):
    comments = [public_comment(asked, text=f"Ý kiến {n}.") for n in range(3)]
    ticked = [str(comment.uid) for comment in comments[:2]]

    answer = compiler.post(queue_of(asked), {"act": "accept", "comments": ticked})

    assert answer.status_code == 302
    assert states() == ["accepted", "accepted", "pending"]


def test_several_are_not_published_for_a_reason(asked, compiler):
    comments = [public_comment(asked) for _n in range(2)]
    ticked = [str(comment.uid) for comment in comments]

    compiler.post(queue_of(asked), {"act": "reject", "comments": ticked, "rejection": "spam"})

    assert states() == ["rejected", "rejected"]


@pytest.mark.parametrize(
    "form",
    [
        {"act": "reject", "rejection": "", "words": "Đã viết."},
        {"act": "reject", "rejection": "other", "words": ""},
        {"act": "reject", "rejection": "nonsense", "words": "Đã viết."},
        {"act": "accept", "comments": [], "words": "Đã viết."},
        {"act": "accept", "comments": ["no", "00000000-0000-4000-8000-000000000000"]},
    ],
)
def test_what_is_wrong_is_told_and_ticks_and_words_stay(asked, compiler, form):
    comment = public_comment(asked)
    form = {"comments": [str(comment.uid)], **form}

    answer = compiler.post(queue_of(asked), form)

    assert answer.status_code == 422
    assert told(answer, "//*[@data-errors]") != []
    assert field(answer, "words") == form.get("words", "")
    assert states() == ["pending"]
    if str(comment.uid) in form["comments"]:
        assert len(told(answer, "//input[@name='comments'][@checked]")) == 1


def test_a_comment_of_another_round_is_not_sorted_from_here(asked, compiler):
    other = public_comment(public_consultation())

    compiler.post(queue_of(asked), {"act": "accept", "comments": [str(other.uid)]})

    assert states() == ["pending"]


def test_personal_data_is_left_out_before_publishing(asked, compiler):
    comment = public_comment(
        asked, text="Gọi tôi 0912345678. Cần 20 ngày.", who=person(place="số 7 tổ 3 Mường Nhé")
    )
    page = compiler.get(one(comment))
    form = {
        "act": "accept",
        "text": "[…] Cần 20 ngày.",
        "proposed_wording": "",
        "reason": "",
        "lock_version": field(page, "lock_version"),
    }

    compiler.post(one(comment), form)

    opinion = Opinion.objects.get()
    assert opinion.text == "[…] Cần 20 ngày."
    visitor = Client().get(f"{asked.version.url}dieu-3/?tai=art_3__para_2").content.decode()
    assert "0912345678" not in visitor
    assert "số 7" not in visitor
    assert PublicComment.objects.get().text == comment.text


def test_who_looked_at_an_older_state_overwrites_nothing(asked, compiler):
    comment = public_comment(asked)
    form = {"act": "accept", "text": "Bản cũ.", "lock_version": comment.lock_version}
    accept_comment(comment, by=asked.compiler)

    answer = compiler.post(one(comment), form)

    assert answer.status_code == 422
    assert field(answer, "text") == "Bản cũ."
    assert Opinion.objects.get().text != "Bản cũ."


def test_nothing_left_to_publish_is_told_beside_the_words(asked, compiler):
    comment = public_comment(asked)
    form = {"act": "accept", "text": "", "reason": "Vì xa.", "lock_version": 0}

    answer = compiler.post(one(comment), form)

    assert answer.status_code == 422
    assert field(answer, "reason") == "Vì xa."


def test_the_queue_never_shows_an_address_of_mail(asked, compiler):
    comment = confirmed(
        public_comment(asked, who=person(name="Lò Thị Mai", email="mai@example.vn"))
    )

    for path in (queue_of(asked), one(comment)):
        shown = compiler.get(path).content.decode()
        assert "mai@example.vn" not in shown
        assert "Lò Thị Mai" not in shown


def test_the_lead_erases_who_asks_for_it(asked, compiler):
    comment = public_comment(asked, who=person(name="Lò Thị Mai"))

    compiler.post(one(comment), {"act": "erase"})

    assert PublicAuthor.objects.get().name == ""
    assert compiler.get(one(comment)).status_code == 200
    assert compiler.post(one(comment), {"act": "accept", "lock_version": 1}).status_code == 422


def test_what_its_author_withdrew_is_sorted_no_more(asked, compiler):
    comment = public_comment(asked)
    withdraw_comment(comment, by=None)

    compiler.post(one(comment), {"act": "reject", "rejection": "spam"})

    assert states() == ["withdrawn"]


def test_the_tabs_count_each_state(asked, compiler):
    for _n in range(3):
        public_comment(asked)
    accept_comment(PublicComment.objects.first(), by=asked.compiler)

    page = compiler.get(queue_of(asked))

    counts = {tab["label"]: tab["count"] for tab in page.context["tabs"]}
    assert list(counts.values()) == [2, 1, 0, 0, 3]
    assert len(told(compiler.get(f"{queue_of(asked)}?state=accepted"), "//li[@data-item]")) == 1
    assert len(told(compiler.get(f"{queue_of(asked)}?state=all"), "//li[@data-item]")) == 3


def test_a_page_of_the_queue_costs_the_same_however_long_it_is(
    asked, compiler, django_assert_max_num_queries
):
    for n in range(30):
        public_comment(asked, text=f"Ý kiến {n}.", who=person(place="Mường Nhé"))

    with django_assert_max_num_queries(20):
        compiler.get(queue_of(asked))


def test_the_lead_begins_and_ends_asking_the_public():
    begun = open_consultation()
    client = Client()
    client.force_login(begun.compiler)
    path = reverse("ask_public", args=[begun.round.uid])

    client.post(path, {"takes_public": "on", "until": begun.round.last_day.isoformat()})
    round_ = Round.objects.get()
    assert (round_.takes_public, round_.public_deadline) == (True, round_.deadline)

    client.post(path, {"takes_public": "on", "until": "2020-01-01"})
    assert Round.objects.get().public_deadline == round_.deadline
    client.post(path, {})
    assert not Round.objects.get().takes_public
