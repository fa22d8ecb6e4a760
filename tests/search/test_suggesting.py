"""What the field proposes while somebody types."""

import pytest
from django.urls import reverse

from cms.models import SectionPage
from consultation.models import Round
from search.models import Abbreviation, Suggestion
from search.suggesting import rebuild_suggestions, suggest
from tests.factories import SMALL_LAW, open_consultation, publish_law

pytestmark = pytest.mark.both_databases


@pytest.fixture
def law(db):
    return publish_law()


@pytest.mark.parametrize(
    "typed", ["thời hạn", "thoi han", "THỜI HẠN", "thời ha", "thoi h", "hạn trả", "thơi hạn tra l"]
)
def test_a_heading_is_proposed_however_it_is_typed(law, typed):
    assert suggest(typed)[0] == "Thời hạn trả lời"


def test_the_title_of_a_draft_is_proposed(law):
    assert suggest("nghị định về lấy") == [law.draft.title]


def test_a_document_number_that_a_public_draft_names_is_proposed(db):
    publish_law(SMALL_LAW.replace("Tổ chức Chính phủ;", "số 63/2025/QH15 ngày 18/02/2025;"))

    assert suggest("63/2025") == ["63/2025/QH15"]


def test_the_long_form_of_an_abbreviation_is_proposed(law):
    Abbreviation.objects.create(short="XYZV", long="xã vùng cao Xín Thầu")

    assert suggest("xyzv") == ["Xã vùng cao Xín Thầu"]
    assert suggest("xã vùng") == ["Xã vùng cao Xín Thầu"]


def test_marks_that_are_typed_are_respected(db):
    law = SMALL_LAW.replace("Thời hạn trả lời", "Từ đó").replace("Đối tượng áp dụng", "Tự do")
    publish_law(law)

    assert suggest("tự do")[0] == "Tự do"
    assert suggest("từ đó")[0] == "Từ đó"


def test_a_beginning_comes_before_a_middle(law):
    texts = ["Trả lời chậm", "Về việc trả lời"]
    Suggestion.objects.bulk_create(
        Suggestion(draft=law.draft, text=text, folded=f" {folded}")
        for text, folded in zip(texts, ["tra loi cham", "ve viec tra loi"], strict=True)
    )

    assert suggest("tra loi")[0] == "Trả lời chậm"


@pytest.mark.parametrize(
    "typed", ["", "a", "%", "_", "'", "\\", '"', "\x00", "ê" * 500, "zà " * 90]
)
def test_nothing_strange_is_proposed_for_strange_signs(law, typed):
    assert suggest(typed) == []


def test_a_draft_that_becomes_internal_is_proposed_no_more(law):
    consultation = open_consultation(version=law)
    assert suggest("thoi han") == ["Thời hạn trả lời"]

    Round.objects.filter(pk=consultation.round.pk).update(is_public=False)

    assert suggest("thoi han") == []
    assert rebuild_suggestions() == 0


def test_a_draft_that_is_unpublished_is_proposed_no_more(law):
    law.draft.unpublish()

    assert suggest("thoi han") == []
    assert Suggestion.objects.count() == 0


def test_a_heading_that_is_gone_is_proposed_no_more(law):
    section = SectionPage.objects.get(version=law, eid="art_3")
    section.heading, section.title = "Hạn phúc đáp", "Điều 3. Hạn phúc đáp"
    section.save_revision().publish()

    assert suggest("thoi han") == []
    assert suggest("han phuc") == ["Hạn phúc đáp"]


def test_an_article_that_is_unpublished_is_proposed_no_more(law):
    SectionPage.objects.get(version=law, eid="art_3").unpublish()

    assert suggest("thoi han") == []


def test_all_can_be_made_anew(law):
    before = set(Suggestion.objects.values_list("text", flat=True))

    assert rebuild_suggestions() == len(before)
    assert set(Suggestion.objects.values_list("text", flat=True)) == before


def test_a_proposal_costs_three_queries(law, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        suggest("thoi han")


def test_proposals_are_not_made_without_end(client, law, monkeypatch):
    monkeypatch.setattr("search.views.suggestions.MOST", 2)
    statuses = [client.get(reverse("suggestions"), {"q": "thoi"}).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
