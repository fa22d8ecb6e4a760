"""Whatever tree a law has: printed and read again it is the same tree."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cms.structure.address import address, step
from cms.structure.levels import Level
from cms.structure.numbering import ALPHABET, to_roman
from cms.structure.outline import Line, Node, body_lines, build_outline, outline_article

PAGES = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE)
WORDS = ("giếng", "gàu", "dây", "nắp", "làng", "nước", "người", "giữ", "của", "theo", "Điều 5",
         "khoản 2", "mười mét", "20.000 đồng", "“thùng”", "(nếu có)", "a và b", "TCVN")  # fmt: skip


# How offices mark their numbers; an article keeps to one way for its clauses, a clause for points.
CLAUSES = ("{}.", "{}.", "{})", "{}/", "({})", "{} -", "{},", "Khoản {}.")
POINTS = ("{})", "{})", "{}/", "{}.", "({})", "{} -", "{},")
ARTICLES = ("Điều {}.", "Điều {}:", "ĐIỀU {}.", "Điều {} .")


@st.composite
def sentences(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    return f"Việc {' '.join(words)}."


@st.composite
def paragraphs(draw):
    return "\n".join(draw(st.lists(sentences(), min_size=1, max_size=2)))


@st.composite
def articles(draw, number):
    printed_as = draw(st.sampled_from(ARTICLES)).format(number)
    head = Node(
        f"art_{number}", Level.ARTICLE, str(number), draw(sentences())[:-1], marker=printed_as
    )
    clause_texts = draw(st.lists(paragraphs(), max_size=3))
    if not clause_texts:
        return replace(head, text=draw(paragraphs()))
    children = []
    if draw(st.booleans()):
        children.append(Node(f"{head.eid}__intro", Level.INTRO, text=draw(paragraphs())))
    marked = draw(st.sampled_from(CLAUSES))
    for at, text in enumerate(clause_texts, 1):
        eid = address(head.eid, Level.CLAUSE, step(Level.CLAUSE, str(at)))
        points = draw(points_of(eid))
        clause = Node(eid, Level.CLAUSE, str(at), text=text, marker=marked.format(at))
        children.append(replace(clause, children=points))
    return replace(head, children=tuple(children))


@st.composite
def points_of(draw, eid):
    """Up to seven points; sometimes one more that was inserted after the first."""
    marked = draw(st.sampled_from(POINTS))
    letters = list(ALPHABET[: draw(st.integers(0, 7))])
    if letters and draw(st.booleans()):
        letters.insert(1, "a1")
    return tuple(
        Node(
            f"{eid}__{step(Level.POINT, letter)}",
            Level.POINT,
            letter,
            text=draw(paragraphs()),
            marker=marked.format(letter),
        )
        for letter in letters
    )


@st.composite
def laws(draw):
    """Chapters, some with sections, each with articles that are numbered through."""
    counted, chapters = 0, []
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        sections = draw(st.integers(0, 2))
        groups = []
        for section in range(1, max(sections, 1) + 1):
            group = []
            for _ in range(draw(st.integers(1, 3))):
                counted += 1
                group.append(draw(articles(counted)))
            eid = f"chp_{chapter}__sec_{section}"
            groups.append(Node(eid, Level.SECTION, str(section), "NƯỚC", children=tuple(group)))
        children = tuple(groups) if sections else groups[0].children
        number = to_roman(chapter)
        chapters.append(
            Node(f"chp_{chapter}", Level.CHAPTER, number, "GIẾNG LÀNG", children=children)
        )
    return tuple(chapters)


def printed(node):
    if node.level in PAGES:
        yield f"{node.marker or node.label + '.'} {node.heading}"
    yield from body_lines(node, is_page)
    for child in node.children:
        if is_page(child):
            yield from printed(child)


def is_page(node):
    return node.level in PAGES


def bare(node):
    """The node without what only a file has: markers and source paragraphs."""
    return replace(node, marker="", source=(), children=tuple(map(bare, node.children)))


@given(laws())
def test_a_law_that_is_printed_and_read_again_is_the_same(chapters):
    lines = [line for chapter in chapters for line in printed(chapter)]

    outline = build_outline([Line(line, at) for at, line in enumerate(lines)])

    assert list(map(bare, outline.nodes)) == list(map(bare, chapters))
    assert {warning.code for warning in outline.warnings} <= {"label_unusual"}


@given(laws())
def test_a_section_whose_page_is_published_again_keeps_its_addresses(chapters):
    for chapter in chapters:
        for section in filter(is_page, chapter.walk()):
            body = outline_article(section.eid, list(body_lines(section, is_page)))

            own = tuple(child for child in section.children if not is_page(child))
            assert body.text == section.text
            assert list(map(bare, body.children)) == list(map(bare, own))


def test_a_plan_within_an_article_is_part_of_the_articles_page():
    lines = ["Gồm các nội dung sau:", "I. MỤC TIÊU", "1. Một giếng.", "II. VIỆC LÀM", "Đào giếng."]

    body = outline_article("art_1", lines)

    assert body.text == "Gồm các nội dung sau:"
    assert [node.eid for node in body.children] == ["art_1__sec_1", "art_1__sec_2"]
    assert body.children[1].text == "Đào giếng."
    whole = Node("art_1", Level.ARTICLE, text=body.text, children=body.children)
    assert list(body_lines(whole, lambda node: False)) == lines


def test_a_roman_line_on_the_page_of_an_appendix_stays_text():
    body = outline_article("app_1", ["I. MỤC TIÊU", "1. Một giếng."])

    assert [node.eid for node in body.children] == ["app_1__intro", "app_1__para_1"]


def test_the_foot_of_a_law_stays_text_when_its_page_is_published_again():
    body = outline_article("tail", ["CHỦ TỊCH QUỐC HỘI", "1. Lưu: VT."])

    assert (body.text, body.children) == ("CHỦ TỊCH QUỐC HỘI\n1. Lưu: VT.", ())


def test_a_table_on_a_page_becomes_a_node_between_its_lines():
    table = (("Thôn", "Giếng"),)

    body = outline_article("art_1", ["1. Các giếng:", table, "Đếm mỗi năm.", "2. Giếng mới."])

    assert [child.eid for child in body.children] == ["art_1__para_1", "art_1__para_2"]
    below = body.children[0].children
    assert [node.eid for node in below] == ["art_1__para_1__table_1", "art_1__para_1__wrapup_1"]
    assert below[0].table == table


def test_a_number_with_marks_typed_apart_is_read_on_a_page_too():
    body = outline_article(
        "art_1", ["1. Gồm:", "a\u0029 Gàu;", "đ\u0029 Dây.".replace("â", "a\u0302")]
    )

    assert [node.number for node in body.children[0].children] == ["a", "đ"]
    assert body.children[0].children[1].text == "Dây."
