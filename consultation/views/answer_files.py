"""What is drawn of one answer, and the signed letter that came back: its files."""

from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultation.approving import letter_data
from consultation.models import Receipt, SignedLetter, Submission
from consultation.rendering.answers import draw_letter, draw_receipt, write_letter
from consultation.rendering.receipt import ReceiptFacts
from consultation.views.files import send, send_stored
from consultation.views.receipts import is_reader, receipt_of
from consultation.views.signing_in import SignedRequest, signed_in

KINDS = ("pdf", "docx")
TITLE_LENGTH = 80


@signed_in
@require_safe
def answer_letter(request: SignedRequest, uid: UUID, kind: str) -> HttpResponseBase:
    """The letter without number and date, from what was frozen; `ky`, `chuc`: who signs."""
    if kind not in KINDS:
        raise Http404
    submissions = Submission.objects.visible_to(request.user).approved()
    submission = get_object_or_404(submissions.select_related("agency"), uid=uid)
    receipt = get_object_or_404(Receipt.objects.current(), submission=submission)
    signing = request.GET.get("ky", "")
    title = request.GET.get("chuc", "")[:TITLE_LENGTH]
    made_at = _iso(receipt.issued_at)
    data = letter_data(receipt)
    if kind == "pdf":
        content = draw_letter(data, made_at=made_at, signing=signing, title=title).pdf
    else:
        content = write_letter(data, made_at=made_at, signing=signing, title=title)
    return _sent(request, content, f"Công văn góp ý, {submission.agency.brief_name}.{kind}")


@require_safe
def receipt_pdf(request: HttpRequest, receipt_code: str) -> HttpResponseBase:
    """The receipt on paper, for who may read the answer it is of."""
    receipt = receipt_of(receipt_code.strip().upper())
    if receipt is None or not is_reader(request.user, receipt.submission):
        raise Http404
    drawing = draw_receipt(_facts(receipt))
    return _sent(request, drawing.pdf, f"Biên nhận {receipt.code}.pdf")


@signed_in
@require_safe
def signed_letter(request: SignedRequest, uid: UUID) -> HttpResponseBase:
    letters = SignedLetter.objects.visible_to(request.user)
    return send_stored(request, get_object_or_404(letters, uid=uid))


def _facts(receipt: Receipt) -> ReceiptFacts:
    submission = receipt.submission
    round_, agency = submission.round, submission.agency
    address = reverse("receipt", args=[receipt.code])
    delegation = receipt.delegation
    data = letter_data(receipt)
    return ReceiptFacts(
        code=receipt.code,
        sha256=receipt.content_sha256,
        issued_at=_iso(receipt.issued_at),
        address=f"{settings.BASE_URL}{address}",
        round_name=round_.name,
        lead=round_.lead.name,
        agency=agency.name,
        stance=data["content"]["stance"],
        opinions=receipt.opinions,
        approved_by=str(receipt.approved_by or ""),
        approved_as=receipt.approved_as,
        document=delegation.document if delegation else "",
        is_late=receipt.is_late,
        ended_at=_iso(receipt.ended_at) if receipt.ended_at else "",
        ended_why=receipt.ended_why,
        law=data["law"],
        office=data["office"],
    )


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _sent(request: HttpRequest, content: bytes, name: str) -> HttpResponseBase:
    return send(request, ContentFile(content), name.replace("/", "-"))
