"""What the drafting agency opens: the letter, its annex, the national form, and no word more."""

import pytest

from consultation.canonical import canonical_json
from consultation.rendering.extract import submission_extract
from consultation.rendering.pdf import draw_pdf

from .agencies import row, source
from .editions import edition_with
from .readers import attached, everything_in, opened, read, words
from .round_rows import two_that_disagree

pytestmark = pytest.mark.needs("pdftotext")


def test_the_letter_speaks_to_the_drafting_agency(submission):
    letter = words(read(submission).split("\f")[0])

    assert "Kính gửi: Bộ Tư pháp" in letter
    assert "V/v góp ý dự thảo Nghị định quy định về" in letter
    assert "Công văn số 4821/BTP-VĐCXDPL ngày 05 tháng 11 năm 2026 của Bộ Tư pháp" in letter
    assert letter.count("nghiên cứu, tổng hợp./.") == 1


def test_the_first_page_has_no_number_and_the_annex_counts_its_own(submission):
    first, annex, second_of_annex, *_rest = read(submission, "-layout").split("\f")

    assert first.split()[0] != "1"
    assert annex.split()[:2] == ["PHỤ", "LỤC"]
    assert second_of_annex.split()[0] == "2"


def test_a_province_that_replies_accepts_and_explains_nothing(submission):
    text = words(read(submission)).lower()

    assert "tiếp thu" not in text
    assert "giải trình" not in text


def test_every_side_of_an_issue_stands_in_the_annex():
    drawing = draw_pdf(edition_with(two_that_disagree()), "submission")

    text = words(read(drawing, "-raw"))

    assert text.index("Loại ý kiến thứ nhất:") < text.index("Đề nghị bỏ quy định.")
    assert text.index("Loại ý kiến thứ hai:") < text.index("Đề nghị giữ quy định")
    assert "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh" in text
    assert "Văn phòng Ủy ban nhân dân tỉnh" in text


def test_nothing_kept_inside_is_in_any_part_of_the_file_that_leaves():
    secret = {"text": "BÍMẬT1", "reason": "BÍMẬT2", "basis": "BÍMẬT3", "proposed_wording": "BÍMẬT4"}
    kept = [
        row(
            9,
            1,
            [source("Cơ quan BÍMẬT5", **secret)],
            decision=decision,
            wording="BÍMẬT6",
            outgoing="BÍMẬT7",
            decision_reason="BÍMẬT8",
            group_label="BÍMẬT9",
        )
        for decision in ("not_taken", "ask_leader", "undecided")
    ]
    drawing = draw_pdf(edition_with([row(5, 1), *kept, row(7, 1)]), "submission")

    with opened(drawing) as document:
        assert [
            n for n, each in enumerate(document.objects) if "BÍMẬT" in everything_in(each)
        ] == []
    assert "BÍMẬT" not in read(drawing)


def test_the_search_for_secrets_finds_what_is_there(internal):
    with opened(internal) as document:
        found = [each for each in document.objects if "Sở Xây dựng" in everything_in(each)]

    assert len(found) >= 1


def test_the_submission_carries_its_extract(edition, submission):
    with opened(submission) as document:
        name, file = attached(document)

        assert name == "gop-y.json"
        assert file.mime_type == "application/json"
        assert file.read_bytes() == canonical_json(submission_extract(edition))


def test_who_drafts_answers_in_the_national_form():
    rows = [
        row(
            5, 1, answer="accepted", answer_text="Đã chỉnh lý tại khoản 1.", wording="Sửa khoản 1."
        ),
        row(
            7,
            1,
            decision="not_taken",
            answer="explained",
            answer_text="Giữ như dự thảo.",
            wording="Bỏ khoản 1.",
        ),
    ]
    drawing = draw_pdf(edition_with(rows, whose="drafting"), "submission")

    text = words(read(drawing, "-raw"))

    assert "Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý, PHẢN BIỆN XÃ HỘI" in text
    assert text.index("Tiếp thu Đã chỉnh lý") < text.index("Giải trình Giữ như dự thảo.")


def test_without_any_request_only_a_letter_leaves():
    drawing = draw_pdf(edition_with([row(decision="not_taken")]), "submission")

    assert drawing.pages == 1
    assert "không có đề nghị cụ thể" in words(read(drawing))
    assert "PHỤ LỤC" not in read(drawing)
