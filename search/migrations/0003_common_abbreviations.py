"""Abbreviations of everyday legal and administrative writing; administrators add theirs."""

from django.db import migrations

COMMON = (
    ("ANTT", "an ninh trật tự"),
    ("ATTP", "an toàn thực phẩm"),
    ("BCA", "Bộ Công an"),
    ("BCT", "Bộ Công Thương"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BHTN", "bảo hiểm thất nghiệp"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("BLDS", "Bộ luật Dân sự"),
    ("BLHS", "Bộ luật Hình sự"),
    ("BLLĐ", "Bộ luật Lao động"),
    ("BLTTDS", "Bộ luật Tố tụng dân sự"),
    ("BLTTHS", "Bộ luật Tố tụng hình sự"),
    ("BNV", "Bộ Nội vụ"),
    ("BQL", "ban quản lý"),
    ("BTC", "Bộ Tài chính"),
    ("BTP", "Bộ Tư pháp"),
    ("BVMT", "bảo vệ môi trường"),
    ("CBCC", "cán bộ, công chức"),
    ("CCHC", "cải cách hành chính"),
    ("CCVC", "công chức, viên chức"),
    ("CĐS", "chuyển đổi số"),
    ("CNTT", "công nghệ thông tin"),
    ("CP", "Chính phủ"),
    ("CQĐP", "chính quyền địa phương"),
    ("CSDL", "cơ sở dữ liệu"),
    ("CTXH", "chính trị - xã hội"),
    ("DNNN", "doanh nghiệp nhà nước"),
    ("DTTS", "dân tộc thiểu số"),
    ("DVC", "dịch vụ công"),
    ("DVCTT", "dịch vụ công trực tuyến"),
    ("ĐBQH", "đại biểu Quốc hội"),
    ("ĐMST", "đổi mới sáng tạo"),
    ("ĐTM", "đánh giá tác động môi trường"),
    ("ĐVHC", "đơn vị hành chính"),
    ("GCN", "giấy chứng nhận"),
    ("GPMB", "giải phóng mặt bằng"),
    ("GTVT", "giao thông vận tải"),
    ("HĐND", "Hội đồng nhân dân"),
    ("HĐXX", "hội đồng xét xử"),
    ("HNGĐ", "hôn nhân và gia đình"),
    ("HTX", "hợp tác xã"),
    ("KCB", "khám bệnh, chữa bệnh"),
    ("KHCN", "khoa học và công nghệ"),
    ("KTXH", "kinh tế - xã hội"),
    ("LLVT", "lực lượng vũ trang"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("NĐ", "nghị định"),
    ("NQ", "nghị quyết"),
    ("NSĐP", "ngân sách địa phương"),
    ("NSNN", "ngân sách nhà nước"),
    ("NSTW", "ngân sách trung ương"),
    ("PBGDPL", "phổ biến, giáo dục pháp luật"),
    ("PBXH", "phản biện xã hội"),
    ("PCCC", "phòng cháy, chữa cháy"),
    ("PCTN", "phòng, chống tham nhũng"),
    ("QH", "Quốc hội"),
    ("QLNN", "quản lý nhà nước"),
    ("QPPL", "quy phạm pháp luật"),
    ("QSDĐ", "quyền sử dụng đất"),
    ("QĐ", "quyết định"),
    ("TAND", "Tòa án nhân dân"),
    ("TCCQĐP", "tổ chức chính quyền địa phương"),
    ("THADS", "thi hành án dân sự"),
    ("TNHH", "trách nhiệm hữu hạn"),
    ("TNMT", "tài nguyên và môi trường"),
    ("TT", "thông tư"),
    ("TTCP", "Thanh tra Chính phủ"),
    ("TTg", "Thủ tướng Chính phủ"),
    ("TTHC", "thủ tục hành chính"),
    ("TTHC", "tố tụng hành chính"),
    ("TTLT", "thông tư liên tịch"),
    ("TTTT", "thông tin và truyền thông"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("UBND", "Ủy ban nhân dân"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("VBPL", "văn bản pháp luật"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("VKSND", "Viện kiểm sát nhân dân"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("VPHC", "vi phạm hành chính"),
    ("XDPL", "xây dựng pháp luật"),
    ("XLVPHC", "xử lý vi phạm hành chính"),
)


def add(apps, schema_editor):
    Abbreviation = apps.get_model("search", "Abbreviation")
    Abbreviation.objects.bulk_create(
        [Abbreviation(short=short, long=long) for short, long in COMMON], ignore_conflicts=True
    )


def keep(apps, schema_editor):
    """Going back removes the table in the migration before; nothing to do here."""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text_on_sqlite")]
    operations = [migrations.RunPython(add, keep)]
