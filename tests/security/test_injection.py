"""Markup in what people write stays words: on every screen, in Word and in the edition's data."""

import json
import zipfile
from io import BytesIO
from uuid import uuid4

import pytest
from lxml import etree, html

from cms.models import Agency, DraftPage, ProvisionText, SectionPage, User
from consultation.commenting import post_comment
from consultation.models import Opinion, Round, Row
from consultation.synthesis import freeze_edition
from tests.security.scene import whole_scene
from tests.security.visits import visits

pytestmark = pytest.mark.django_db

# What would run says `zq7`, so that whatever became more than words is found by it.
PAYLOADS = [
    "<zq7>",
    "<script>zq7()</script>",
    "<img src=zq7 onerror=zq7()>",
    '"><img src=zq7 onerror=zq7()>',
    "'><svg/onload=zq7()>",
    '" onmouseover="zq7()" x="',
    "' onfocus='zq7()' autofocus='",
    "</textarea><zq7>",
    "</title><zq7>",
    "</script><script>zq7()</script>",
    "</style><zq7>",
    "--><zq7>",
    "<!--<zq7>",
    "<![CDATA[<zq7>]]>",
    '<a href="javascript:zq7()">x</a>',
    "javascript:zq7()",
    "data:text/html,<zq7>",
    '<iframe srcdoc="<zq7>">',
    "<math><mtext><zq7>",
    "&lt;zq7&gt;",
    "&#60;zq7&#62;",
    "{{ zq7 }}{% zq7 %}",
    "${zq7}#{zq7}<%= zq7 %>",
    "]]></w:t><zq7/>",
    "=zq7()|'cmd'!A0",
    "<body onload=zq7()>",
    "<input autofocus onfocus=zq7()>",
    "<details open ontoggle=zq7()>",
    "<video><source onerror=zq7()>",
    "<audio src=x onerror=zq7()>",
    "<object data=javascript:zq7()>",
    "<embed src=javascript:zq7()>",
    "<base href=//zq7/>",
    "<link rel=stylesheet href=//zq7/>",
    "<meta http-equiv=refresh content='0;url=javascript:zq7()'>",
    "<form action=javascript:zq7()><button>",
    "<button formaction=javascript:zq7()>x",
    "<svg><animate onbegin=zq7() attributeName=x>",
    "<svg><a xlink:href=javascript:zq7()><text>x",
    "<style>@import '//zq7';</style>",
    "<div style=background:url(javascript:zq7())>",
    "<x onclick=zq7()>",
    "<zq7 xmlns='http://www.w3.org/1999/xhtml'/>",
    "<template><zq7></template>",
    "<noscript><p title='</noscript><zq7>'>",
    "<select><zq7></select>",
    "<marquee onstart=zq7()>",
    "<a href='jav&#x09;ascript:zq7()'>x</a>",
    "<a href=' javascript:zq7()'>x</a>",
    "<IMG SRC=zq7 ONERROR=zq7()>",
    "<ｓcript>zq7()</ｓcript>",
    "<scr\u00adipt>zq7()</scr\u00adipt>",
    "\u202e<zq7>\u202c",
    "\\u003czq7\\u003e",
    "%3Czq7%3E",
    "+zq7()",
    "-zq7()",
    "@zq7()",
    '=HYPERLINK("//zq7","x")',
    "\"'`<>zq7&",
]
ALL = " ".join(PAYLOADS)
SHORT = ["\"'><zq7 onload=zq7()>", "</title></script><zq7>", "<img src=zq7 onerror=zq7()>"]
ADDRESSES = {"href", "src", "action", "formaction", "srcdoc", "data", "xlink:href"}


def what_lives(response) -> list[str]:
    """Elements, attributes and addresses of a page that came out of what somebody wrote."""
    found = []
    for element in html.fromstring(response.content.decode()).iter(etree.Element):
        found += [f"<{element.tag}>"] if "zq7" in str(element.tag) else []
        for name, value in element.attrib.items():
            if "zq7" in name or name.startswith("on") or name == "srcdoc":
                found.append(f"<{element.tag} {name}>")
            if name in ADDRESSES and value.strip().lower().startswith(("javascript:", "data:")):
                found.append(f"<{element.tag} {name}={value[:20]}>")
            if name == "src" and value == "zq7":
                found.append(f"<{element.tag} src>")
        if element.tag == "script" and "zq7" in (element.text or ""):
            found.append("<script>")
    return found


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return hostile_scene()


def hostile_scene():
    """Everything that people name and write is hostile, as if it had been written so."""
    scene = whole_scene(is_public=True)
    post_comment(
        scene.opinion, by=scene.people["own officer"], text=ALL, token=uuid4(), audience="lead"
    )
    Agency.objects.update(name=SHORT[0], short_name=SHORT[1], superior_name=SHORT[2])
    User.objects.update(full_name=SHORT[0])
    Round.objects.update(name=f"{SHORT[0]} {SHORT[1]}", request_number=SHORT[2])
    DraftPage.objects.update(title=SHORT[1])
    SectionPage.objects.update(title=SHORT[0], heading=SHORT[2])
    ProvisionText.objects.update(heading=SHORT[0], text=ALL)
    Opinion.objects.update(
        text=ALL, proposed_wording=ALL, reason=ALL, basis=ALL, quote_exact=SHORT[0]
    )
    Row.objects.update(wording=ALL, outgoing=ALL, reason=ALL, answer_text=ALL)
    return scene


@pytest.mark.parametrize("who", ["visitor", "own officer", "writer", "compiler"])
def test_on_no_screen_does_anything_of_it_live(scene, who):
    alive = {}
    for visit in visits(scene):
        if visit.method != "GET":
            continue
        answer = scene.clients[who].get(visit.path, visit.form)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            alive[visit.name] = what_lives(answer)

    assert {name: found for name, found in alive.items() if found} == {}
    assert len(alive) > 5


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_sought_is_shown_as_it_was_typed(client, payload):
    answer = client.get("/tim-kiem/", {"q": payload})

    assert what_lives(answer) == []


def test_a_form_that_comes_back_holds_the_words_and_no_more(scene):
    (form,) = [visit for visit in visits(scene) if visit.door == "write_opinion"]
    words = {"text": "", "proposed_wording": "", "reason": ALL, "basis": ALL, "seat": SHORT[0]}

    answer = scene.clients["writer"].post(form.path, {**form.form, **words})

    assert (answer.status_code, what_lives(answer)) == (422, [])


def test_in_word_and_in_the_data_it_is_text(scene):
    (visit,) = [visit for visit in visits(scene) if visit.door == "comparison_file"]
    written = scene.clients["compiler"].get(visit.path).content
    edition = freeze_edition(scene.consultation.round, by=scene.people["compiler"])

    with zipfile.ZipFile(BytesIO(written)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
        trees = [etree.fromstring(part) for part in parts]

    assert not any("zq7" in str(found.tag) for tree in trees for found in tree.iter())
    assert ALL in texts_of(json.loads(json.dumps(edition.data)))


def texts_of(data) -> set[str]:
    """Every text in the data of an edition."""
    if isinstance(data, dict):
        return set().union(*map(texts_of, data.values()))
    if isinstance(data, list):
        return set().union(*map(texts_of, data))
    return {data} if isinstance(data, str) else set()
