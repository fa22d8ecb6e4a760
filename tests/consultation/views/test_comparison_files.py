"""The comparison as a document: small ones come at once, large ones are drawn by a worker."""

import pytest
from django.urls import reverse
from django_q.models import OrmQ

from consultation import comparing
from consultation.comparing import draw_by_id
from consultation.models import ComparisonFile, ComparisonKind
from tests.consultation.views.screens import told, tree
from tests.factories import publish_law
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db
KINDS = ["docx", "pdf"]


@pytest.fixture
def versions():
    first = publish_law()
    return first, publish_next(first)


@pytest.fixture
def large(versions, monkeypatch, settings):
    """Two versions with more changes than are drawn while one waits; the worker is asleep."""
    for kind in ComparisonKind:
        monkeypatch.setitem(comparing.AT_ONCE, kind, 1)
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "sync": False}
    return versions


def address(versions, name="comparison", *more):
    old, new = versions
    return reverse(name, args=[new.draft.slug, old.uid, new.uid, *more])


def ask(client, versions, kind="pdf"):
    return client.post(address(versions, "request_comparison", kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_small_comparison_is_the_same_bytes_each_time(client, versions, kind, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    first = client.get(address(versions, "comparison_file", kind))
    again = client.get(address(versions, "comparison_file", kind))

    assert first.content[:4] in (b"%PDF", b"PK\x03\x04")
    assert first.content == again.content
    assert first["Content-Disposition"].startswith("attachment")
    assert ComparisonFile.objects.count() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_comparison_is_asked_for_drawn_by_the_worker_and_then_sent(client, large, kind):
    page = client.get(address(large))
    form = f"//form[@action='{address(large, 'request_comparison', kind)}']"
    assert len(tree(page).xpath(form)) == 1
    assert client.get(address(large, "comparison_file", kind)).url == f"{address(large)}#tep"

    assert ask(client, large, kind).url == f"{address(large)}#tep"
    waiting = client.get(address(large))
    assert len(told(waiting, "//*[@id='tep']//*[@role='status']")) == 1
    assert tree(waiting).xpath("//@data-poll") == [address(large, "comparison_files")]
    draw_by_id(ComparisonFile.objects.get().pk)

    part = client.get(address(large, "comparison_files"))
    link = address(large, "comparison_file", kind)
    assert tree(part).xpath("//a/@href") == [link]
    assert tree(part).xpath("//@data-poll") == []
    sent = b"".join(client.get(link).streaming_content)
    assert len(sent) == ComparisonFile.objects.get().size


def test_whoever_asks_for_what_is_being_drawn_waits_for_the_same_file(client, large):
    ask(client, large)
    ask(client, large)

    assert (ComparisonFile.objects.count(), OrmQ.objects.count()) == (1, 1)


def test_a_file_drawn_twice_is_kept_once(client, large):
    ask(client, large)
    file = ComparisonFile.objects.get()

    draw_by_id(file.pk)
    drawn = ComparisonFile.objects.get()
    draw_by_id(file.pk)

    assert ComparisonFile.objects.get().drawn_at == drawn.drawn_at


def test_a_changed_title_or_text_is_another_file(client, large):
    ask(client, large)
    draw_by_id(ComparisonFile.objects.get().pk)
    _old, new = large
    type(new).objects.filter(pk=new.pk).update(title="Dự thảo trình Chính phủ")

    assert client.get(address(large, "comparison_file", "pdf")).status_code == 302


def test_a_worker_that_failed_or_fell_silent_is_asked_again(client, large, monkeypatch):
    ask(client, large)
    monkeypatch.setattr(comparing, "draw_comparison", lambda *_given, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        draw_by_id(ComparisonFile.objects.get().pk)

    form = f"//form[@action='{address(large, 'request_comparison', 'pdf')}']"
    assert len(tree(client.get(address(large))).xpath(form)) == 1
    ask(client, large)
    assert OrmQ.objects.count() == 2
    monkeypatch.undo()
    ComparisonFile.objects.update(requested_at="2026-01-01T00:00:00Z")
    assert comparing.kept_files(*large) == {}


def test_more_than_the_worker_bears_is_refused_in_a_sentence(client, large, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_WAITING", 1)
    ask(client, large, "docx")

    response = client.post(address(large, "request_comparison", "pdf"), follow=True)

    assert told(response, "//*[@data-messages]//p | //*[@data-messages]//li")[0] == (
        "Đang có nhiều bản so sánh được tạo. Vui lòng thử lại sau ít phút."
    )
    assert ComparisonFile.objects.count() == 1


def test_too_many_changes_for_a_document_are_said_and_none_is_drawn(client, large, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_ROWS", 4)

    response = client.post(address(large, "request_comparison", "pdf"), follow=True)

    assert told(response, "//*[@data-messages]//p | //*[@data-messages]//li")[0].startswith(
        "Có 5 quy định thay đổi: quá nhiều cho một tài liệu."
    )
    assert ComparisonFile.objects.count() == 0


def test_other_kinds_of_file_are_not_made(client, versions):
    assert client.get(address(versions, "comparison_file", "exe")).status_code == 404
    assert client.post(address(versions, "request_comparison", "exe")).status_code == 404
