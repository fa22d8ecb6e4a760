"""An editor brings a Word file in and publishes it; a file that is no law gets a sentence."""

import pytest
from docx import Document

from cms.publishing.site import lay_site
from tests.factories import SMALL_LAW, AgencyFactory, UserFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(live_server, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    lay_site(base_url=settings.BASE_URL, name="Góp ý")
    AgencyFactory(code="btp", name="Bộ Tư pháp", short_name="Bộ Tư pháp", kind="ministry")
    return UserFactory(is_staff=True, is_superuser=True, full_name="Phạm Đức Anh")


def word_file(folder, text, name):
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(folder / name)
    return folder / name


def test_an_editor_imports_a_word_file_and_reads_it_published(window, editor, tmp_path):
    page = window(editor).page

    page.goto("/quan-tri/")
    page.get_by_role("link", name="Nhập dự thảo").click()
    page.get_by_label("Tệp dự thảo").set_input_files(word_file(tmp_path, SMALL_LAW, "luat.docx"))
    page.get_by_role("button", name="Đọc tệp").click()
    page.get_by_role("heading", name="Kiểm tra nội dung đã đọc").wait_for()
    page.get_by_label("Tên văn bản").fill("Nghị định về lấy ý kiến")
    page.get_by_label("Cơ quan soạn thảo").select_option("Bộ Tư pháp")
    page.get_by_role("button", name="Đăng tải").click()

    page.get_by_role("heading", name="Nghị định về lấy ý kiến", level=1).wait_for()
    assert page.url.split("#")[0].endswith("/du-thao/nghi-dinh-ve-lay-y-kien/lan-1/")
    page.get_by_role("link", name="Điều 3. Thời hạn trả lời").click()
    page.get_by_text("Thời hạn trả lời không quá 10 ngày").wait_for()


def test_a_file_that_is_no_law_gets_a_sentence(window, editor, tmp_path):
    page = window(editor).page
    menu = word_file(tmp_path, "Thực đơn bữa trưa\nCơm, canh, cá.", "thuc-don.docx")

    page.goto("/quan-tri/nhap-du-thao/")
    page.get_by_label("Tệp dự thảo").set_input_files(menu)
    page.get_by_role("button", name="Đọc tệp").click()

    page.get_by_text("Không tìm thấy “Điều” nào trong tệp.").wait_for()
    assert page.url.endswith("/quan-tri/nhap-du-thao/")


def test_an_editor_corrects_how_a_line_is_read_and_takes_it_back(window, editor, tmp_path):
    page = window(editor).page
    law = SMALL_LAW.replace("Điều 4. Hiệu", "ĐIỀU THỨ 4 - Hiệu")

    page.goto("/quan-tri/nhap-du-thao/")
    page.get_by_label("Tệp dự thảo").set_input_files(word_file(tmp_path, law, "luat.docx"))
    page.get_by_role("button", name="Đọc tệp").click()
    line = page.get_by_role("listitem").filter(has_text="ĐIỀU THỨ 4 - Hiệu")
    line.get_by_role("link", name="Sửa").click()
    page.get_by_label("Dòng này là").select_option("Điều")
    page.get_by_role("button", name="Đặt cấp").click()
    page.get_by_role("link", name="Điều 4", exact=True).wait_for()
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_role("link", name="Điều 4", exact=True).wait_for(state="detached")


def test_the_tree_leads_to_the_text_and_back(window, editor, tmp_path):
    page = window(editor).page

    page.goto("/quan-tri/nhap-du-thao/")
    page.get_by_label("Tệp dự thảo").set_input_files(word_file(tmp_path, SMALL_LAW, "luat.docx"))
    page.get_by_role("button", name="Đọc tệp").click()
    page.get_by_role("link", name="Điều 3", exact=True).click()
    line = page.locator(".review__text li:target")
    line.get_by_text("Điều 3. Thời hạn trả lời").wait_for()
    line.get_by_role("link").first.click()

    page.locator(".review__tree li:target").get_by_text("Thời hạn trả lời").first.wait_for()
