"""A proposed wording shows what it changes, as long as that helps the reader."""

from consultation.rendering.change import wording_blocks


def spoken(blocks):
    """The blocks as text: +put in+, -struck out-."""
    marks = {"same": "", "ins": "+", "del": "-"}
    return [
        "".join(f"{marks[kind]}{text}{marks[kind]}" for kind, text in block.runs)
        for block in blocks
    ]


def change(proposed, current=""):
    return spoken(wording_blocks(proposed, current=current, label="Đề nghị viết lại:"))


def test_what_is_put_in_and_struck_out_is_marked():
    current = "Cơ quan trả lời trong thời hạn 10 ngày kể từ ngày nhận được hồ sơ."

    (shown,) = change(current.replace("10", "15"), current)

    assert shown == "“Cơ quan trả lời trong thời hạn -10- +15+ ngày kể từ ngày nhận được hồ sơ.”"


def test_a_new_provision_is_set_plain():
    assert change("đ) Bố trí người phiên dịch.") == ["“đ) Bố trí người phiên dịch.”"]


def test_a_text_written_anew_is_set_plain():
    current = "Quá thời hạn mà không trả lời thì được coi là nhất trí."

    assert change("Cơ quan soạn thảo đăng tải ý kiến.", current) == [
        "“Cơ quan soạn thảo đăng tải ý kiến.”"
    ]


def test_paragraphs_of_a_wording_stay_paragraphs():
    assert change("1. Một.\n2. Hai và ba.", "1. Một.\n2. Hai.") == [
        "“1. Một.",
        "2. Hai +và ba+.”",
    ]


def test_a_long_stretch_without_change_is_shortened_to_its_ends():
    stretch = " ".join(f"w{number}" for number in range(200))

    (shown,) = change(f"đầu {stretch} cuối mới.", f"đầu {stretch} cuối.")

    assert shown.count("[…]") == 1
    assert "w199 cuối +mới+." in shown
    assert "w100" not in shown


def test_no_wording_is_no_block():
    assert wording_blocks(" \n", current="Cũ.", label="x") == ()


def test_the_label_stands_once():
    blocks = wording_blocks("Một.\nHai.", current="", label="Đề nghị bổ sung:")

    assert [block.label for block in blocks] == ["Đề nghị bổ sung:", ""]
