"""Visits without a session, and whether they were answered from what is kept."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.consultation.views.screens import tree

SLUGS = ["", "dieu-3/", "toan-van/"]


def address_of(consultation, slug="dieu-3/"):
    return f"{consultation.version.url}{slug}"


def kept(consultation, slug="dieu-3/"):
    """The page as a visitor gets it when it is drawn no more."""
    address = address_of(consultation, slug)
    for _visit in range(3):
        answer = Client().get(address)
    assert is_kept(address)
    return answer


def is_kept(address, **headers):
    """Whether it comes without being drawn: nobody asks who the reader is, or for a text."""
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(address, **headers)
    asked = " ".join(query["sql"] for query in captured)
    return answer.status_code == 200 and "cms_provision" not in asked


def drawn(consultation, slug="dieu-3/"):
    """The page as it is drawn now, past all that was kept."""
    return Client().get(f"{address_of(consultation, slug)}?moi")


def article(consultation, slug="dieu-3"):
    return consultation.version.sections().get(slug=slug)


def shown_on(response):
    """The page without the ways back to itself, which name the query of `drawn`."""
    page = tree(response)
    for link in page.xpath("//a[@class='tongue']"):
        link.drop_tree()
    return " ".join(page.text_content().split()), page.xpath("//@href")
