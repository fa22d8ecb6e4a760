"""The pictures of the documentation, taken anew from the demo: `./run test` with this file's path.

No test of the suite: its name is none, so it runs only when it is named.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.screens import Screen, in_law, of_answer, of_round
from tests.journeys.windows import PHONE

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
MOST_BYTES = 200_000
COLOURS = 128

WORDS = "Xã biên giới nhận hồ sơ chậm 4 đến 5 ngày; 10 ngày không đủ để họp và ký."
WORDING = (
    "Cơ quan được lấy ý kiến trả lời bằng văn bản trong thời hạn 15 ngày làm việc kể từ ngày nhận "
    "đủ hồ sơ; đối với dự thảo được xây dựng theo trình tự, thủ tục rút gọn, thời hạn trả lời là "
    "03 ngày làm việc."
)


def write_an_opinion(page, scene):
    page.get_by_label("Ý kiến: cần sửa gì").fill(WORDS)
    page.get_by_label("Nội dung đề nghị sửa").fill(WORDING)
    page.get_by_role("status").get_by_text("Đã lưu").wait_for()
    page.evaluate("for (const field of document.querySelectorAll('textarea')) field.scrollTop = 0")
    page.evaluate("scrollTo(0, 0)")


READING = Screen(
    "SectionPage", "officer", in_law("dieu-10/?tai=art_10__para_2&moi=1"), then=write_an_opinion
)
DESK = Screen("desk", "compiler", of_round("desk", "compiled", "?article=art_10"))
RECORD = Screen("round", "visitor", of_round("round", "answered"))
APPROVAL = Screen("submission", "head", of_answer("submission", "sent up"))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "screen", "options"),
    [
        ("reading", READING, {}),
        ("desk", DESK, {}),
        ("consultation", RECORD, {}),
        ("phone", APPROVAL, {"viewport": PHONE, "is_mobile": True, "device_scale_factor": 2}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_picture_is_taken(look, name, screen, options):
    page = look(screen, **options)
    page.evaluate("document.fonts.ready")

    picture = in_few_colours(page.screenshot())
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(picture)

    assert len(picture) < MOST_BYTES


def in_few_colours(png):
    """A page has few; the file is then a third as large."""
    small = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
