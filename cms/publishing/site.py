"""The site's fixed pages, and its host name in all the places that keep one."""

from urllib.parse import urlsplit

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site as DjangoSite
from django.db import transaction
from wagtail.models import Page, Site, Task, Workflow
from wagtail.rich_text import RichText

from cms.models import DraftIndexPage, StandardPage

# The pages that the foot of every page names; editors write more.
READING = (
    (
        "Liên hệ",
        "lien-he",
        [
            "Cần hỗ trợ về tài khoản, hạn góp ý hoặc nội dung đang lấy ý kiến, xin liên hệ cơ quan "
            "chủ trì tổng hợp nêu tại từng đợt lấy ý kiến."
        ],
    ),
    (
        "Dữ liệu cá nhân",
        "du-lieu-ca-nhan",
        [
            "Trang này lưu họ tên, tên đăng nhập, cơ quan công tác của người được cấp tài khoản và "
            "những việc người đó làm, để ý kiến có chủ và truy vết được. Tên cơ quan góp ý được "
            "công khai cùng ý kiến; tên cán bộ thì không.",
            "Trang không gửi dữ liệu cho bên thứ ba và không dùng công cụ theo dõi. Muốn xem, sửa "
            "hoặc xóa thông tin của mình, xin liên hệ quản trị viên.",
        ],
    ),
    (
        "Trợ năng",
        "tro-nang",
        [
            "Mọi việc trên trang làm được bằng bàn phím, không cần JavaScript, trên điện thoại và "
            "với trình đọc màn hình. Nhấn phím ? để xem các phím tắt; có thể tắt chúng tại đó.",
            "Gặp chỗ khó dùng, xin cho biết qua trang Liên hệ.",
        ],
    ),
)

# What Wagtail's migrations leave behind in English; editors meet it on their buttons.
NAMES = (
    (Group, "Editors", "Biên tập viên"),
    (Group, "Moderators", "Người duyệt"),
    (Workflow, "Moderators approval", "Duyệt trang"),
    (Task, "Moderators approval", "Duyệt trang"),
)


@transaction.atomic
def lay_site(*, base_url: str, name: str) -> DraftIndexPage:
    """Make the first page and the directory if they are missing; set the host name everywhere.

    BASE_URL is the only source of the host name; Wagtail's and Django's sites follow it.
    """
    index = DraftIndexPage.objects.first() or _plant_pages(name)
    parts = urlsplit(base_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    home = index.get_parent()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": parts.hostname or "localhost",
            "port": port,
            "site_name": name,
            "root_page_id": home.pk,
        },
    )
    DjangoSite.objects.update_or_create(
        pk=1, defaults={"domain": parts.netloc or "localhost", "name": name[:50]}
    )
    return index


def _plant_pages(name: str) -> DraftIndexPage:
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(
            title="Root",
            slug="root",
            content_type=ContentType.objects.get_for_model(Page),
        )
    for model, english, vietnamese in NAMES:
        model._default_manager.filter(name=english).update(name=vietnamese)
    Site.objects.all().delete()
    for welcome in root.get_children():
        welcome.delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=StandardPage(title=name, slug="home"))
    for title, slug, paragraphs in READING:
        text = RichText("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
        home.add_child(instance=StandardPage(title=title, slug=slug, body=[("text", text)]))
    return home.add_child(instance=DraftIndexPage(title="Dự thảo", slug="du-thao"))
