"""An editor, signed in, on a site that is laid out."""

import pytest

from cms.publishing.site import lay_site
from tests.factories import UserFactory


@pytest.fixture
def editor(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    lay_site(base_url="http://testserver", name="Góp ý")
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return user
