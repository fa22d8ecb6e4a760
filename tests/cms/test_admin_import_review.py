"""Between upload and pages: tracked changes, corrections, next versions."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cms.models import DraftImport, DraftPage, Provision, SectionPage, VersionPage
from cms.publishing import record_section
from consultation.rules import Role
from tests.cms.uploads import upload, word_file
from tests.factories import (
    SMALL_LAW,
    AgencyFactory,
    UserFactory,
    member_of,
    publish_law,
)

pytestmark = pytest.mark.django_db

WITHOUT_ARTICLES = """NGHỊ QUYẾT
Về giếng nước
QUYẾT NGHỊ:
I. MỤC TIÊU
1. Một.
2. Hai.
II. THỰC HIỆN
1. Ủy ban nhân dân tỉnh thực hiện."""

CLAUSE = "1. Cơ quan được lấy ý kiến trả lời bằng văn bản."


def kept_import():
    return DraftImport.objects.get()


def line_of(text):
    return next(
        str(at) for at, line in enumerate(kept_import().lines) if line["text"].startswith(text)
    )


def correct(client, **values):
    return client.post(reverse("correct_line", args=[kept_import().uid]), values)


def confirm(client, **values):
    agency = AgencyFactory()
    given = {"title": "Nghị định thử", "document_type": "decree", "drafting_agency": agency.pk}
    return client.post(
        reverse("review_draft_import", args=[kept_import().uid]), {**given, **values}
    )


def test_the_tree_and_the_text_are_linked_both_ways(client, editor):
    review = upload(client, word_file())

    page = client.get(review.url).content.decode()
    at = line_of("Điều 3.")

    assert f'<li id="n-art_3"><details open>\n<summary><a href="#p-{at}">Điều 3</a>' in page
    assert f'<a class="review__number" href="#n-art_3">{int(at) + 1}</a>' in page


def test_every_warning_leads_to_its_place_and_back(client, editor):
    review = upload(client, word_file(SMALL_LAW.replace("Điều 4.", "Điều 6.")))

    page = client.get(review.url)

    [warning] = page.context["outline"].warnings
    assert f'<a href="#p-{warning.line}">' in page.content.decode()
    assert f'id="p-{warning.line}"' in page.content.decode()
    assert '<li id="w-1">' in page.content.decode()
    assert '<a href="#w-1">' in page.content.decode()


def test_an_editor_makes_text_of_a_clause_and_undoes_it(client, editor):
    upload(client, word_file())
    key = line_of(CLAUSE)

    correct(client, kind="level", key=key, level="intro")
    corrected = eids_of(kept_import().outline)
    client.post(reverse("undo_correction", args=[kept_import().uid, 0]))

    assert "art_3__para_1" not in corrected
    assert "art_3__para_1" in eids_of(kept_import().outline)
    assert kept_import().edits == []


def test_the_text_cannot_be_changed_while_a_line_is_parted(client, editor):
    upload(client, word_file())
    before = kept_import().outline

    answer = correct(
        client, kind="split", key=line_of(CLAUSE), parted="1. Cơ quan\ntrả lời bằng điện thoại."
    )

    assert answer.status_code == 422
    assert answer.context["line_form"].non_field_errors()
    assert kept_import().outline == before


def test_a_correction_holds_when_the_article_is_published_again(client, editor):
    upload(client, word_file())
    correct(client, kind="level", key=line_of(CLAUSE), level="intro")
    confirm(client)
    article = SectionPage.objects.get(slug="dieu-3")

    article.save_revision(user=editor).publish(user=editor)
    changed = record_section(article, by=editor)

    assert changed == []
    standing = Provision.objects.filter(section=article, retired_at=None)
    assert sorted(standing.values_list("eid", flat=True)) == [
        "art_3",
        "art_3__intro",
        "art_3__para_2",
    ]


def test_pages_that_are_kept_unpublished_wait_in_the_admin(client, editor):
    upload(client, word_file())

    answer = confirm(client, keep_unpublished="on")

    version = VersionPage.objects.get()
    assert answer.url == reverse("wagtailadmin_explore", args=[version.pk])
    assert not version.live
    assert not version.draft.live
    assert set(version.sections().values_list("live", flat=True)) == {False}


def test_the_next_version_is_prefilled_and_joins_its_draft(client, editor):
    draft = publish_law().draft
    start = client.get(f"{reverse('upload_draft')}?du-thao={draft.pk}")
    review = client.post(reverse("upload_draft"), {"file": word_file(), "draft": draft.pk})

    form = client.get(review.url).context["form"]
    answer = client.post(review.url, {"draft": draft.pk, "document_type": draft.document_type})

    assert start.context["form"]["draft"].value() == str(draft.pk)
    assert form["title"].value() == draft.title
    assert form["drafting_agency"].value() == draft.drafting_agency_id
    assert answer.url.endswith("/lan-2/")
    assert DraftPage.objects.count() == 1


def test_a_draft_that_waits_becomes_public_with_the_version_that_is_published(client, editor):
    upload(client, word_file())
    confirm(client, keep_unpublished="on")
    draft = DraftPage.objects.get()
    review = client.post(reverse("upload_draft"), {"file": word_file(), "draft": draft.pk})

    answer = client.post(review.url, {"draft": draft.pk, "document_type": draft.document_type})

    assert client.get(answer.url).status_code == 200
    live = VersionPage.objects.order_by("number").values_list("number", "live")
    assert list(live) == [(1, False), (2, True)]


def test_a_drafts_own_screen_leads_to_its_next_version_and_its_dossier(client, editor):
    draft = publish_law().draft

    screen = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()

    assert f'href="{reverse("upload_draft")}?du-thao={draft.pk}"' in screen
    assert f'href="{reverse("dossier", args=[draft.pk])}"' in screen


def test_a_code_is_taken_for_one(client, editor):
    text = SMALL_LAW.replace("NGHỊ ĐỊNH\nVề lấy", "BỘ LUẬT\nVề lấy")

    form = client.get(upload(client, word_file(text)).url).context["form"]

    assert form["document_type"].value() == "code"


def test_who_plans_a_round_and_may_import_finds_the_way(client, editor):
    compiler = member_of(AgencyFactory(), Role.COMPILER, is_superuser=True, is_staff=True)
    client.force_login(compiler)

    planning = client.get(reverse("plan_round")).content.decode()
    there = f"{reverse('upload_draft')}?ve={reverse('plan_round')}"
    screens = [there, upload(client, word_file()).url]
    back = [
        f'href="{reverse("plan_round")}"' in client.get(url).content.decode() for url in screens
    ]

    assert f'href="{there}"' in planning
    assert back == [True, True]


def test_who_came_from_a_round_is_led_back_and_told_what_was_made(client, editor):
    version = publish_law(by=editor)
    desk = "/tong-hop/dot-nay/"
    client.get(f"{reverse('upload_draft')}?du-thao={version.draft.pk}&ve={desk}")
    upload(client, word_file())

    answers = [confirm(client, draft=version.draft.pk) for _click in range(2)]
    said = [str(message).strip() for message in get_messages(answers[0].wsgi_request)]

    made = VersionPage.objects.get(number=2)
    assert [answer.url for answer in answers] == [desk, desk]
    assert said == [
        "Đã lập “Nghị định về lấy ý kiến đối với dự thảo văn bản”, Dự thảo lần 2, từ tệp. Số điều:"
        f' 4, số khoản: 4, số điểm: 5. <a href="{made.get_url()}">Đọc văn bản</a>'
    ]


def test_who_keeps_pages_unpublished_is_shown_the_way_to_publish_them(client, editor):
    upload(client, word_file())

    answer = confirm(client, keep_unpublished="on")
    (said,) = get_messages(answer.wsgi_request)

    assert reverse("publish_all_below", args=[VersionPage.objects.get().pk]) in str(said)


def test_a_second_tab_changes_and_throws_away_nothing_of_what_was_confirmed(client, editor):
    upload(client, word_file())
    key = line_of(CLAUSE)
    confirm(client)

    correct(client, kind="level", key=key, level="intro")
    client.post(reverse("discard_draft_import", args=[kept_import().uid]))
    page = client.get(f"{reverse('review_draft_import', args=[kept_import().uid])}?dong={key}")

    assert kept_import().edits == []
    assert page.context["opened"] == ""


def test_counts_of_what_is_attached_stand_apart(client, editor):
    attached = "\nQUY CHẾ\nQuản lý giếng\nĐiều 1. Giếng\n1. Giếng là của làng.\n2. Giếng có nắp."
    upload(client, word_file(f"{SMALL_LAW}{attached}"))
    key = line_of("QUY CHẾ")
    correct(client, kind="level", key=key, level="attachment")

    page = client.get(reverse("review_draft_import", args=[kept_import().uid]))

    assert page.context["outline"].counts["article"] == 4
    assert [counts["clause"] for _annex, counts in page.context["annexes"]] == [2]


def test_a_text_without_articles_is_corrected_like_any_other(client, editor):
    upload(client, word_file(WITHOUT_ARTICLES))

    answer = correct(client, kind="level", key=line_of("2. Hai."), level="intro")

    assert answer.status_code == 302
    assert eids_of(kept_import().outline).count("sec_I__para_2") == 0
    assert [edit["kind"] for edit in kept_import().edits] == ["level"]


def test_a_correction_that_leaves_nothing_of_a_law_is_refused(client, editor):
    upload(client, word_file("THÔNG BÁO\nĐiều 1. Giếng\nGiếng là của làng."))
    before = kept_import().outline

    answer = correct(client, kind="level", key=line_of("Điều 1."), level="intro")

    assert answer.status_code == 422
    assert kept_import().outline == before


def test_the_way_back_leads_to_no_other_site(client, editor):
    client.get(f"{reverse('upload_draft')}?ve=https://example.org/")

    assert "import_began_at" not in client.session


def test_nobody_else_sees_what_an_editor_uploaded(client, editor):
    review = upload(client, word_file())
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    assert client.get(review.url).status_code == 404


def eids_of(outline):
    found = []
    waiting = list(outline["nodes"])
    while waiting:
        node = waiting.pop()
        found.append(node["eid"])
        waiting += node["children"]
    return found
