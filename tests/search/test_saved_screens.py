"""The pages of saved searches, and the way out that each mail shows."""

import pytest
from django.core import mail
from django.urls import reverse

from search import alerts
from search.models import Frequency, SavedSearch
from search.query import SearchQuery
from tests.factories import UserFactory, publish_law

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def person(client):
    person = UserFactory(email="can-bo@example.vn")
    client.force_login(person)
    return person


def keep(person, **values):
    values = {"name": "Bưu cục", "frequency": Frequency.AT_ONCE} | values
    return alerts.save_search(SearchQuery("bưu cục"), by=person, **values)


def test_a_person_keeps_the_search_that_is_shown(client, person):
    publish_law()
    result = client.get(reverse("search"), {"q": "thời hạn", "kind": "provision"})
    address = f"{reverse('keep_search')}?q=th%E1%BB%9Di+h%E1%BA%A1n&kind=provision"
    assert address.replace("&", "&amp;") in result.content.decode()

    answer = client.post(address, {"name": "Thời hạn", "frequency": "daily"})

    assert answer.url == reverse("saved_searches")
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.name, saved.frequency) == (person, "Thời hạn", "daily")
    assert saved.query.facets == {"kind": ("provision",)}


def test_a_name_is_asked_for(client, person):
    answer = client.post(f"{reverse('keep_search')}?q=a+b", {"name": "", "frequency": "none"})

    assert (answer.status_code, SavedSearch.objects.count()) == (422, 0)


def test_why_no_mails_can_be_sent_is_said(client, person):
    person.email = None
    person.save()

    answer = client.post(f"{reverse('keep_search')}?q=a+b", {"name": "x", "frequency": "daily"})

    assert answer.status_code == 422
    assert "Your account has no mail address." in str(answer.context["form"].non_field_errors())


def test_a_search_without_words_cannot_be_kept(client, person):
    assert client.get(reverse("keep_search")).url == reverse("search")


def test_a_person_sees_renames_and_deletes_their_own_searches(client, person):
    saved, others = keep(person), keep(UserFactory(email="x@example.vn"))
    listed = client.get(reverse("saved_searches"))
    assert list(listed.context["searches"]) == [saved]

    client.post(reverse("change_search", args=[saved.uid]), {"name": "Y", "frequency": "none"})
    saved.refresh_from_db()
    assert (saved.name, saved.frequency) == ("Y", "none")

    client.post(reverse("delete_search", args=[saved.uid]))
    assert list(SavedSearch.objects.all()) == [others]


@pytest.mark.parametrize("door", ["change_search", "delete_search"])
def test_anothers_search_is_not_there(client, person, door):
    others = keep(UserFactory(email="x@example.vn"))

    answer = client.post(reverse(door, args=[others.uid]), {"name": "Y", "frequency": "none"})

    assert answer.status_code == 404
    assert SavedSearch.objects.get().name == "Bưu cục"


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(reverse("saved_searches")).url.startswith(reverse("account_login"))


# The way out.


def test_the_way_out_works_without_signing_in_and_only_when_it_is_confirmed(client):
    saved = keep(UserFactory(email="x@example.vn"))
    way_out = reverse("unsubscribe", args=[alerts.unsubscribe_token(saved)])

    assert client.get(way_out).status_code == 200
    saved.refresh_from_db()
    assert saved.frequency == Frequency.AT_ONCE

    assert client.post(way_out).status_code == 200
    saved.refresh_from_db()
    assert saved.frequency == Frequency.NONE


def test_a_mail_program_stops_the_mails_by_one_post(client, person):
    """RFC 8058: the address of the header, a body of its own, no cookie, no token."""
    saved = keep(person)
    publish_law("Điều 1. Bưu cục\nBưu cục mở cửa.", title="Nghị định về bưu cục")
    SavedSearch.objects.update(checked_at="2020-01-01T00:00Z")
    alerts.run_alerts()
    [told] = mail.outbox
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way_out = told.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")

    stranger = client.__class__(enforce_csrf_checks=True)
    answer = stranger.post(
        way_out, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    saved.refresh_from_db()
    assert (answer.status_code, saved.frequency) == (200, Frequency.NONE)


@pytest.mark.parametrize("token", ["x", "abc:def:ghi", "%00"])
def test_a_made_up_way_out_leads_nowhere(client, db, token):
    assert client.get(f"/tim-kiem/ngung-bao/{token}/").status_code == 404


def test_the_token_of_one_search_stops_no_other(client):
    one, other = (keep(UserFactory(email=f"{n}@example.vn")) for n in "ab")

    client.post(reverse("unsubscribe", args=[alerts.unsubscribe_token(one)]))

    other.refresh_from_db()
    assert other.frequency == Frequency.AT_ONCE
