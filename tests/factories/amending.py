"""A law in force and a draft that amends it, self-written, as the ministries write them."""

from cms.importing.draft_import import SourceFile, import_version
from cms.models import User, VersionPage
from cms.structure.outline import Line, build_outline
from tests.factories.laws import publish_law

WELL_LAW = """QUỐC HỘI
LUẬT
GIẾNG LÀNG
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định việc đào, giữ gìn và sử dụng giếng chung của bản.
Điều 2. Giải thích từ ngữ
1. Giếng làng là giếng do dân bản cùng đào.
2. Người giữ giếng là người được trưởng bản giao chìa khóa.
3. Nước sạch là nước đun sôi uống được.
Chương II
SỬ DỤNG GIẾNG
Điều 3. Thời gian lấy nước
Giếng mở cửa từ 05 giờ đến 19 giờ hằng ngày.
Điều 4. Trách nhiệm của người giữ giếng
1. Người giữ giếng có trách nhiệm sau đây:
a) Mở và khóa nắp giếng đúng giờ;
b) Rửa giếng mỗi năm một lần;
c) Báo trưởng bản khi nước đục.
2. Người giữ giếng được miễn phần công đắp đường hằng năm.
Điều 5. Cấm làm bẩn giếng
Không ai được tắm giặt trong vòng mười mét quanh miệng giếng, trừ trưởng bản cho phép.
Điều 6. Phí giếng
Mỗi hộ nộp một gánh củi để giữ giếng."""

AMENDING_LAW = """QUỐC HỘI
LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIẾNG LÀNG
Điều 1. Sửa đổi, bổ sung một số điều của Luật Giếng làng
1. Sửa đổi, bổ sung khoản 2 Điều 2 như sau:
“2. Người giữ giếng là người được dân bản bầu và trưởng bản giao chìa khóa.”.
2. Sửa đổi, bổ sung Điều 3 như sau:
“Điều 3. Thời gian lấy nước
1. Giếng mở cửa từ 05 giờ đến 19 giờ hằng ngày.
2. Mùa khô giếng mở cửa từ 04 giờ.”.
3. Sửa đổi, bổ sung một số điểm, khoản của Điều 4 như sau:
a) Sửa đổi điểm b khoản 1 như sau:
“b) Rửa giếng mỗi năm hai lần;”;
b) Bổ sung điểm d vào sau điểm c khoản 1 như sau:
“d) Giữ sổ theo dõi mực nước.”.
4. Bổ sung Điều 5a vào sau Điều 5 như sau:
“Điều 5a. Trâu bò
Người nuôi trâu phải cho trâu uống nước ở suối.”.
5. Thay thế cụm từ “trưởng bản” bằng cụm từ “trưởng thôn” tại khoản 2 Điều 2 và Điều 5.
6. Bỏ cụm từ “, trừ trưởng thôn cho phép” tại Điều 5.
7. Bãi bỏ Điều 6 và khoản 2 Điều 4.
8. Bãi bỏ khoản 9 Điều 2.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 01 năm 2028."""


def publish_in_force(draft_of: VersionPage, text: str = WELL_LAW) -> VersionPage:
    """The law in force in the dossier of a version."""
    editor = User.objects.get(username="bien-tap")
    outline = build_outline([Line(line, at) for at, line in enumerate(text.split("\n"))])
    source = SourceFile("hien-hanh.txt", text.encode())
    return import_version(draft_of.draft, outline, source, by=editor, in_force=True)


def publish_amending() -> tuple[VersionPage, VersionPage]:
    """The law in force and the first version of the draft that amends it."""
    draft = publish_law(AMENDING_LAW, title="Luật sửa đổi, bổ sung Luật Giếng làng")
    return publish_in_force(draft), draft
