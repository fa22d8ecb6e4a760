"""What the tests of screens share."""

import pytest


@pytest.fixture(autouse=True)
def kept_pages(settings, tmp_path):
    """An empty folder of finished pages, and one of files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.VISITOR_PAGES = tmp_path / "pages"
    return settings.VISITOR_PAGES
