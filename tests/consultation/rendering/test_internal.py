"""The internal table as an office reads it: every opinion, in the order of the law."""

import json
import re

import pytest

from consultation.canonical import canonical_json
from consultation.rendering.pdf import PAGES_WITHOUT_CONTENTS, draw_pdf
from consultation.rendering.printable import clean_for_print

from .agencies import AGENCIES, row, source
from .editions import edition_with
from .readers import attached, opened, read, squeezed, words

pytestmark = pytest.mark.needs("pdftotext")


def test_every_agency_that_was_asked_is_in_the_internal_table(internal):
    text = words(read(internal))

    assert [name for name in AGENCIES if name not in text] == []


def test_articles_follow_one_another_as_in_the_law(edition, internal):
    articles = list(dict.fromkeys(each["group_label"] for each in edition["rows"]))
    table = read(internal, "-layout").partition("Xử lý của cơ quan tổng hợp")[2]

    bands = [line.strip() for line in table.splitlines() if line.strip() in articles]

    assert bands == articles


def test_every_opinion_is_in_the_internal_table_word_for_word(internal, edition):
    printed = squeezed(read(internal, "-raw"))
    opinions = [each["text"] for line in edition["rows"] for each in line["sources"]]
    paragraphs = [part for text in opinions for part in clean_for_print(text).paragraphs]
    sentences = [part for text in paragraphs for part in re.split(r"(?<=[.;:]) ", text)]

    assert len(sentences) > 50
    assert [sentence for sentence in sentences if squeezed(sentence) not in printed] == []


def test_a_provision_is_named_once_for_its_rows_and_again_after_a_page_break():
    agencies = AGENCIES * 2
    rows = [row(5, 2, [source(agency, "Đề nghị làm rõ. " * 12)]) for agency in agencies]
    drawing = draw_pdf(edition_with(rows), "internal")

    pages = [page for page in read(drawing).split("\f") if "Cơ quan góp ý" in page]

    assert len(pages) >= 3
    assert [words(page).count("Khoản 2 Điều 5") for page in pages] == [1] * len(pages)


def test_a_long_opinion_names_its_agency_on_every_page(internal):
    pages = [page for page in read(internal).split("\f") if "Kinh phí thực hiện cần" in page]

    assert len(pages) >= 4
    assert ["Sở Tài chính" in words(page) for page in pages] == [True] * len(pages)


def test_the_head_of_the_table_stands_on_every_page_of_it(internal):
    pages = read(internal).split("\f")

    assert [words(page).count("Xử lý của cơ quan tổng hợp") for page in pages[2:-1]] == (
        [1] * (internal.pages - 2)
    )


def test_numbers_in_the_contents_are_those_of_the_pages(internal):
    pages = read(internal, "-layout").split("\f")
    listed = re.findall(r"^(\S.*?)\s*\.{4,}\s*(\d+)$", pages[1], flags=re.MULTILINE)

    assert internal.pages > PAGES_WITHOUT_CONTENTS
    assert len(listed) == 7
    for label, number in listed:
        assert label in pages[int(number) - 1]
        assert pages[int(number) - 1].split()[0] == number


def test_a_short_table_has_no_contents_and_flows_on():
    drawing = draw_pdf(edition_with([row(5, 1), row(7, 1)]), "internal")

    assert drawing.pages <= 2
    assert "MỤC LỤC" not in read(drawing)


def test_hostile_text_is_printed_and_hides_nothing(internal):
    text = read(internal, "-raw")

    assert "<style>td{display:none}</style>" in squeezed(text)
    assert "Khoản 2 Điều 14" in words(text)


def test_the_internal_table_carries_the_whole_edition(edition, internal):
    with opened(internal) as document:
        _name, file = attached(document)

        assert file.read_bytes() == canonical_json(edition)
        assert json.loads(file.read_bytes())["counts"] == edition["counts"]


def test_bookmarks_name_the_articles(edition, internal):
    articles = list(dict.fromkeys(each["group_label"] for each in edition["rows"]))

    with opened(internal) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == articles


def test_bodies_that_say_the_same_stand_together_and_others_apart():
    alike = [source(agency, "Đề nghị bỏ khoản này.") for agency in AGENCIES[:2]]
    apart = source(AGENCIES[2], "Đề nghị làm rõ khoản này.")
    drawing = draw_pdf(
        edition_with([row(5, 1, [*alike, apart], wording="Xem lại khoản này.")]), "internal"
    )

    text = words(read(drawing, "-raw"))

    assert text.count("Đề nghị bỏ khoản này.") == 1
    assert text.count("Đề nghị làm rõ khoản này.") == 1
    assert text.index("Tổng hợp 3 ý kiến Xem lại khoản này.") < text.index("Đề nghị bỏ khoản này.")


def test_the_answer_of_the_drafting_agency_is_named_as_its_own():
    answered = row(answer="explained", answer_text="Thời hạn đã có trong Luật.")

    text = words(read(draw_pdf(edition_with([answered]), "internal"), "-raw"))

    assert "Bộ Tư pháp trả lời: Giải trình. Thời hạn đã có trong Luật." in text


def test_a_province_s_own_verdicts_are_never_called_acceptance():
    decisions = ("taken", "partly", "not_taken", "ask_leader", "forwarded", "undecided")
    rows = [row(5, number, decision=decision) for number, decision in enumerate(decisions, 1)]

    text = words(read(draw_pdf(edition_with(rows), "internal"))).lower()

    assert "tiếp thu" not in text
    assert "giải trình" not in text


def test_a_row_that_lost_its_opinions_still_shows_its_decision():
    text = words(read(draw_pdf(edition_with([row(5, 1, [])]), "internal"), "-raw"))

    assert "Khoản 1 Điều 5" in text
    assert "Đưa vào văn bản góp ý" in text
