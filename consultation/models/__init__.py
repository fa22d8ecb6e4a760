"""Who is asked, what they say, what is answered, what is compiled."""

from consultation.models.activation import ActivationCode, MemberInvitation
from consultation.models.audit import AuditEntry, AuditHead
from consultation.models.comparison_file import ComparisonFile, ComparisonKind
from consultation.models.delegation import Delegation, DelegationKind
from consultation.models.discussion import Audience, CommentRecord, Discussion
from consultation.models.edition import Edition, EditionFile, EditionStatus, FileKind
from consultation.models.erratum import Erratum
from consultation.models.invitation import Invitation, Progress
from consultation.models.membership import Membership, RoleChoices
from consultation.models.opinion import (
    Category,
    Kind,
    Opinion,
    OpinionState,
    Origin,
    Visibility,
    Voices,
)
from consultation.models.revision import OpinionRevision
from consultation.models.round import ROUND_TRANSITIONS, Round, RoundState, Whose
from consultation.models.submission import (
    SUBMISSION_TRANSITIONS,
    Return,
    Stance,
    Submission,
    SubmissionState,
)
from consultation.models.synthesis import (
    DECISION_KEYS,
    Answer,
    Conflict,
    Decision,
    Row,
    RowSource,
)

__all__ = [
    "DECISION_KEYS",
    "ROUND_TRANSITIONS",
    "SUBMISSION_TRANSITIONS",
    "ActivationCode",
    "Answer",
    "Audience",
    "AuditEntry",
    "AuditHead",
    "Category",
    "CommentRecord",
    "ComparisonFile",
    "ComparisonKind",
    "Conflict",
    "Decision",
    "Delegation",
    "DelegationKind",
    "Discussion",
    "Edition",
    "EditionFile",
    "EditionStatus",
    "Erratum",
    "FileKind",
    "Invitation",
    "Kind",
    "MemberInvitation",
    "Membership",
    "Opinion",
    "OpinionRevision",
    "OpinionState",
    "Origin",
    "Progress",
    "Return",
    "RoleChoices",
    "Round",
    "RoundState",
    "Row",
    "RowSource",
    "Stance",
    "Submission",
    "SubmissionState",
    "Visibility",
    "Voices",
    "Whose",
]
