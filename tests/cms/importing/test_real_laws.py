"""Real laws against counts made by hand: every level right, no letter lost or doubled."""

import csv
import re
import unicodedata
import zipfile

import pypdfium2
import pytest
from lxml import etree

from cms.importing import read_docx, read_outline, read_page, read_printed, read_text
from cms.importing.cleaning import clean
from cms.structure.address import is_within_article
from cms.structure.levels import Level
from cms.structure.outline import Outline, body_lines, build_outline, outline_article
from cms.structure.quoted import quoted_nodes
from cms.structure.tree import count_levels

WORD = (
    "bo-luat-dan-su-2015.docx",
    "luat-ban-hanh-vbqppl-sua-doi-2025.docx",
    "luat-bao-ve-nguoi-tieu-dung-2023.docx",
    "luat-kham-benh-chua-benh-2023.docx",
    "luat-sua-doi-luat-bau-cu-2025.docx",
    "luat-sua-doi-mttq-cong-doan-2025.docx",
    "luat-to-chuc-chinh-phu-2025.docx",
    "nghi-dinh-30-2020-cong-tac-van-thu.docx",
    "nghi-dinh-30-2020-phu-luc-1.docx",
    "nghi-dinh-30-2020-phu-luc-3.docx",
    "quyet-dinh-604-qd-ttg-2026.docx",
)
TEXT = ("bo-luat-lao-dong-2019-congbao.txt", "nghi-quyet-78-2025-ubtvqh15.txt")
COLUMNS = {
    "phan": "part",
    "chuong": "chapter",
    "muc": "section",
    "tieu_muc": "subsection",
    "dieu": "article",
    "khoan": "clause",
    "diem": "point",
}
PRINTED = (
    "bo-luat-lao-dong-2019-congbao.pdf",
    "nghi-dinh-142-2026-tri-tue-nhan-tao.pdf",
    "nghi-quyet-78-2025-ubtvqh15.pdf",
    "thong-tu-03-2021-bnv-sua-doi.pdf",
)
PAGE = "hien-phap-2013-tvpl.html"
ALL = (*WORD, *TEXT, *PRINTED, PAGE)
COUNTED = (*WORD[:8], *TEXT, PRINTED[0], PAGE)
READERS = {".docx": read_docx, ".pdf": read_printed, ".txt": read_text, ".html": read_page}
# Word counts these numbers itself, so the file does not hold them as text.
AUTOMATIC = {"nghi-dinh-30-2020-phu-luc-3.docx": 48}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PAGES = (Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE,
         Level.APPENDIX, Level.ATTACHMENT)  # fmt: skip


@pytest.fixture(scope="module")
def outline(laws):
    """The outline of a file, read once."""
    known = {}

    def read(name):
        if name not in known:
            path = laws / name
            known[name] = build_outline(clean(READERS[path.suffix](path)))
        return known[name]

    return read


@pytest.fixture(scope="module")
def truth(laws):
    lines = (laws / "TRUTH.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {row["slug"]: row for row in csv.DictReader(lines, delimiter="\t")}


@pytest.mark.parametrize("name", COUNTED)
def test_a_law_has_as_many_articles_clauses_and_points_as_people_counted(outline, truth, name):
    counted = {level: int(truth[name][column]) for column, level in COLUMNS.items()}

    assert outline(name).counts == counted


@pytest.mark.parametrize("name", COUNTED)
def test_the_first_and_last_article_have_the_titles_people_read(outline, truth, name):
    titles = [node.heading for node in outline(name).walk() if node.level is Level.ARTICLE]
    untitled = "(articles have no titles)"

    assert (titles[0] or untitled) == truth[name]["first_article_title"]
    assert (titles[-1] or untitled) == truth[name]["last_article_title"]


@pytest.mark.parametrize("name", WORD)
def test_no_letter_of_a_word_file_is_lost_or_doubled(laws, outline, name):
    printed = squeezed("".join(pieces(outline(name))))
    in_file = squeezed(text_of(laws / name))

    if name in AUTOMATIC:
        assert len(printed) - len(in_file) == AUTOMATIC[name]
        printed, in_file = (re.sub(r"\d", "", text) for text in (printed, in_file))
    assert printed == in_file


@pytest.mark.parametrize("name", PRINTED)
def test_no_letter_of_a_printed_law_is_lost_or_doubled(laws, outline, name):
    lines = (
        " ".join(line.split())
        for page in pypdfium2.PdfDocument(laws / name)
        for line in page.get_textpage().get_text_range().replace("\x02", "-").splitlines()
    )
    in_file = "".join(line for line in lines if "CÔNG BÁO/Số" not in line)

    printed = squeezed("".join(pieces(outline(name))))

    assert printed == squeezed(in_file).replace("VĂNBẢNQUYPHẠMPHÁPLUẬT", "")


def test_no_letter_of_the_law_on_a_web_page_is_lost_and_none_of_the_page_taken(laws, outline):
    page = etree.fromstring((laws / PAGE).read_bytes(), etree.HTMLParser(encoding="utf-8"))
    (law,) = page.xpath("//div[@id='divContentDoc']")

    printed = squeezed("".join(pieces(outline(PAGE))))

    assert printed == squeezed("".join(law.xpath(".//text()")))


@pytest.mark.parametrize("name", ALL)
def test_every_address_of_a_law_is_its_only_one(outline, name):
    addresses = [node.eid for node in outline(name).walk()]

    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize("name", ALL)
def test_a_section_published_again_from_its_lines_keeps_text_and_addresses(outline, name):
    for section in filter(is_page, outline(name).walk()):
        body = outline_article(section.eid, list(body_lines(section, is_page)))

        assert body.text == section.text
        own = [child for child in section.children if not is_page(child)]
        assert [bare(child) for child in body.children] == [bare(child) for child in own]


@pytest.mark.parametrize("name", ALL)
def test_an_outline_survives_the_way_through_json(outline, name):
    assert Outline.from_json(outline(name).as_json()) == outline(name)


@pytest.mark.parametrize(
    ("name", "title", "number", "amends"),
    [
        ("bo-luat-dan-su-2015.docx", "Bộ luật dân sự", "91/2015/QH13", False),
        ("luat-to-chuc-chinh-phu-2025.docx", "Luật Tổ chức Chính phủ", "63/2025/QH15", False),
        ("nghi-dinh-30-2020-cong-tac-van-thu.docx", "Nghị định về công tác văn thư",
         "30/2020/NĐ-CP", False),
        ("luat-sua-doi-luat-bau-cu-2025.docx", "Luật sửa đổi, bổ sung một số điều của Luật Bầu cử"
         " đại biểu Quốc hội và đại biểu Hội đồng nhân dân", "83/2025/QH15", True),
        ("bo-luat-lao-dong-2019-congbao.txt", "Bộ luật Lao động", "45/2019/QH14", False),
        ("bo-luat-lao-dong-2019-congbao.pdf", "Bộ luật Lao động", "45/2019/QH14", False),
        ("hien-phap-2013-tvpl.html", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "",
         False),
    ],
)  # fmt: skip
def test_a_law_is_named_as_people_name_it(outline, name, title, number, amends):
    found = outline(name)

    assert (found.title, found.number, found.amends) == (title, number, amends)


def test_the_slips_of_the_pen_in_a_law_are_told_with_their_place(outline):
    warnings = outline("luat-kham-benh-chua-benh-2023.docx").warnings

    assert [warning.message for warning in warnings] == [
        "Khoản 6 Điều 20: thiếu dấu cách sau “6.”.",
        "Khoản 3 Điều 47 được ghi là “3,”, trái cách đánh số.",
        "Điểm c khoản 1 Điều 54 xuất hiện 2 lần; lần này được ghi địa chỉ riêng.",
        "Khoản 4 Điều 115: thiếu dấu cách sau “4.”.",
    ]


@pytest.mark.parametrize(
    ("name", "article", "clause", "point"),
    [
        ("luat-ban-hanh-vbqppl-sua-doi-2025.docx", 3, 37, 42),
        ("luat-sua-doi-mttq-cong-doan-2025.docx", 5, 16, 6),
        ("luat-sua-doi-luat-bau-cu-2025.docx", 5, 42, 14),
        ("bo-luat-lao-dong-2019-congbao.txt", 3, 11, 20),
        ("bo-luat-lao-dong-2019-congbao.pdf", 3, 11, 20),
        ("bo-luat-dan-su-2015.docx", 0, 0, 0),
    ],
)
def test_what_an_amending_law_quotes_is_counted_apart(outline, name, article, clause, point):
    nodes = (n for quoted in quoted_nodes(outline(name).nodes) for n in quoted.walk())
    found = count_levels(nodes)

    assert (found["article"], found["clause"], found["point"]) == (article, clause, point)


def test_an_appendix_in_a_file_of_its_own_is_read(laws):
    outline = read_outline(laws / "nghi-dinh-30-2020-phu-luc-1.docx")

    assert [node.eid for node in outline.annexes] == ["app_1"]
    assert set(outline.counts.values()) == {0}


def test_the_recipe_reads_a_law_in_one_go(laws):
    assert read_outline(laws / "luat-to-chuc-chinh-phu-2025.docx").counts["article"] == 32


def is_page(node):
    """What is published as a page; a plan inside an article is part of the article's."""
    if node.level is Level.SECTION and is_within_article(node.eid):
        return False
    return node.level in PAGES or node.eid == "tail"


def bare(node):
    """What a node is without the marks of its file."""
    children = tuple(bare(child) for child in node.children)
    return node.eid, node.number, node.text, node.table, children


def pieces(outline):
    """Everything printed, in reading order."""
    for node in outline.walk():
        yield from (node.marker, node.heading, node.text)
        yield from (cell for row in node.table or () for cell in row)


def text_of(path):
    """All text of a Word file by the plainest way there is, each text box once."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for fallback in list(root.iter(FALLBACK)):
        fallback.getparent().remove(fallback)
    return "".join(element.text or "" for element in root.iter(f"{W}t"))


def squeezed(text):
    """Without spaces, soft hyphens and the strokes that rules are drawn with."""
    return re.sub(r"[\s_\-–—=*.•~\u00ad\u200b]", "", unicodedata.normalize("NFC", text))
