"""A screen as a test reads it: by what stands in it, not by its words in one language."""

from lxml import html

HTMX = {"HX-Request": "true"}


def tree(response):
    return html.fromstring(response.content.decode())


def told(response, xpath):
    """The texts of what the path finds, each on one line."""
    return [" ".join(found.text_content().split()) for found in tree(response).xpath(xpath)]


def row_uids(response):
    """The rows of the desk or of the record, as they follow each other."""
    return [found.removeprefix("row-") for found in tree(response).xpath("//*[@data-row]/@id")]


def field(response, name):
    """The value a form on the screen would send for a field."""
    (found,) = tree(response).xpath(f"//*[@name='{name}']")
    return (found.text or "").lstrip("\n") if found.tag == "textarea" else found.value
