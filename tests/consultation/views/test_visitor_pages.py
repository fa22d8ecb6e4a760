"""A visitor's page of a law is never shown once what it shows has changed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import PageViewRestriction

from cms import clock
from cms.models import Agency, DossierFile, User
from cms.models.dossier import DossierKind
from cms.publishing import publish_waiting
from consultation.inviting import close_round, extend_round, open_round, plan_round
from consultation.models import Opinion, OpinionState, Visibility
from consultation.models.round import Round
from tests.consultation.views.screens import told
from tests.consultation.views.visitors import (
    SLUGS,
    address_of,
    article,
    drawn,
    is_kept,
    kept,
    shown_on,
)
from tests.factories import approved_opinion, open_consultation
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return open_consultation()


def publish_another_text(consultation):
    page = article(consultation)
    page.body = [("law", page.body[0].value.replace("10 ngày", "15 ngày"))]
    page.save_revision().publish()


def publish_a_chapter(consultation):
    page = article(consultation)
    page.body = [("law", page.body[0].value.replace("10 ngày", "20 ngày"))]
    page.save_revision()
    publish_waiting(consultation.version, by=User.objects.get(username="bien-tap"))


def rename_the_article(consultation):
    page = article(consultation)
    page.title = "Điều 3. Thời hạn góp ý"
    page.save_revision().publish()


def hide_another_article(consultation):
    article(consultation, "dieu-4").unpublish()


def rename_the_draft(consultation):
    draft = consultation.version.draft
    draft.title = "Nghị định đã đổi tên"
    draft.save_revision().publish()


def rename_the_version(consultation):
    version = consultation.version
    version.title = "Bản lấy ý kiến lần hai"
    version.save_revision().publish()


def plan_another_round(consultation):
    """Open, it is shown beside the text; the state of what is planned is not."""
    second = plan_round(
        consultation.version,
        by=consultation.compiler,
        name="Đợt thứ hai",
        lead=consultation.lead,
        is_public=True,
        deadline=clock.no_later_than(clock.today() + timedelta(days=20)),
    )
    from_whom = consultation.round.invitations.values("agency")
    consultation.round.invitations.model.objects.create(
        round=second, agency_id=from_whom[0]["agency"], invited_at=clock.now()
    )
    open_round(second, by=consultation.compiler)


def close_the_round(consultation):
    close_round(consultation.round, by=consultation.compiler)


def give_more_time(consultation):
    later = clock.no_later_than(clock.today() + timedelta(days=30))
    extend_round(consultation.round, by=consultation.compiler, deadline=later, reason="Mưa lũ")


def rename_the_lead(consultation):
    Agency.objects.filter(pk=consultation.lead.pk).update(short_name="Sở Nội vụ")


def make_an_opinion_public(consultation):
    Opinion.objects.update(visibility=Visibility.PUBLIC, state=OpinionState.APPROVED)


def attach_a_file(consultation):
    text = SimpleUploadedFile("to-trinh.pdf", b"%PDF-1.4")
    DossierFile.objects.create(
        draft=consultation.version.draft,
        title="Tờ trình",
        kind=DossierKind.SUBMISSION_REPORT,
        file=text,
        file_name=text.name,
        sha256="0" * 64,
        size=8,
        added_by=consultation.compiler,
        added_at=clock.now(),
    )


CHANGES = [
    attach_a_file,
    publish_another_text,
    publish_a_chapter,
    rename_the_article,
    hide_another_article,
    rename_the_draft,
    rename_the_version,
    plan_another_round,
    close_the_round,
    give_more_time,
    rename_the_lead,
    make_an_opinion_public,
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_visitor_reads_what_has_changed(consultation, change):
    approved_opinion(consultation)
    before = {slug: shown_on(kept(consultation, slug)) for slug in SLUGS}

    change(consultation)

    after = {slug: shown_on(Client().get(address_of(consultation, slug))) for slug in SLUGS}
    assert after == {slug: shown_on(drawn(consultation, slug)) for slug in SLUGS}
    assert after != before


def hide_the_version(consultation):
    consultation.version.unpublish()


def hide_the_draft(consultation):
    consultation.version.draft.unpublish()


def make_the_round_internal(consultation):
    Round.objects.update(is_public=False)


@pytest.mark.parametrize("change", [hide_the_version, hide_the_draft, make_the_round_internal])
def test_the_next_visitor_is_not_shown_what_is_public_no_more(consultation, change):
    for slug in SLUGS:
        kept(consultation, slug)

    change(consultation)

    shown = {slug: Client().get(address_of(consultation, slug)).status_code for slug in SLUGS}
    expected = 302 if change is make_the_round_internal else 404
    assert shown == dict.fromkeys(SLUGS, expected)


def test_a_chapter_of_a_hidden_version_is_hidden_with_it(consultation):
    kept(consultation, "chuong-1/")

    hide_the_version(consultation)

    assert Client().get(address_of(consultation, "chuong-1/")).status_code == 404


def test_an_article_that_was_hidden_is_gone_for_the_next_visitor(consultation):
    kept(consultation)

    article(consultation).unpublish()

    assert Client().get(address_of(consultation)).status_code == 404


def test_a_section_shut_by_wagtail_is_not_shown_from_what_was_kept(consultation):
    kept(consultation)
    PageViewRestriction.objects.create(page=article(consultation), restriction_type="login")

    assert Client().get(address_of(consultation)).status_code == 302


def test_another_name_of_the_site_is_on_the_next_page(settings, consultation):
    kept(consultation)

    settings.SITE_NAME = "Góp ý Điện Biên"

    assert told(Client().get(address_of(consultation)), "//a[@class='bar__name']") == [
        "Góp ý Điện Biên"
    ]


def test_another_release_draws_every_page_anew(settings, consultation):
    kept(consultation)

    settings.RELEASE = "another"

    assert not is_kept(address_of(consultation))


def test_the_days_that_are_left_are_counted_each_day(consultation):
    before = kept(consultation)
    with clock.at(clock.now() + timedelta(days=2)):
        after = Client().get(address_of(consultation))

    assert told(before, "//aside") != told(after, "//aside")


def test_a_second_version_is_offered_for_comparison_at_once(consultation):
    kept(consultation, "")

    publish_next(consultation.version)

    assert shown_on(Client().get(address_of(consultation, ""))) == shown_on(drawn(consultation, ""))
