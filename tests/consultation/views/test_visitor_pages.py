"""A visitor's page of a law is kept finished, and never shown once what it shows has changed."""

import gzip
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings as site_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms import clock
from cms.models import Agency, DossierFile, User
from cms.models.dossier import DossierKind
from cms.publishing import publish_waiting
from config import page_store
from consultation.inviting import close_round, extend_round, open_round, plan_round
from consultation.models import Opinion, OpinionState, Visibility
from consultation.models.round import Round
from tests.consultation.views.screens import told, tree
from tests.factories import approved_opinion, open_consultation
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db

SLUGS = ["", "dieu-3/", "toan-van/"]


@pytest.fixture(autouse=True)
def kept_pages(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.VISITOR_PAGES = tmp_path / "pages"
    return settings.VISITOR_PAGES


@pytest.fixture
def consultation():
    return open_consultation()


def address_of(consultation, slug="dieu-3/"):
    return f"{consultation.version.url}{slug}"


def kept(consultation, slug="dieu-3/"):
    """The page as a visitor gets it when it is drawn no more."""
    address = address_of(consultation, slug)
    for _visit in range(3):
        answer = Client().get(address)
    assert is_kept(address)
    return answer


def is_kept(address, **headers):
    """Whether it comes without being drawn: nobody asks who the reader is, or for a text."""
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(address, **headers)
    asked = " ".join(query["sql"] for query in captured)
    return answer.status_code == 200 and "cms_provision" not in asked


def drawn(consultation, slug="dieu-3/"):
    """The page as it is drawn now, past all that was kept."""
    return Client().get(f"{address_of(consultation, slug)}?moi")


def article(consultation, slug="dieu-3"):
    return consultation.version.sections().get(slug=slug)


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
    extend_round(consultation.round, by=consultation.compiler, deadline=later)


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


def shown_on(response):
    """The page without the ways back to itself, which name the query of `drawn`."""
    page = tree(response)
    for link in page.xpath("//a[@class='tongue']"):
        link.drop_tree()
    return " ".join(page.text_content().split()), page.xpath("//@href")


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


def test_what_an_officer_reads_of_an_internal_draft_no_visitor_gets(client):
    internal = open_consultation(is_public=False)
    client.force_login(internal.officer())

    for slug in SLUGS:
        for _visit in range(3):
            assert client.get(address_of(internal, slug)).status_code == 200
        assert Client().get(address_of(internal, slug)).status_code == 302


def test_what_is_kept_is_never_an_officers_page(client, consultation):
    client.force_login(consultation.officer())
    for _visit in range(3):
        client.get(address_of(consultation))

    visitors = kept(consultation)

    (door,) = tree(visitors).xpath("//div[@class='bar__who']/a[1]/@href")
    assert door == reverse("account_login")
    assert consultation.officer().full_name not in visitors.content.decode()


def test_an_officer_gets_their_own_page_after_a_visitor(client, consultation):
    kept(consultation)
    client.force_login(consultation.officer())

    answer = client.get(address_of(consultation))

    assert consultation.officer().full_name in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_for_all_carries_no_token_and_sets_no_cookie(consultation):
    first = Client().get(address_of(consultation))

    for answer in (first, kept(consultation)):
        assert answer.cookies == {}
        assert b"csrf" not in answer.content.lower()


def test_a_section_shut_by_wagtail_is_not_shown_from_what_was_kept(consultation):
    kept(consultation)
    PageViewRestriction.objects.create(page=article(consultation), restriction_type="login")

    assert Client().get(address_of(consultation)).status_code == 302


def test_each_language_has_its_own_page_and_a_link_changes_it(client, consultation):
    kept(consultation)
    (link,) = tree(client.get(address_of(consultation))).xpath("//a[@class='tongue']/@href")

    back = client.get(link)
    english = [client.get(address_of(consultation)) for _visit in range(3)][-1]

    assert back.url == address_of(consultation)
    assert tree(english).get("lang") == "en"
    assert tree(kept(consultation)).get("lang") == "vi"


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


@pytest.mark.parametrize("coding", ["", "gzip, br"])
def test_a_browser_that_has_the_page_gets_nothing_again(consultation, coding):
    for slug in SLUGS:
        address = address_of(consultation, slug)
        first = Client().get(address, headers={"accept-encoding": coding})
        for known in (first["ETag"], f"W/{first['ETag']}", "*"):
            has = {"accept-encoding": coding, "if-none-match": known}
            again = Client().get(address, headers=has)
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == first["ETag"]
        assert Client().get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_compressed_page_is_the_same_page_under_another_tag(consultation):
    plain = kept(consultation)
    for _visit in range(3):
        zipped = Client().get(address_of(consultation), headers={"accept-encoding": "gzip"})

    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["ETag"] != plain["ETag"]
    assert {answer["Vary"] for answer in (plain, zipped)} == {"Accept-Encoding, Cookie"}


def test_whoever_refuses_gzip_gets_it_plain(consultation):
    answer = Client().get(
        address_of(consultation), headers={"accept-encoding": "gzip;q=0, identity"}
    )

    assert not answer.has_header("Content-Encoding")


def test_asking_for_the_head_tells_the_length_without_the_page(consultation):
    page = kept(consultation)

    head = Client().head(address_of(consultation))

    assert (head.status_code, head.content) == (200, b"")
    assert (head["Content-Length"], head["ETag"]) == (str(len(page.content)), page["ETag"])


def test_a_kept_page_carries_every_header_of_one_that_is_drawn(consultation):
    fresh = Client().get(f"{address_of(consultation)}?moi")
    page = kept(consultation)

    missing = {name for name in fresh.headers if not page.has_header(name)}
    assert missing == set()
    assert sorted(page["Content-Security-Policy"].split("; ")) == sorted(
        fresh["Content-Security-Policy"].split("; ")
    )


def test_addresses_with_a_query_or_another_spelling_keep_nothing(kept_pages, consultation):
    address = address_of(consultation)
    spellings = [
        f"{address}?{urlencode({'tai': 'art_3'})}",
        f"{address}?x=1",
        f"/{address}",
        address.replace("/lan-1/", "/lan-1//"),
        address.replace("/lan-1/", "/lan-1/chuong-2/"),
        "/du-thao/khong-co/",
    ]

    for spelling in spellings:
        for _visit in range(3):
            Client().get(spelling)

    assert not kept_pages.exists() or list(kept_pages.iterdir()) == []


def test_another_host_gets_no_page_of_ours_and_leaves_none(kept_pages, consultation):
    address = address_of(consultation)
    for _visit in range(3):
        Client().get(address, headers={"host": "localhost"})
        assert Client().get(address, headers={"host": "evil.example"}).status_code == 400

    assert not kept_pages.exists()


def test_whoever_has_a_session_or_a_message_gets_the_ordinary_page(consultation):
    kept(consultation)
    address = address_of(consultation)

    assert not is_kept(address, HTTP_COOKIE=f"{site_settings.SESSION_COOKIE_NAME}=x")
    assert not is_kept(address, HTTP_COOKIE="messages=x")
    assert is_kept(address, HTTP_COOKIE="csrftoken=x")


def test_a_folder_that_cannot_be_written_costs_only_time(settings, tmp_path, consultation):
    (tmp_path / "file").write_text("no folder")
    settings.VISITOR_PAGES = tmp_path / "file" / "pages"

    answers = [Client().get(address_of(consultation)) for _visit in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.content for answer in answers}) == 1


def test_a_file_that_was_cut_off_is_drawn_anew(kept_pages, consultation):
    page = kept(consultation)
    for path in kept_pages.iterdir():
        path.write_bytes(path.read_bytes()[:40])

    assert Client().get(address_of(consultation)).content == page.content


def test_a_full_folder_lets_the_oldest_go(monkeypatch, kept_pages, consultation):
    monkeypatch.setattr(page_store, "MOST_PAGES", 4)

    for slug in ("dieu-1/", "dieu-2/", "dieu-3/", "dieu-4/", "chuong-1/", "chuong-2/"):
        kept(consultation, slug)

    assert len(list(kept_pages.iterdir())) <= 4
