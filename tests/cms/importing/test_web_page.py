"""Saved web pages: the law is found among what the site put around it."""

import pytest

from cms.importing import ImportRefused, read_outline, read_page, read_safely

LAW = (
    "<p>LUẬT<br>GIẾNG LÀNG</p><p>Căn cứ Hiến pháp;</p>"
    "<p><b>Điều 1.</b> Giếng\nlàng</p><p>1. Giếng là&nbsp;của <i>làng</i>.</p>"
    "<p><a name='k2'></a>2. Giếng có nắp<sup>x</sup>.</p><p>Điều 2. Gàu</p><p>Gàu bằng tre.</p>"
)
TEXTS = [
    "LUẬT", "GIẾNG LÀNG", "Căn cứ Hiến pháp;", "Điều 1. Giếng làng", "1. Giếng là của làng.",
    "2. Giếng có nắpx.", "Điều 2. Gàu", "Gàu bằng tre.",
]  # fmt: skip
LINKS = "".join(f"<li><a href='/{at}'>Văn bản về giếng số {at}</a></li>" for at in range(40))


@pytest.fixture
def page(tmp_path):
    """A saved page with the given body."""

    def save(body, *, encoding="utf-8", name="luat.html"):
        path = tmp_path / name
        path.write_bytes(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(encoding))
        return path

    return save


def texts(path):
    return [line.table or line.text for line in read_page(path)]


def refusal(path):
    with pytest.raises(ImportRefused) as refused:
        read_outline(path)
    assert refused.value.message
    return refused.value.code


@pytest.mark.parametrize("name", ["luat.html", "luat.htm"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_blocks_and_breaks_are_lines_and_spaces_are_one(page, encoding, name):
    assert texts(page(LAW, encoding=encoding, name=name)) == TEXTS


def test_what_a_site_puts_around_the_law_is_left_out_and_told(page):
    site = (
        f"<header><ul>{LINKS}</ul></header><div><ul><li><a href='#1'>Điều 1. Giếng làng</a></li>"
        f"<li><a href='#2'>Điều 2. Gàu</a></li></ul><div class='law'>{LAW}</div>"
        f"<div>Văn bản liên quan<ul>{LINKS}</ul></div></div>"
    )

    lines = read_page(page(site))

    assert [line.text for line in lines] == TEXTS
    assert [code for code, _ in lines[0].remarks] == ["page_surroundings"]


def test_head_and_appendix_in_boxes_of_their_own_belong_to_the_law(page):
    boxes = f"<div><p>QUỐC HỘI</p></div><div>{LAW}</div><div><p>Phụ lục I</p></div>"

    lines = read_page(page(boxes))

    assert [line.text for line in lines] == ["QUỐC HỘI", *TEXTS, "Phụ lục I"]
    assert lines[0].remarks == ()


@pytest.mark.parametrize(
    "hidden",
    ["<script>Điều 9. x</script>", "<style>Điều 9</style>", "<!-- Điều 9. -->", "<?x Điều 9. ?>",
     "<nav>Điều 9. Mục lục</nav>", "<p hidden>Điều 9. Ẩn</p>",
     "<p style='color:red; DISPLAY : none'>Điều 9. Ẩn</p>", "<select><option>Điều 9.</select>",
     "<svg><text>Điều 9.</text></svg>", "<iframe>Điều 9.</iframe>"],
)  # fmt: skip
def test_what_nobody_reads_on_the_page_is_not_read(page, hidden):
    assert texts(page(f"{LAW}{hidden}")) == TEXTS


def test_lists_that_number_themselves_are_written_out(page):
    lists = (
        "<p>Điều 1. Giếng</p><ol><li>Gồm:<ol type=a><li>Gàu;</li><li><p>Dây.</p></li></ol></li>"
        "<li value=4>Nắp.</li></ol><ol type=I start=2><li>Khác</ol><ul><li>- Chum.</li></ul>"
    )

    assert texts(page(lists)) == [
        "Điều 1. Giếng", "1. Gồm:", "a) Gàu;", "b) Dây.", "4. Nắp.", "II. Khác", "- Chum.",
    ]  # fmt: skip


def test_a_table_is_one_line_and_a_frame_is_none(page):
    table = (
        "<table><tr><th colspan=2>Giếng<tr><td><p>Thôn</p><p>Nà Tấu</p>"
        "<td><table><tr><td>3<td>4</table></table>"
    )

    assert texts(page(f"<p>Điều 1. Giếng</p>{table}")) == [
        "Điều 1. Giếng",
        (("Giếng", ""), ("Thôn\nNà Tấu", "3\n4")),
    ]
    assert texts(page(f"<table><tr><td>{LAW}</td><td>bên</td></tr></table>")) == [*TEXTS, "bên"]


def test_preformatted_text_keeps_its_lines(page):
    assert texts(page("<pre>Điều 1. Giếng\nGiếng có nắp.</pre>")) == [
        "Điều 1. Giếng",
        "Giếng có nắp.",
    ]


def test_a_page_is_read_behind_the_wall_as_before_it(page):
    assert read_safely(page(LAW)) == read_outline(page(LAW))


def test_what_a_page_declares_and_links_is_never_fetched(page, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    body = (
        f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><p>Điều 1. &x;</p>"
        f"<link rel=stylesheet href='{secret.as_uri()}'><img src='{secret.as_uri()}'>"
    )

    assert "bí mật" not in " ".join(map(str, texts(page(body))))


def test_a_page_nested_too_deep_is_refused_rather_than_cut_off(page):
    assert refusal(page("<div>" * 5_000 + LAW)) == "too_deep"


def test_a_page_nested_as_deep_as_it_may_be_is_read(page):
    assert texts(page("<div>" * 240 + LAW)) == TEXTS


def test_a_page_of_too_many_elements_is_refused(page):
    assert refusal(page("<p>Điều 1. A</p>" + "<br>" * 300_001)) == "too_many_paragraphs"


def test_another_file_under_the_name_of_a_page_is_refused(tmp_path):
    path = tmp_path / "luat.html"

    for start in (b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf1"):
        path.write_bytes(start)
        assert refusal(path) == "wrong_extension"
    path.write_bytes("<p>Điều 1".encode("cp1258", "replace") + b"\xff")
    assert refusal(path) == "not_text"
    path.write_bytes(b"   ")
    assert refusal(path) == "empty"


def test_a_page_without_a_law_is_refused(page):
    assert refusal(page("<p>Tin tức</p>")) == "not_a_law"
