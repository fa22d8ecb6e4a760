"""A realistic edition and its two drawings, made once for all tests that only read them."""

import pytest

from consultation.rendering.pdf import draw_pdf

from .editions import edition_with


@pytest.fixture(scope="session")
def edition():
    return edition_with()


@pytest.fixture(scope="session")
def internal(edition):
    return draw_pdf(edition, "internal")


@pytest.fixture(scope="session")
def submission(edition):
    return draw_pdf(edition, "submission")
