"""The desk's acts: gather, group, decide; freeze, draw and issue an edition; record answers.

`rows` places opinions, `decisions` says what becomes of them, `freezing` makes the edition's
data, `editions` keeps, draws and issues it, `answers` records what the drafting agency says.
"""

from consultation.synthesis.answers import publish_answers, record_answer
from consultation.synthesis.completeness import obstacles
from consultation.synthesis.decisions import decide_row, edit_row
from consultation.synthesis.editions import (
    NotFinalError,
    draw_edition,
    freeze_edition,
    issue_edition,
    request_drawing,
)
from consultation.synthesis.rows import (
    clear_conflict,
    gather_opinions,
    mark_conflict,
    merge_rows,
    split_row,
    unplaced_opinions,
)

__all__ = [
    "NotFinalError",
    "clear_conflict",
    "decide_row",
    "draw_edition",
    "edit_row",
    "freeze_edition",
    "gather_opinions",
    "issue_edition",
    "mark_conflict",
    "merge_rows",
    "obstacles",
    "publish_answers",
    "record_answer",
    "request_drawing",
    "split_row",
    "unplaced_opinions",
]
