"""An English translation that follows the Vietnamese text."""

from cms.importing.cleaning import clean
from cms.importing.translation import drop_translation
from cms.structure.outline import Line, build_outline

VIETNAMESE = ["LUẬT", "Điều 1. Giếng", "Giếng có nắp.", "Điều 2. Gàu", "Gàu bằng tre.", "Nguyễn An"]
ENGLISH = [
    "THE NATIONAL ASSEMBLY", "LAW ON WELLS", "Chapter I", "Article 1. Wells", "1. Lids.",
    "Article 2. Buckets of Nà Tấu", "Bamboo.", "Article 3. Force", "1. At once.",
]  # fmt: skip


def lines(*texts):
    return [Line(text, at) for at, text in enumerate(texts)]


def test_a_translation_after_the_law_is_left_out_and_told():
    kept = clean(lines(*VIETNAMESE, *ENGLISH))

    assert [line.text for line in kept] == VIETNAMESE
    assert kept[-1].remarks == (
        (
            "translation",
            "Sau dòng này có bản dịch tiếng Anh (9 dòng); bản dịch không đưa vào dự thảo.",
        ),
    )
    assert [warning.code for warning in build_outline(kept).warnings] == ["translation"]


def test_what_follows_the_translation_in_vietnamese_stays():
    kept = drop_translation(lines(*VIETNAMESE, *ENGLISH, "PHỤ LỤC", "Mẫu gàu"))

    assert [line.text for line in kept] == [*VIETNAMESE, "PHỤ LỤC", "Mẫu gàu"]


def test_a_form_in_two_languages_is_no_translation():
    form = ["Article 1. Wells/Giếng", "Bên A", "Article 2. Lids", "Nắp", "Article 3", "Bên B"]
    few = ["Article 1. Wells", "Article 2. Lids"]

    for added in (form, few):
        assert drop_translation(lines(*VIETNAMESE, *added)) == lines(*VIETNAMESE, *added)


def test_a_text_in_english_alone_is_left_as_it_is():
    assert drop_translation(lines(*ENGLISH)) == lines(*ENGLISH)
