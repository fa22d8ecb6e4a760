"""Who is asked, what they say, what is answered, what is compiled."""

from consultation.models.activation import ActivationCode, MemberInvitation
from consultation.models.agency_work import Assignment, Note
from consultation.models.attachment import Attachment
from consultation.models.audit import AuditEntry, AuditHead
from consultation.models.comparison_file import ComparisonFile, ComparisonKind
from consultation.models.delegation import Delegation, DelegationKind
from consultation.models.discussion import Audience, CommentRecord, Discussion
from consultation.models.edition import Edition, EditionFile, EditionStatus, FileKind
from consultation.models.erratum import Erratum
from consultation.models.focus_answer import FocusAnswer
from consultation.models.focus_question import FocusQuestion
from consultation.models.holiday import Holiday
from consultation.models.invitation import Invitation, Progress
from consultation.models.letter import (
    LETTER_TRANSITIONS,
    Becomes,
    Letter,
    LetterFile,
    LetterPassage,
    LetterState,
    LetterSubject,
)
from consultation.models.meeting import (
    MEETING_TRANSITIONS,
    AgendaItem,
    InvitedBody,
    Meeting,
    MeetingState,
    SignedMinutes,
)
from consultation.models.membership import Membership, RoleChoices
from consultation.models.message import MailState, Message
from consultation.models.opinion import Opinion, Voices
from consultation.models.opinion_kinds import Category, Kind, OpinionState, Origin, Visibility
from consultation.models.opinion_return import OpinionReturn, ReturnOutcome
from consultation.models.public_author import PublicAuthor, PublicConsent, Purpose
from consultation.models.public_comment import (
    COMMENT_TRANSITIONS,
    PUBLIC_KINDS,
    CommentState,
    LinkPurpose,
    PublicComment,
    PublicLink,
    Rejection,
)
from consultation.models.receipt import ApprovedAs, Receipt, ReceiptEnd
from consultation.models.remark import Remark, RemarkRevision, Speaker
from consultation.models.reminder import Reminder, ReminderKind, ReminderStep
from consultation.models.request_letter import Extension, RequestLetter
from consultation.models.revision import OpinionRevision
from consultation.models.round import ROUND_TRANSITIONS, Round, RoundState, Whose, Wording
from consultation.models.signed_letter import SignedLetter
from consultation.models.slip import Slip, SlipAuthor, SlipState
from consultation.models.submission import (
    SUBMISSION_TRANSITIONS,
    Return,
    ReturnKind,
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
    "COMMENT_TRANSITIONS",
    "DECISION_KEYS",
    "LETTER_TRANSITIONS",
    "MEETING_TRANSITIONS",
    "PUBLIC_KINDS",
    "ROUND_TRANSITIONS",
    "SUBMISSION_TRANSITIONS",
    "ActivationCode",
    "AgendaItem",
    "Answer",
    "ApprovedAs",
    "Assignment",
    "Attachment",
    "Audience",
    "AuditEntry",
    "AuditHead",
    "Becomes",
    "Category",
    "CommentRecord",
    "CommentState",
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
    "Extension",
    "FileKind",
    "FocusAnswer",
    "FocusQuestion",
    "Holiday",
    "Invitation",
    "InvitedBody",
    "Kind",
    "Letter",
    "LetterFile",
    "LetterPassage",
    "LetterState",
    "LetterSubject",
    "LinkPurpose",
    "MailState",
    "Meeting",
    "MeetingState",
    "MemberInvitation",
    "Membership",
    "Message",
    "Note",
    "Opinion",
    "OpinionReturn",
    "OpinionRevision",
    "OpinionState",
    "Origin",
    "Progress",
    "PublicAuthor",
    "PublicComment",
    "PublicConsent",
    "PublicLink",
    "Purpose",
    "Receipt",
    "ReceiptEnd",
    "Rejection",
    "Remark",
    "RemarkRevision",
    "Reminder",
    "ReminderKind",
    "ReminderStep",
    "RequestLetter",
    "Return",
    "ReturnKind",
    "ReturnOutcome",
    "RoleChoices",
    "Round",
    "RoundState",
    "Row",
    "RowSource",
    "SignedLetter",
    "SignedMinutes",
    "Slip",
    "SlipAuthor",
    "SlipState",
    "Speaker",
    "Stance",
    "Submission",
    "SubmissionState",
    "Visibility",
    "Voices",
    "Whose",
    "Wording",
]
