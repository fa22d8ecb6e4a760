"""Rows follow what they describe, in the same transaction."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from cms.models import DraftPage, SectionPage, StandardPage
from consultation.inviting import plan_round
from consultation.models import Row
from consultation.synthesis import decide_row, gather_opinions, merge_rows
from search.documents import rebuild_documents
from search.finder import search
from search.models import SearchDoc
from search.query import SearchQuery
from tests.factories import (
    SMALL_LAW,
    approved_opinion,
    officer_of,
    open_consultation,
    publish_law,
    written_opinion,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def law(db):
    return publish_law()


def titles(words, user=None, kind=None):
    hits = search(user or AnonymousUser(), SearchQuery(words)).hits
    return [hit.title for hit in hits if kind in (None, hit.kind)]


def republish(section, body):
    section.body = [("law", body)]
    section.save_revision().publish()


def test_a_published_law_is_found_at_once(law):
    assert titles('"hiệu lực từ ngày 01 tháng 7 năm 2027"') == ["Điều 4. Hiệu lực thi hành"]


def test_a_law_whose_import_failed_is_not_found(db):
    with transaction.atomic():
        publish_law()
        transaction.set_rollback(True)

    assert SearchDoc.objects.count() == 0


def test_a_rewritten_article_is_found_by_its_new_words_alone(law):
    section = SectionPage.objects.get(version=law, eid="art_4")

    republish(section, "Nghị định này có hiệu lực sau khi công bố.")

    assert titles('"sau khi công bố"') == ["Điều 4. Hiệu lực thi hành"]
    assert titles('"tháng 7 năm 2027"') == []


def test_a_clause_that_is_gone_is_not_found(law):
    section = SectionPage.objects.get(version=law, eid="art_3")

    republish(section, "1. Cơ quan được lấy ý kiến trả lời bằng văn bản.")

    assert titles('"nhận được đủ hồ sơ"') == []


def test_a_new_heading_is_in_the_rows_of_its_clauses(law):
    section = SectionPage.objects.get(version=law, eid="art_3")
    section.heading, section.title = "Hạn phúc đáp", "Điều 3. Hạn phúc đáp"
    section.save_revision().publish()

    assert titles("hạn phúc đáp nhận được đủ hồ sơ")[0] == "Khoản 2 Điều 3. Hạn phúc đáp"


def test_an_unpublished_section_is_not_found(law):
    SectionPage.objects.get(version=law, eid="art_4").unpublish()

    assert titles("tháng 7 năm 2027") == []


@pytest.mark.parametrize("level", ["draft", "version"])
def test_nothing_of_an_unpublished_law_is_found_until_it_is_back(law, level):
    page = law.draft if level == "draft" else law

    page.unpublish()
    assert titles("thời hạn trả lời") == []

    page.save_revision().publish()
    assert titles("thời hạn trả lời")[0] == "Điều 3. Thời hạn trả lời"


def test_a_renamed_draft_is_found_by_its_new_name(law):
    draft = law.draft
    draft.title = "Nghị định về tham vấn"
    draft.save_revision().publish()

    assert titles("tham vấn", kind="draft") == ["Nghị định về tham vấn"]
    assert titles("tham vấn hiệu lực thi hành")[0] == "Điều 4. Hiệu lực thi hành"


def test_a_page_of_plain_reading_is_found_by_its_words(law):
    home = StandardPage.objects.get(depth=2)
    page = home.add_child(
        instance=StandardPage(
            title="Hướng dẫn", body=[("text", "<p>Gửi góp ý</p><p>trực&nbsp;tuyến</p>")], live=False
        )
    )
    page.save_revision().publish()
    assert titles('"góp ý trực tuyến"', kind="page") == ["Hướng dẫn"]

    StandardPage.objects.get(pk=page.pk).unpublish()
    assert titles('"góp ý trực tuyến"', kind="page") == []


def test_a_deleted_page_leaves_no_row(law):
    home = StandardPage.objects.get(depth=2)
    page = home.add_child(instance=StandardPage(title="Hướng dẫn", live=False))
    page.save_revision().publish()

    page.delete()

    assert not SearchDoc.objects.filter(kind="page", object_id=page.pk).exists()


def test_a_draft_of_an_internal_round_is_found_by_whom_it_asks(law):
    consultation = open_consultation(version=law, agencies=1, is_public=False)
    stranger = officer_of(open_consultation(version=publish_law()).agencies[0])

    def finds(user):
        draft = law.draft.pk
        query = SearchQuery("thời hạn trả lời", facets={"draft": (str(draft),)})
        return search(user, query).total > 0

    assert finds(consultation.officer(0))
    assert finds(consultation.compiler)
    assert not finds(stranger)
    assert not finds(AnonymousUser())


def test_a_public_round_opens_a_draft_that_was_asked_about_internally(law):
    first = open_consultation(version=law, is_public=False)
    assert titles("thời hạn trả lời") == []

    plan_round(
        law,
        by=first.compiler,
        name="Công khai",
        lead=first.lead,
        deadline=first.round.deadline,
        is_public=True,
    )

    assert titles("thời hạn trả lời")[0] == "Điều 3. Thời hạn trả lời"


def test_all_opinions_on_an_article_are_found_by_its_address(law):
    consultation = open_consultation(version=law)
    approved_opinion(consultation, at=0, eid="art_3__para_2")
    approved_opinion(consultation, at=1, eid="art_2__para_2__point_dd")

    assert titles("Điều 3", consultation.compiler, "opinion") == [
        f"{consultation.agencies[0].name} · khoản 2 Điều 3"
    ]
    assert titles("điểm đ khoản 2 Điều 2", consultation.compiler, "opinion") == [
        f"{consultation.agencies[1].name} · điểm đ khoản 2 Điều 2"
    ]


def test_an_opinion_is_found_by_the_agency_that_gave_it(law):
    consultation = open_consultation(version=law)
    approved_opinion(consultation, at=0)

    page = search(consultation.compiler, SearchQuery(consultation.agencies[0].name))

    assert page.hits[0].kind == "opinion"
    assert [choice.label for choice in page.facets["agency"]][:1] == [
        consultation.agencies[0].short_name
    ]


def test_an_opinion_on_the_whole_draft_is_found(law):
    consultation = open_consultation(version=law)
    written_opinion(consultation, eid="", text="Cần tổng kết thi hành trước.")

    assert titles("tổng kết thi hành", consultation.officer(), "opinion") == [
        consultation.agencies[0].name
    ]


def test_an_opinion_leads_to_its_place_in_the_law_and_a_row_to_the_table(law):
    consultation = open_consultation(version=law)
    approved_opinion(consultation, at=0, text="Kéo dài thời hạn trả lời.")
    written_opinion(consultation, at=1, eid="", text="Kéo dài thời hạn trả lời.")
    [row] = gather_opinions(consultation.round, by=consultation.compiler)

    def leads_to(user):
        hits = search(user, SearchQuery("kéo dài thời hạn trả lời")).hits
        return {hit.kind: hit.url for hit in hits}

    assert leads_to(consultation.compiler)["row"] == (
        f"/tong-hop/{consultation.round.uid}/#row-{row.uid}"
    )
    assert leads_to(consultation.officer(0))["opinion"].endswith(
        "/dieu-3/?tai=art_3__para_2#art_3__para_2"
    )
    assert leads_to(consultation.officer(1))["opinion"] == f"/gop-y/le/du-thao/{law.uid}/"


def test_rows_are_the_compilers_until_issue(law):
    consultation = open_consultation(version=law)
    approved_opinion(consultation, at=0, text="Kéo dài thời hạn lên 15 ngày.")
    [row] = gather_opinions(consultation.round, by=consultation.compiler)
    decide_row(
        row,
        by=consultation.compiler,
        lock_version=row.lock_version,
        decision="not_taken",
        reason="Đã hỏi Vụ Pháp chế.",
    )

    assert titles("Vụ Pháp chế", consultation.compiler) == ["khoản 2 Điều 3"]
    assert titles("Vụ Pháp chế", consultation.officer(0)) == []


def test_the_inner_reason_of_a_decision_is_in_no_public_row(law):
    consultation = open_consultation(version=law)
    approved_opinion(consultation, at=0, text="Kéo dài thời hạn lên 15 ngày.")
    [row] = gather_opinions(consultation.round, by=consultation.compiler)
    Row.objects.filter(pk=row.pk).update(reason="Đã hỏi Vụ Pháp chế.", answer_text="Giữ nguyên.")
    type(consultation.round).objects.update(state="answered")

    rebuild_documents()

    assert titles("Vụ Pháp chế") == []
    [hit] = [h for h in search(AnonymousUser(), SearchQuery("giữ nguyên")).hits if h.kind == "row"]
    assert hit.snippet_html == "Kéo dài thời hạn lên 15 ngày.\n<mark>Giữ nguyên</mark>."


def test_merged_rows_are_found_once(law):
    consultation = open_consultation(version=law)
    approved_opinion(consultation, at=0, text="Kéo dài thời hạn.")
    approved_opinion(consultation, at=1, text="Kéo dài thời hạn hơn.")
    rows = gather_opinions(consultation.round, by=consultation.compiler)

    merge_rows(rows, by=consultation.compiler)

    assert titles("kéo dài thời hạn", consultation.compiler, "row") == ["khoản 2 Điều 3"]


def test_two_versions_of_the_sample_make_twice_the_rows(law):
    once = SearchDoc.objects.filter(kind="provision").count()
    publish_law(SMALL_LAW)

    assert SearchDoc.objects.filter(kind="provision").count() == 2 * once
    assert DraftPage.objects.count() == SearchDoc.objects.filter(kind="draft").count() == 2
