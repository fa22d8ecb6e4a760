"""What the bulk writer writes is what Wagtail's own actions write, row by row."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from cms.importing import read_outline
from cms.importing.draft_import import SourceFile, import_draft
from cms.models import DraftIndexPage, ProvisionText, SectionPage
from cms.publishing import publish_waiting
from cms.structure.outline import Line, build_outline
from search.models import SearchDoc
from tests.factories import SMALL_LAW, publish_law
from tests.factories.by_wagtail import publish_page_by_page
from tests.factories.laws import provision

pytestmark = pytest.mark.django_db

TIMES = {
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "created_at",
    "timestamp",
    "published_at",
    "translation_key",
    "uuid",
    "path",
    "pk",
    "id",
}


def publish_by_wagtail():
    """The same law in a version of its own, page by page, as an editor would."""
    version = publish_law("Điều 1. Tên\nMột.")
    outline = build_outline([Line(line, at) for at, line in enumerate(SMALL_LAW.split("\n"))])
    version.provisions.update(current_text=None)
    ProvisionText.objects.filter(provision__version=version).delete()
    version.provisions.all().delete()
    SearchDoc.objects.filter(version_id=version.pk).delete()
    for page in version.sections():
        page.delete()
    version = type(version).objects.get(pk=version.pk)
    publish_page_by_page(version, outline.nodes, by=version.owner)
    return type(version).objects.get(pk=version.pk)


def rows(queryset, *, without=()):
    left_out = TIMES | set(without)
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in queryset.values()
    ]


def tables(version):
    """All rows of a version's sections; ids and times apart, pages named by their slug."""
    pages = list(version.sections())
    names = {page.pk: page.slug for page in pages}
    numbers = {str(pk): name for pk, name in names.items()}
    revisions = Revision.objects.filter(object_id__in=numbers).order_by("pk")
    return {
        "tree": Page.find_problems(),
        "children": version.numchild,
        "pages": [_page(row, version) for row in rows(version.sections())],
        "revisions": [
            {**row, "object_id": numbers[row["object_id"]], "content": _content(row["content"])}
            for row in rows(revisions)
        ],
        "live": [page.live_revision_id == page.latest_revision_id for page in pages],
        "log": [
            {**row, "page_id": names[row["page_id"]], "revision_id": bool(row["revision_id"])}
            for row in rows(
                PageLogEntry.objects.filter(page__in=names).order_by("page__path", "pk")
            )
        ],
        "references": sorted(_references(numbers, version)),
        "found": sorted(
            IndexEntry.objects.filter(
                object_id__in=numbers,
                content_type=ContentType.objects.get_for_model(SectionPage),
            ).values_list("title", "body", "autocomplete")
        ),
        "provisions": list(
            version.provisions.order_by("current_text__position").values_list(
                "eid", "section__slug", "retired_at", "current_text__sha256", "current_text__text"
            )
        ),
        "texts": ProvisionText.objects.filter(provision__version=version).count(),
        "searched": sorted(
            SearchDoc.objects.filter(version_id=version.pk, kind="provision").values_list(
                "body_folded", "body_exact"
            )
        ),
    }


def _page(row, version):
    row["url_path"] = row["url_path"].removeprefix(version.url_path)
    row["body"] = [(block.block_type, block.value) for block in row["body"]]
    own = ("page_ptr_id", "version_id", "latest_revision_id", "live_revision_id")
    return {name: value for name, value in row.items() if name not in own}


def _content(content):
    own = TIMES | {"version", "url_path", "latest_revision", "live_revision"}
    kept = {name: value for name, value in content.items() if name not in own}
    blocks = [
        {name: value for name, value in block.items() if name != "id"}
        for block in json.loads(kept["body"])
    ]
    return {**kept, "body": blocks}


def _references(numbers, version):
    kept = ReferenceIndex.objects.filter(object_id__in=numbers)
    for row in kept.select_related("content_type", "base_content_type", "to_content_type"):
        own = row.model_path in ("latest_revision", "live_revision", "version")
        to = "" if own else row.to_object_id
        yield (
            numbers[row.object_id],
            row.content_type.model,
            row.base_content_type.model,
            row.to_content_type.model,
            to,
            row.model_path,
            row.content_path,
        )


def test_a_law_written_at_once_leaves_the_rows_that_publishing_page_by_page_leaves():
    at_once = publish_law()
    one_by_one = publish_by_wagtail()

    ours, wagtails = tables(at_once), tables(one_by_one)

    for name, rows_of_wagtail in wagtails.items():
        assert ours[name] == rows_of_wagtail, name


def change_articles(version):
    """Every article waits with other words; article 4 with another heading too."""
    for page in version.sections().filter(level="article"):
        page.body = [("law", page.body[0].value.replace("Cơ quan", "Đơn vị").replace("10", "15"))]
        if page.slug == "dieu-4":
            page.title, page.heading = "Điều 4. Hiệu lực", "Hiệu lực"
        page.save_revision(user=version.owner)


def test_what_waits_published_at_once_leaves_the_rows_that_page_by_page_leaves():
    at_once = publish_law()
    one_by_one = publish_law()
    for version in (at_once, one_by_one):
        change_articles(version)

    published = publish_waiting(at_once, by=at_once.owner)
    for page in one_by_one.sections().filter(level="article"):
        page.get_latest_revision().publish(user=one_by_one.owner)

    assert [page.slug for page in published] == ["dieu-1", "dieu-2", "dieu-3", "dieu-4"]
    ours, wagtails = tables(at_once), tables(one_by_one)
    for name, rows_of_wagtail in wagtails.items():
        assert ours[name] == rows_of_wagtail, name


def test_publishing_a_chapter_leaves_what_waits_in_others():
    version = publish_law()
    change_articles(version)

    publish_waiting(version.sections().get(slug="chuong-1"), by=version.owner)

    assert provision(version, "art_2__para_1").current_text.text == "Đơn vị chủ trì soạn thảo."
    assert "10 ngày" in provision(version, "art_3__para_2").current_text.text


def test_publishing_what_waits_takes_no_query_a_page(django_assert_max_num_queries):
    lines = "\n".join(f"Điều {n}. Tên\n1. Cơ quan.\n2. Hai." for n in range(1, 61))
    version = publish_law(lines)
    change_articles(version)

    with django_assert_max_num_queries(60):
        publish_waiting(version, by=version.owner)


def test_a_clause_that_comes_in_stands_between_its_neighbours():
    version = publish_law()
    page = version.sections().get(slug="dieu-3")
    lines = page.body[0].value.split("\n")
    page.body = [("law", "\n".join([lines[0], "1a. Trả lời trên cổng thông tin.", *lines[1:]]))]
    page.save_revision().publish()

    stand = [item.eid for item in version.provisions.model.objects.of_version(version)]

    assert stand[-5:] == ["art_3", "art_3__para_1", "art_3__para_1a", "art_3__para_2", "art_4"]


def test_a_code_of_689_articles_is_published_and_again_in_300_queries_each(
    laws, django_assert_max_num_queries
):
    outline = read_outline(laws / "bo-luat-dan-su-2015.docx")
    first = publish_law()
    source = SourceFile("bo-luat.docx", b"")
    index = DraftIndexPage.objects.get()

    with django_assert_max_num_queries(300):
        version = import_draft(
            index, outline, source, by=first.owner, drafting_agency=first.draft.drafting_agency
        )
    assert version.sections().filter(level="article").count() == 689

    articles = version.sections().filter(level="article")
    articles.update(has_unpublished_changes=True)
    with django_assert_max_num_queries(100):
        assert len(publish_waiting(version, by=first.owner)) == 689
