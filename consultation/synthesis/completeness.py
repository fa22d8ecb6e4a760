"""What still keeps an edition from being final: everything placed, decided, settled, written."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultation.models import Decision, OpinionReturn, Round, RoundState
from consultation.synthesis.rows import unplaced_opinions


def obstacles(round_: Round) -> list[str]:
    """A sentence each; empty when the next edition can be final."""
    return list(_obstacles(round_))


def _obstacles(round_: Round) -> Iterator[str]:
    rows = round_.rows.standing()
    if round_.state == RoundState.OPEN:
        yield _("The round is still open: close it first.")
    if count := unplaced_opinions(round_).count():
        yield ngettext(
            "%(count)d opinion stands in no row yet.",
            "%(count)d opinions stand in no row yet.",
            count,
        ) % {"count": count}
    yield from _away(round_)
    if count := rows.open_questions().count():
        yield ngettext(
            "%(count)d row is not decided or waits for the leader.",
            "%(count)d rows are not decided or wait for the leader.",
            count,
        ) % {"count": count}
    if count := rows.outdated().count():
        yield ngettext(
            "%(count)d row was decided before one of its opinions was sent anew or taken back.",
            "%(count)d rows were decided before one of their opinions was sent anew or taken back.",
            count,
        ) % {"count": count}
    if count := rows.filter(decision=Decision.PARTLY, outgoing="").count():
        # What leaves of a row taken in part is its outgoing wording alone.
        yield ngettext(
            "%(count)d row is taken in part, but the wording for the letter is not written.",
            "%(count)d rows are taken in part, but the wording for the letter is not written.",
            count,
        ) % {"count": count}
    if count := _unsettled_conflicts(round_):
        yield ngettext(
            "%(count)d conflict is neither decided for one side nor forwarded.",
            "%(count)d conflicts are neither decided for one side nor forwarded.",
            count,
        ) % {"count": count}


def _away(round_: Round) -> Iterator[str]:
    """Opinions that were returned: nothing of them may be lost."""
    if count := OpinionReturn.objects.waiting().filter(opinion__round=round_).count():
        yield ngettext(
            "%(count)d opinion that was returned has not come back: wait, or take it as it was.",
            "%(count)d opinions that were returned have not come back: wait, or take them as they "
            "were.",
            count,
        ) % {"count": count}


def _unsettled_conflicts(round_: Round) -> int:
    """A conflict is settled when all its sides are forwarded, or one at most is taken."""
    sides: dict[int, list[str]] = {}
    for conflict, decision in (
        round_.rows.standing().exclude(conflict=None).values_list("conflict_id", "decision")
    ):
        sides.setdefault(conflict, []).append(decision)
    return sum(1 for decisions in sides.values() if not _is_settled(decisions))


def _is_settled(decisions: list[str]) -> bool:
    if Decision.FORWARDED in decisions:
        return set(decisions) == {Decision.FORWARDED}
    going = [d for d in decisions if d in (Decision.TAKEN, Decision.PARTLY)]
    return len(going) <= 1
