"""From the officer's desk to the compiler's: send up, return, approve; the letter's number."""

from consultation.approving.submissions import (
    approve_submission,
    is_perfunctory,
    record_letter,
    return_submission,
    send_up,
)

__all__ = ["approve_submission", "is_perfunctory", "record_letter", "return_submission", "send_up"]
