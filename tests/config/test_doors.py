"""There is one way to sign in: no other door may pass the second factor by."""

import pytest

from tests.factories import UserFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", ["/quan-tri/login/", "/_util/login/"])
def test_a_password_given_at_a_door_of_wagtails_signs_nobody_in(client, door):
    editor = UserFactory(is_staff=True, is_superuser=True)

    answer = client.post(door, {"username": editor.username, "password": PASSWORD})

    assert answer.url == "/tai-khoan/login/"
    assert "_auth_user_id" not in client.session


def test_an_editors_own_account_is_kept_where_everybodys_is(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    answer = client.get("/quan-tri/account/")

    assert answer.url == "/tai-khoan/password/change/"
