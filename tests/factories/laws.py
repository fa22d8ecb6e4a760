"""A small law of our own, published as any law is."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.importing.dossier import add_dossier_file
from cms.importing.draft_import import SourceFile, import_draft
from cms.models import Agency, AgencyKind, DossierFile, Provision, User, VersionPage
from cms.publishing.site import lay_site
from cms.structure.outline import Line, build_outline

SMALL_LAW = """CHÍNH PHỦ
NGHỊ ĐỊNH
Về lấy ý kiến đối với dự thảo văn bản
Căn cứ Luật Tổ chức Chính phủ;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc lấy ý kiến đối với dự thảo văn bản.
Điều 2. Đối tượng áp dụng
1. Cơ quan chủ trì soạn thảo.
2. Cơ quan, tổ chức được lấy ý kiến, gồm:
a) Sở, ban, ngành;
b) Ủy ban nhân dân cấp xã;
c) Tổ chức chính trị - xã hội;
d) Hiệp hội doanh nghiệp;
đ) Cơ quan khác có liên quan.
Chương II
TRÌNH TỰ LẤY Ý KIẾN
Điều 3. Thời hạn trả lời
1. Cơ quan được lấy ý kiến trả lời bằng văn bản.
2. Thời hạn trả lời không quá 10 ngày, kể từ ngày nhận được đủ hồ sơ.
Điều 4. Hiệu lực thi hành
Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2027."""


def publish_law(text: str = SMALL_LAW, *, by: User | None = None, **values) -> VersionPage:
    """A published first version; its provisions are found with `provision(version, eid)`."""
    editor = by or User.objects.filter(username="bien-tap").first()
    editor = editor or User.objects.create_superuser("bien-tap", full_name="Biên tập viên")
    index = lay_site(base_url=settings.BASE_URL, name=settings.SITE_NAME)
    ministry, _made = Agency.objects.get_or_create(
        code="bo-tu-phap", defaults={"name": "Bộ Tư pháp", "kind": AgencyKind.MINISTRY}
    )
    outline = build_outline([Line(line, at) for at, line in enumerate(text.split("\n"))])
    source = SourceFile("du-thao.txt", text.encode())
    values.setdefault("title", "Nghị định về lấy ý kiến đối với dự thảo văn bản")
    return import_draft(index, outline, source, by=editor, drafting_agency=ministry, **values)


def put_in_dossier(
    version: VersionPage, *, title: str = "Về dự án Nghị định", kind: str = "submission_report"
) -> DossierFile:
    editor = User.objects.get(username="bien-tap")
    upload = SimpleUploadedFile("to-trinh.pdf", b"%PDF-1.7 ...")
    return add_dossier_file(version.draft, by=editor, upload=upload, title=title, kind=kind)


def provision(version: VersionPage, eid: str) -> Provision:
    return Provision.objects.select_related("current_text", "section").get(version=version, eid=eid)
