"""The tests' own database: what a test commits, no other test sees."""

import pytest
from wagtail.models import Page

from consultation.models import AuditEntry
from tests.factories import publish_law

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_starts_from_the_migrated_database(time):
    pages, facts = Page.objects.count(), AuditEntry.objects.count()

    publish_law()

    assert (pages, facts) == (2, 0)
