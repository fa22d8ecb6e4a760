"""A law four times as long takes about four times as long to read."""

import time

from cms.structure.outline import Line, build_outline

ARTICLE = (
    "Điều {}. Giếng thứ {}", "1. Giếng có nắp và gàu:", "a) Nắp gỗ;", "b) Gàu tre.",
    "2. Sửa đổi khoản 3 như sau:", "“3. Ai cũng được múc nước.”.",
)  # fmt: skip


def seconds_for(articles):
    texts = (line.format(at, at) for at in range(1, articles + 1) for line in ARTICLE)
    lines = [Line(text, at) for at, text in enumerate(texts)]
    taken = []
    for _ in range(3):
        began = time.process_time()
        assert build_outline(lines).counts["article"] == articles
        taken.append(time.process_time() - began)
    return min(taken)


def test_the_time_grows_with_the_length_not_with_its_square():
    assert seconds_for(3000) < 8 * seconds_for(750)
