"""The public: a round that asks it, what citizens say, and the mails they get."""

import re
from datetime import timedelta
from uuid import uuid4

from cms import clock
from consultation.commenting import Person, Subject, confirm_comment, find_link, receive_comment
from consultation.forms.public_comments import fresh_values
from consultation.inviting import ask_public
from consultation.models import Kind, Message, PublicComment, Purpose
from tests.factories.laws import provision
from tests.factories.rounds import Consultation, open_consultation

MINE = {
    "name": "Lò Thị Mai",
    "email": "mai@example.vn",
    "place": "Mường Nhé, Điện Biên",
    "organisation": "Hợp tác xã Nậm Vì",
}
SAID = "Đề nghị tăng thời hạn trả lời lên 20 ngày vì bản tôi ở xa, thư đến chậm."
CONSENTS = dict.fromkeys(Purpose.values, ("2026-12", "Tôi đồng ý."))


def public_consultation(**values) -> Consultation:
    consultation = open_consultation(**values)
    ask_public(consultation.round, by=consultation.compiler)
    consultation.round.refresh_from_db()
    return consultation


def person(*, shows_name: bool = False, **facts) -> Person:
    consents = {Purpose.HANDLE: CONSENTS[Purpose.HANDLE]} if facts else {}
    if shows_name:
        consents = CONSENTS
    return Person(shows_name=shows_name, consents=consents, **facts)


def public_comment(
    consultation: Consultation, *, eid: str = "art_3__para_2", who: Person | None = None, **values
) -> PublicComment:
    """One that waits; without `eid` about the whole draft or the `dossier_file` given."""
    words = {"kind": Kind.AMEND, "text": SAID, "proposed_wording": "", "reason": ""}
    file = values.pop("dossier_file", None)
    comment, _secret = receive_comment(
        consultation.round,
        by=None,
        token=values.pop("token", uuid4()),
        person=who or Person(),
        subject=Subject(provision(consultation.version, eid) if eid else None, file),
        is_suspect=values.pop("is_suspect", False),
        **{**words, **values},
    )
    return comment


def confirmed(comment: PublicComment) -> PublicComment:
    """As its author confirmed it from the mail."""
    confirm_comment(find_link(mailed_link(comment), "confirm"), by=None)
    comment.refresh_from_db()
    return comment


def mailed_link(comment: PublicComment) -> str:
    """The secret in the newest mail about it."""
    told = Message.objects.filter(key__startswith=f"public-comment:{comment.uid}:").order_by("-pk")
    return re.search(r"/([\w-]{40,})/$", told[0].link)[1]


def comment_form(**values) -> dict:
    """What a person posts who took their time."""
    fresh = fresh_values("")
    with clock.at(clock.now() - timedelta(minutes=2)):
        fresh["opened"] = fresh_values("")["opened"]
    return {**fresh, "text": SAID, **values}
