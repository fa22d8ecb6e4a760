"""Letters on paper in the round to try: one agrees, one is read beside the draft and waits."""

from datetime import timedelta
from uuid import uuid4

from cms import clock
from consultation.management.demo.people import Cast
from consultation.management.demo.province import LEAD
from consultation.models import Round, Stance
from consultation.receiving.bringing import open_letter
from consultation.receiving.files import Words
from consultation.receiving.ledger import note_letter
from consultation.receiving.ledger_rows import Entry

AGREES, SPEAKS = "bhxh", "syt"
WORDS = """SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kính gửi: Sở Tư pháp.
Thực hiện đề nghị của Sở Tư pháp, sau khi nghiên cứu dự thảo, Sở Y tế có ý kiến như sau:
1. Cơ bản nhất trí với bố cục của dự thảo.
2. Tại khoản 1 Điều 5: đề nghị quy định rõ thời hạn tính theo ngày làm việc. Lý do: trạm y tế xã \
không trực văn thư vào ngày nghỉ.
3. Các khoản 1, 2 Điều 2: đề nghị làm rõ cơ quan được hỏi có gồm đơn vị sự nghiệp hay không.
4. Ngoài ra, đề nghị rà soát lỗi chính tả của dự thảo.
Phòng nghiệp vụ sẽ cử người dự họp khi được mời.
Trên đây là ý kiến của Sở Y tế, gửi Sở Tư pháp tổng hợp./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Lò Thị Xuân
"""


def bring_letters(round_: Round, cast: Cast) -> None:
    compiler = cast.person(LEAD.code, "compiler")
    yesterday = clock.today() - timedelta(days=1)
    agrees = Entry(cast.agencies[AGREES], Stance.AGREES, "214/BHXH-VP", yesterday)
    note_letter(round_, by=compiler, token=uuid4(), entry=agrees)
    speaks = Entry(cast.agencies[SPEAKS], Stance.AGREES_WITH_OPINIONS, "1820/SYT-TCHC", yesterday)
    letter = note_letter(round_, by=compiler, token=uuid4(), entry=speaks)
    open_letter(letter, by=compiler, words=Words(WORDS))
