"""What citizens say in the round that is open for trying: read, waiting, twice alike, rejected."""

from datetime import timedelta
from uuid import UUID, uuid5

from cms import clock
from cms.models import Provision
from consultation.commenting import (
    Person,
    Subject,
    accept_comment,
    receive_comment,
    reject_comments,
)
from consultation.forms.public_comments import CONSENT_VERSION, HANDLE, HANDLE_MORE
from consultation.inviting import ask_public
from consultation.management.demo.people import Cast
from consultation.management.demo.province import LEAD
from consultation.models import Kind, PublicComment, Purpose, Rejection, Round

NAMES = UUID("6f0a1f0e-6a5d-4a53-9d0b-0a0a5f3f7c11")
FAR_AWAY = "Bản tôi cách xã 30 cây số, thư đến chậm. Đề nghị cho người dân 20 ngày để góp ý."

# Where, who (place), kind, words, what was decided.
SAID = (
    ("art_5", "Mường Nhé, Điện Biên", Kind.AMEND, FAR_AWAY, "accepted"),
    ("art_5", "", Kind.AMEND, FAR_AWAY.lower(), "pending"),
    ("art_5", "Nậm Pồ, Điện Biên", Kind.AMEND, FAR_AWAY.replace(".", "!"), "pending"),
    ("art_3", "", Kind.AGREE, "Quy định như vậy là rõ.", "accepted"),
    ("art_4", "Tuần Giáo, Điện Biên", Kind.QUESTION, "Gửi ý kiến bằng tin nhắn có được không?", ""),
    ("art_2", "", Kind.DISAGREE, "Bán đất nền giá rẻ, liên hệ ngay hôm nay!", "spam"),
)


def let_citizens_speak(round_: Round, cast: Cast) -> None:
    """Two days of comments; the lead's compiler has read some of them."""
    compiler = cast.person(LEAD.code, "compiler")
    round_ = ask_public(round_, by=compiler)
    eids = {provision.eid: provision for provision in Provision.objects.of_version(round_.version)}
    for number, (eid, place, kind, text, decided) in enumerate(SAID):
        with clock.at(clock.now() - timedelta(hours=9 - number)):
            comment = _say(round_, number, eids.get(eid), place, kind=kind, text=text)
            if decided == "accepted":
                accept_comment(comment, by=compiler)
            elif decided == "spam":
                reject_comments([comment], by=compiler, rejection=Rejection.SPAM)


def _say(
    round_: Round, number: int, provision: Provision | None, place: str, *, kind: str, text: str
) -> PublicComment:
    agreed = f"{HANDLE} {HANDLE_MORE}" % {"lead": round_.lead.name}
    consents = {str(Purpose.HANDLE): (CONSENT_VERSION, agreed)} if place else {}
    comment, _secret = receive_comment(
        round_,
        by=None,
        token=uuid5(NAMES, f"{round_.uid}:{number}"),
        person=Person(place=place, consents=consents),
        subject=Subject(provision),
        kind=kind,
        text=text,
        proposed_wording="",
        reason="",
    )
    return comment
