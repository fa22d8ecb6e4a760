"""A round that is open, with agencies, officers and heads; opinions on their way through it."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from cms import clock
from cms.models import Agency, User, VersionPage
from consultation.approving import approve_submission, send_up
from consultation.commenting import begin_submission, draft_opinion
from consultation.inviting import invite_agencies, open_round, plan_round
from consultation.models import Kind, Opinion, Round, Stance, Submission
from consultation.rules import Role
from tests.factories.laws import provision, publish_law
from tests.factories.people import AgencyFactory, head_of, member_of, officer_of


@dataclass
class Consultation:
    """The round and its people; `officers` and `heads` are keyed by agency id."""

    round: Round
    version: VersionPage
    lead: Agency
    compiler: User
    agencies: list[Agency]
    officers: dict[int, User] = field(default_factory=dict)
    heads: dict[int, User] = field(default_factory=dict)

    def officer(self, at: int = 0) -> User:
        return self.officers[self.agencies[at].pk]

    def head(self, at: int = 0) -> User:
        return self.heads[self.agencies[at].pk]


def open_consultation(
    *, agencies: int = 2, version: VersionPage | None = None, is_public: bool = True, **values
) -> Consultation:
    version = version or publish_law()
    lead = AgencyFactory(name="Sở Tư pháp tỉnh Điện Biên", short_name="Sở Tư pháp")
    compiler = member_of(lead, Role.COMPILER, full_name="Vũ Minh Hà")
    asked = AgencyFactory.create_batch(agencies)
    values.setdefault("deadline", clock.no_later_than(clock.today() + timedelta(days=10)))
    round_ = plan_round(
        version,
        by=compiler,
        name="Lấy ý kiến dự thảo Nghị định",
        lead=lead,
        is_public=is_public,
        **values,
    )
    invite_agencies(round_, by=compiler, agencies=asked)
    open_round(round_, by=compiler)
    return Consultation(
        round=round_,
        version=version,
        lead=lead,
        compiler=compiler,
        agencies=asked,
        officers={agency.pk: officer_of(agency) for agency in asked},
        heads={agency.pk: head_of(agency) for agency in asked},
    )


def written_opinion(
    consultation: Consultation, *, at: int = 0, eid: str = "art_3__para_2", **content
) -> Opinion:
    """A draft opinion of the agency number `at`; content as `draft_opinion` takes it.

    Without `eid` about the whole draft, or about the `dossier_file` that is given.
    """
    officer = consultation.officer(at)
    submission = begin_submission(consultation.round, agency=consultation.agencies[at], by=officer)
    content.setdefault("kind", Kind.AMEND)
    content.setdefault("text", "Đề nghị kéo dài thời hạn trả lời vì xã ở xa nhận hồ sơ chậm.")
    content.setdefault("reason", "Bưu chính đến xã biên giới mất 4 đến 5 ngày.")
    return draft_opinion(
        submission,
        by=officer,
        token=uuid4(),
        provision=provision(consultation.version, eid) if eid else None,
        **content,
    )


def approved_submission(
    consultation: Consultation, *, at: int = 0, stance: str = Stance.AGREES_WITH_OPINIONS
) -> Submission:
    """What the agency number `at` has written so far, sent up by its officer and approved."""
    submission = begin_submission(
        consultation.round, agency=consultation.agencies[at], by=consultation.officer(at)
    )
    send_up(submission, by=consultation.officer(at), stance=stance)
    return approve_submission(
        submission,
        by=consultation.head(at),
        lock_version=submission.lock_version,
        confirm_perfunctory=True,
    )


def approved_opinion(consultation: Consultation, *, at: int = 0, **values) -> Opinion:
    """One opinion, alone in its agency's approved submission."""
    opinion = written_opinion(consultation, at=at, **values)
    approved_submission(consultation, at=at)
    opinion.refresh_from_db()
    return opinion
