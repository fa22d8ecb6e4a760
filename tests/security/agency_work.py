"""Work inside an agency, its letter, one opinion returned: the addresses, and who gets what."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms import clock
from consultation.approving import (
    answer_question,
    assign_articles,
    open_questions,
    record_letter,
    return_opinion,
    write_note,
)
from consultation.commenting import post_comment
from consultation.models import CommentRecord, FocusQuestion, Opinion, SignedLetter, Submission
from tests.consultation.uploads import pdf
from tests.factories.laws import provision
from tests.security.scene import Scene

# As in `tables`. The notes and the articles are the writer's, the letter is the own agency's.
# fmt: off
ROWS = {
    "GET share_work draft":            "<---..------",
    "GET share_work sent":             "<-..-----xx-",
    "POST share_work":                 "<---x>------",
    "POST finish_article":             "<---x>------",
    "GET write_note draft":            "<---..------",
    "GET write_note sent":             "<-..-----xx-",
    "POST write_note draft":           "<--->>------",
    "POST write_note sent":            "<->>-----xx-",
    "POST remove_note":                "<---x>------",
    "POST remove_comment":             "<->x--------",
    "POST answer_question":            "<--->>------",
    "POST take_back sent":             "<-x>-----xx-",
    "POST take_back draft":            "<---xx------",
    "GET answer_letter pdf":           "<-..-----..-",
    "GET answer_letter docx":          "<-..-----..-",
    "GET answer_letter draft":         "<-----------",
    "GET receipt_pdf":                 "--..-----..-",
    "GET signed_letter":               "<-..-----..-",
    "GET return_opinion":              "<-xx-----.x-",
    "POST return_opinion":             "<-xx----->x-",
    "POST resend_opinion sent":        "<-xx-----xx-",
    "POST resend_opinion returned":    "<-x>--------",
    "POST drop_opinion sent":          "<-xx-----xx-",
    "POST drop_opinion returned":      "<-x>--------",
    "POST reinstate_opinion":          "<-xx----->x-",
}
# fmt: on


def door(name, *args, form=None, method="POST", note=""):
    return f"{name} {note}".strip(), method, reverse(name, args=args), form or {}


def doors(scene: Scene) -> list[tuple[str, str, str, dict]]:
    """Door with its note, method, path, form. Notes, articles, a question, a letter are made."""
    sent, draft, people = scene.sent, scene.draft, scene.people
    article = provision(scene.consultation.version, "art_4")
    note = write_note(draft, by=people["writer's head"], text="Hỏi lại.", token=uuid4())
    (given,) = assign_articles(
        draft, by=people["writer's head"], articles=[article], officer=people["writer's head"]
    )
    question = FocusQuestion.objects.create(
        round=sent.round, text="Mười ngày có đủ không?", asked_at=clock.now()
    )
    # Answered already, or nobody could send up.
    for asked in open_questions(draft):
        answer_question(asked, by=people["writer"], submission=draft, declined="Chưa rõ.")
    post_comment(scene.opinion, by=people["own officer"], text="Nói nhầm.", token=uuid4())
    comment = CommentRecord.objects.latest("pk")
    noted = {"text": "Nội bộ.", "token": uuid4()}
    work = {"articles": [article.uid], "officer": people["writer"].uid}

    return [
        door("share_work", draft.uid, method="GET", note="draft"),
        door("share_work", sent.uid, method="GET", note="sent"),
        door("share_work", draft.uid, form=work),
        door("finish_article", given.uid),
        door("write_note", draft.uid, method="GET", note="draft"),
        door("write_note", sent.uid, method="GET", note="sent"),
        door("write_note", draft.uid, form=noted, note="draft"),
        door("write_note", sent.uid, form={**noted, "token": uuid4()}, note="sent"),
        door("remove_note", note.uid),
        door("remove_comment", comment.uid),
        door("answer_question", draft.uid, question.uid, form={"declined": "Chưa có số liệu."}),
        *of_what_was_sent(scene),
    ]


def of_what_was_sent(scene: Scene) -> list[tuple[str, str, str, dict]]:
    """Taken back, drawn, returned one by one; another opinion of the answer is away."""
    sent, draft = scene.sent, scene.draft
    returned, signed = returned_alone(scene), signed_letter_of(scene)
    reason = {"reason": "Sửa số liệu."}
    return [
        door("take_back", sent.uid, form=reason, note="sent"),
        door("take_back", draft.uid, form=reason, note="draft"),
        door("answer_letter", sent.uid, "pdf", method="GET", note="pdf"),
        door("answer_letter", sent.uid, "docx", method="GET", note="docx"),
        door("answer_letter", draft.uid, "docx", method="GET", note="draft"),
        door("receipt_pdf", sent.receipt_code, method="GET"),
        door("signed_letter", signed.uid, method="GET"),
        door("return_opinion", scene.opinion.uid, method="GET"),
        door("return_opinion", scene.opinion.uid, form={"words": "Nêu rõ câu chữ."}),
        door("resend_opinion", scene.opinion.uid, form={"lock_version": 0}, note="sent"),
        door(
            "resend_opinion",
            returned.uid,
            form={"lock_version": returned.lock_version},
            note="returned",
        ),
        door("drop_opinion", scene.opinion.uid, note="sent"),
        door("drop_opinion", returned.uid, note="returned"),
        door("reinstate_opinion", returned.uid),
    ]


def returned_alone(scene: Scene) -> Opinion:
    """Another opinion of the answer that was sent, given back to be made specific."""
    second = Opinion.objects.get(pk=scene.opinion.pk)
    second.pk, second.uid, second.token = None, uuid4(), uuid4()
    second._state.adding = True
    second.save()
    return_opinion(second, by=scene.people["compiler"], reason="Nêu rõ câu chữ.")
    return second


def signed_letter_of(scene: Scene) -> SignedLetter:
    file = SimpleUploadedFile("cong-van.pdf", pdf(), content_type="application/pdf")
    record_letter(
        # As it is now: other doors have changed it since the scene was made.
        Submission.objects.select_related("round").get(pk=scene.sent.pk),
        by=scene.people["own officer"],
        number="12/S1-VP",
        dated=clock.today(),
        file=file,
    )
    return SignedLetter.objects.get()
