"""Letters on paper: a Word or PDF file with given lines, as an agency would send it."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image, ImageDraw

from cms.importing import CONTENT_TYPES

HEAD = (
    "UBND TỈNH ĐIỆN BIÊN",
    "SỞ Y TẾ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 1234/SYT-NVY",
    "Điện Biên, ngày 05 tháng 11 năm 2026",
    "V/v góp ý dự thảo Nghị định",
    "Kính gửi: Sở Tư pháp.",
)
OPENING = (
    "Thực hiện Công văn số 99/STP-XDPL ngày 01/11/2026 của Sở Tư pháp về việc góp ý dự thảo Nghị"
    " định, Sở Y tế có ý kiến như sau:"
)
BODY = (
    "1. Cơ bản nhất trí với nội dung dự thảo.",
    "2. Tại khoản 2 Điều 3 đề nghị sửa “10 ngày” thành “15 ngày”. Lý do: xã ở xa nhận hồ sơ chậm.",
    "3. Các điểm a, b khoản 2 Điều 2: đề nghị làm rõ.",
    "Hội trường của chúng tôi có 30 chỗ ngồi.",
)
CLOSING = "Trên đây là ý kiến của Sở Y tế, kính gửi Sở Tư pháp tổng hợp./."
SIGNATURE = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lò Văn Tám")
LINES = (*HEAD, OPENING, *BODY, CLOSING, *SIGNATURE)


def word_letter(lines: tuple[str, ...] = LINES, name: str = "cong-van.docx") -> SimpleUploadedFile:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return upload(document, name)


def upload(document, name: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue(), CONTENT_TYPES["docx"])


def scanned_letter(pages: int = 2, name: str = "ban-chup.pdf") -> SimpleUploadedFile:
    """A PDF whose pages are pictures."""
    pictures = []
    for number in range(pages):
        picture = Image.new("RGB", (620, 877), "white")
        ImageDraw.Draw(picture).text((60, 60), f"Trang {number + 1}", fill="black")
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    return SimpleUploadedFile(name, out.getvalue(), CONTENT_TYPES["pdf"])
