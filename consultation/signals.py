"""What happens in this room, for rooms above; what each signal carries.

`…_recorded` is sent inside the transaction: receivers touch only the database and may fail it.
`…_done` is sent after commit and only wakes workers: losing it loses nothing.
Every sender is the model's class.
"""

from django.dispatch import Signal

# A round was planned, opened, extended, closed, issued or answered, or asks more agencies.
# Carries: round, by.
round_recorded = Signal()

# The text was changed while a round is under way. Carries: round, errata (list), by (or None).
errata_recorded = Signal()

# Opinions were written, amended, approved, withdrawn or published. Carries: opinions (list), by.
# An autosave of a draft is announced too.
opinions_recorded = Signal()

# Somebody got or lost a role in an agency. Carries: membership, by.
membership_recorded = Signal()

# Somebody is invited to become a member. Carries: invitation, token (told this once), by.
member_link_recorded = Signal()

# A head's power was lent or taken back. Carries: delegation, by.
delegation_recorded = Signal()

# A submission changed its state. Carries: submission, by.
submission_recorded = Signal()

# Rows of a synthesis were made, decided or answered. Carries: rows (list), by.
rows_recorded = Signal()

# Rows were emptied and are gone from the desk. Carries: row_ids (list of int), by.
rows_dissolved = Signal()

# An edition was frozen. Carries: edition, by.
edition_recorded = Signal()

# After commit. Carries: edition_id.
edition_done = Signal()
