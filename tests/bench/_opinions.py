"""Large consultations: 300 provisions, twenty agencies, 10,000 opinions in each."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from uuid import uuid4

from cms import clock
from cms.models import Agency, Provision, User, VersionPage
from consultation.models import (
    Invitation,
    Kind,
    Opinion,
    OpinionState,
    Round,
    Submission,
    Visibility,
)
from consultation.signals import opinions_recorded
from tests.factories import open_consultation
from tests.factories.laws import publish_law
from tests.factories.people import AgencyFactory, UserFactory

ARTICLES, CLAUSES = 75, 3
AGENCIES = 20
BATCH = 2_000
IN_A_ROUND = 10_000
WORDS = (
    "Đề nghị kéo dài thời hạn trả lời vì xã ở xa nhận hồ sơ chậm, bưu chính đến xã biên giới mất "
    "bốn đến năm ngày và cán bộ đầu mối còn kiêm nhiệm nhiều việc khác của Ủy ban nhân dân xã."
)


def large_law() -> VersionPage:
    """75 articles of three clauses each: 300 provisions."""
    lines = ["CHÍNH PHỦ", "NGHỊ ĐỊNH", "Về lấy ý kiến đối với dự thảo văn bản"]
    for article in range(1, ARTICLES + 1):
        lines.append(f"Điều {article}. Thời hạn trả lời thứ {article}")
        for clause in range(1, CLAUSES + 1):
            lines.append(
                f"{clause}. Cơ quan được lấy ý kiến trả lời trong {article + clause} ngày."
            )
    return publish_law("\n".join(lines))


def large_consultation() -> Round:
    # Each part of the benchmark is a process of its own, and begins to count anew.
    AgencyFactory.reset_sequence(10 * Agency.objects.count(), force=True)
    UserFactory.reset_sequence(10 * User.objects.count(), force=True)
    return open_consultation(agencies=AGENCIES, version=large_law()).round


def fill_up(total: int) -> None:
    """Until so many opinions stand, in one round after the other. Found by search too."""
    for at, started in enumerate(range(0, total, IN_A_ROUND)):
        rounds = Round.objects.order_by("pk")[at : at + 1]
        round_ = rounds[0] if rounds else large_consultation()
        wanted = min(IN_A_ROUND, total - started)
        provisions = list(round_.version.provisions.select_related("current_text"))
        fresh = list(_opinions(round_, provisions, wanted - round_.opinions.count()))
        for start in range(0, len(fresh), BATCH):
            made = Opinion.objects.bulk_create(fresh[start : start + BATCH])
            opinions_recorded.send(Opinion, opinions=made, by=None)


def _submissions(round_: Round) -> list[tuple[Submission, User]]:
    """One an agency, with its officer."""
    found = []
    for invitation in Invitation.objects.filter(round=round_).select_related("agency"):
        submission, _made = Submission.objects.get_or_create(round=round_, agency=invitation.agency)
        found.append(
            (
                submission,
                User.objects.get(
                    memberships__agency=invitation.agency, memberships__role="officer"
                ),
            )
        )
    return found


def _opinions(round_: Round, provisions: Sequence[Provision], number: int) -> Iterator[Opinion]:
    chance = Random(number)
    submissions = _submissions(round_)
    # Zipf's law without its long head: the busiest provision has about three in a hundred.
    weights = [1 / (at + 8) for at in range(len(provisions))]
    for provision in chance.choices(provisions, weights, k=max(number, 0)):
        submission, author = chance.choice(submissions)
        at = clock.now() - timedelta(minutes=chance.randrange(10_000))
        yield Opinion(
            token=uuid4(),
            round=round_,
            submission=submission,
            agency=submission.agency,
            author=author,
            provision=provision,
            provision_text=provision.current_text,
            state=OpinionState.APPROVED,
            visibility=Visibility.LEAD,
            kind=chance.choice([Kind.AMEND, Kind.ADD, Kind.DELETE, Kind.DISAGREE]),
            text=f"{WORDS} ({chance.randrange(10**6)})",
            proposed_wording=WORDS[:90],
            reason=WORDS[60:160],
            created_at=at,
            updated_at=at,
            approved_at=at,
        )
