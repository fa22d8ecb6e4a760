"""What an official could ask of a provision, found in its own words: limits, terms, shape."""

from collections.abc import Iterator

from .limits import find_durations, find_shares
from .shape import (
    find_definitions,
    find_entry_into_force,
    find_lists,
    find_long_paragraphs,
    find_missing_details,
    find_references,
)
from .suggestion import Law, ProvisionView, Suggestion, draw
from .terms import find_terms

__all__ = ["Law", "ProvisionView", "Suggestion", "draw", "suggestions_for"]

# Where opinions are written; heads, feet, tables and headings of chapters stay unspoken of.
LEVELS = ("article", "clause", "point", "intro")
# A wording longer than this nobody types again for one changed word.
LONGEST = 1500

FINDERS = (
    find_durations,
    find_shares,
    find_terms,
    find_lists,
    find_definitions,
    find_references,
    find_long_paragraphs,
    find_entry_into_force,
    find_missing_details,
)


def suggestions_for(item: ProvisionView, law: Law) -> Iterator[Suggestion]:
    if item.level not in LEVELS or "art_" not in item.eid or len(item.text) > LONGEST:
        return
    for find in FINDERS:
        for suggestion in find(item, law):
            if suggestion.proposed_wording != item.text:
                yield suggestion
