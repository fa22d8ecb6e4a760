"""What happens in this room, for rooms above; what each signal carries.

`…_recorded` is sent inside the transaction: receivers touch only the database and may fail it.
`…_done` is sent after commit and only wakes workers: losing it loses nothing.
Every sender is the model's class.
"""

from django.dispatch import Signal

# A round was planned, opened, extended, closed, issued or answered, or asks more agencies.
# Carries: round, by; of the acts of `inviting` also act ("planned", "changed", "invited", "opened",
# "extended", "closed"), with the invitations it made (list) or the extension.
round_recorded = Signal()

# A round asks something in particular, or no longer. Carries: round, asked (list of FocusQuestion),
# withdrawn (list), by.
questions_recorded = Signal()

# Agencies were reminded. Carries: round, reminders (list), by (None: by the schedule).
reminders_recorded = Signal()

# The text was changed while a round is under way. Carries: round, errata (list), by (or None).
errata_recorded = Signal()

# Opinions were written, amended, approved, withdrawn or published. Carries: opinions (list), by.
# An autosave of a draft is announced too.
opinions_recorded = Signal()

# Somebody got or lost a role in an agency. Carries: membership, by.
membership_recorded = Signal()

# Somebody is invited to become a member, or the link is taken back. Carries: invitation, token
# (told this once; "" when it is taken back), by.
member_link_recorded = Signal()

# A head's power was lent or taken back. Carries: delegation, by.
delegation_recorded = Signal()

# A submission changed its state. Carries: submission, by.
submission_recorded = Signal()

# The compiler returned one opinion of an answer, or the agency sent it again or withdrew it.
# Carries: given (an OpinionReturn; its `outcome` is empty while it is with the agency), by.
opinion_return_recorded = Signal()

# A citizen's comment came, was confirmed, accepted, rejected or withdrawn, or its author was hidden
# or erased. Carries: comment, by (None: the citizen), what (one of these words), secret (of a fresh
# link for a mail; empty where none may go).
public_comment_recorded = Signal()

# A meeting, or what was said at it, changed. Carries: meeting, by (None: a participant wrote).
meeting_recorded = Signal()

# A letter was noted, read, taken over or taken back. Carries: letter, by.
letter_recorded = Signal()

# Rows of a synthesis were made, decided or answered. Carries: rows (list), by.
rows_recorded = Signal()

# Rows were emptied and are gone from the desk. Carries: row_ids (list of int), by.
rows_dissolved = Signal()

# An edition was frozen. Carries: edition, by.
edition_recorded = Signal()

# After commit. Carries: edition_id.
edition_done = Signal()
