"""From the officer's desk to the compiler's: share the work, send up, return, approve, take back;
one opinion returned alone; the signed letter."""

from consultation.approving.focus import (
    Asked,
    answer_question,
    check_questions,
    covers,
    open_questions,
    questions_of,
)
from consultation.approving.freezing import freeze_answer, letter_data
from consultation.approving.letters import record_letter
from consultation.approving.one_opinion import (
    drop_returned_opinion,
    reinstate_opinion,
    resend_opinion,
    return_opinion,
)
from consultation.approving.sharing import (
    assign_articles,
    finish_assignment,
    remove_note,
    write_note,
)
from consultation.approving.submissions import (
    approve_submission,
    check_stance,
    is_perfunctory,
    keep_revisions,
    lock_answer,
    return_submission,
    send_up,
    take_back_submission,
)

__all__ = [
    "Asked",
    "answer_question",
    "approve_submission",
    "assign_articles",
    "check_questions",
    "check_stance",
    "covers",
    "drop_returned_opinion",
    "finish_assignment",
    "freeze_answer",
    "is_perfunctory",
    "keep_revisions",
    "letter_data",
    "lock_answer",
    "open_questions",
    "questions_of",
    "record_letter",
    "reinstate_opinion",
    "remove_note",
    "resend_opinion",
    "return_opinion",
    "return_submission",
    "send_up",
    "take_back_submission",
    "write_note",
]
