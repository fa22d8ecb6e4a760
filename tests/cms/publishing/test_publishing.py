"""Published sections become provisions: at once in bulk, one by one, on every path alike."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.models import Provision, ProvisionText, SectionPage
from cms.publishing import record_section
from cms.signals import provisions_recorded
from tests.factories import publish_law
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db


def section(version, slug):
    return version.sections().get(slug=slug)


def edit_body(page, old, new):
    page.body = [
        ("law", block.value.replace(old, new)) for block in page.body if block.block_type == "law"
    ]
    return page.save_revision()


def test_the_bulk_writer_leaves_a_sound_tree_of_pages():
    version = publish_law()

    assert Page.find_problems() == ([], [], [], [], [])
    assert version.sections().count() == 7
    assert section(version, "dieu-3").url == f"{version.url}dieu-3/"


def test_the_bulk_writer_says_what_publishing_one_by_one_would_say():
    version = publish_law()

    texts = [text for page in version.sections() for text in record_section(page, by=None)]

    assert texts == []
    assert list(Provision.objects.exclude(retired_at=None)) == []


def test_a_section_right_below_a_part_and_the_foot_of_an_attachment_are_pages():
    version = publish_law(
        "Căn cứ Hiến pháp;\nPhần I\nQUY ĐỊNH CHUNG\nMục 1. PHẠM VI\nĐiều 1. Phạm vi\n"
        "Luật này quy định một việc."
    )

    slugs = set(version.sections().values_list("slug", flat=True))

    assert {"phan-1", "phan-1-muc-1", "dieu-1"} <= slugs


def test_publishing_a_law_takes_no_query_a_page_or_clause():
    def queries(articles):
        lines = [f"Điều {n}. Tên\n1. Một.\n2. Hai." for n in range(1, articles + 1)]
        with CaptureQueriesContext(connection) as captured:
            publish_law("Căn cứ Hiến pháp;\n" + "\n".join(lines), title=f"Luật {articles} điều")
        return len(captured)

    queries(1)
    few, many = queries(20), queries(220)

    assert many - few <= 60


def test_a_changed_clause_gets_a_new_text_at_the_same_address():
    version = publish_law()
    before = provision(version, "art_3__para_2")

    edit_body(section(version, "dieu-3"), "10 ngày", "15 ngày").publish()

    after = provision(version, "art_3__para_2")
    assert after.pk == before.pk
    assert after.current_text != before.current_text
    assert "15 ngày" in after.current_text.text
    assert ProvisionText.objects.filter(provision=after).count() == 2
    assert provision(version, "art_3__para_1").texts.count() == 1


def test_a_clause_that_is_gone_is_retired_and_comes_back():
    version = publish_law()
    page = section(version, "dieu-3")
    line = "\n2. Thời hạn trả lời không quá 10 ngày, kể từ ngày nhận được đủ hồ sơ."
    edit_body(page, line, "").publish()
    assert provision(version, "art_3__para_2").retired_at is not None

    page = section(version, "dieu-3")
    page.body = [("law", page.body[0].value + line)]
    page.save_revision().publish()

    assert provision(version, "art_3__para_2").retired_at is None


def test_a_receiver_that_fails_leaves_everything_as_it_was():
    version = publish_law()
    revision = edit_body(section(version, "dieu-3"), "10 ngày", "15 ngày")

    def refuse(sender, **kwargs):
        raise RuntimeError("refused")

    provisions_recorded.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            revision.publish()
    finally:
        provisions_recorded.disconnect(refuse)

    live = SectionPage.objects.get(version=version, slug="dieu-3")
    assert "10 ngày" in live.body[0].value
    assert provision(version, "art_3__para_2").texts.count() == 1


def test_unpublishing_hides_and_never_deletes():
    version = publish_law()

    section(version, "dieu-4").unpublish()

    assert provision(version, "art_4").retired_at is not None


def test_publishing_again_announces_what_stands_again():
    version = publish_law()
    section(version, "dieu-4").unpublish()
    told = []

    def hear(sender, texts, **kwargs):
        told.extend(text.provision.eid for text in texts)

    provisions_recorded.connect(hear)
    try:
        section(version, "dieu-4").get_latest_revision().publish()
    finally:
        provisions_recorded.disconnect(hear)

    assert told == ["art_4"]


def test_the_nested_address_leads_to_the_flat_one(client):
    version = publish_law()

    answer = client.get(f"{version.url}chuong-2/dieu-3/")

    assert (answer.status_code, answer.url) == (301, f"{version.url}dieu-3/")


def test_point_dd_has_an_address_without_marks():
    version = publish_law()

    assert provision(version, "art_2__para_2__point_dd").citation == "điểm đ khoản 2 Điều 2"


def test_both_databases_know_the_same_constraints():
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, Provision._meta.db_table)

    assert "one_provision_an_address" in names
