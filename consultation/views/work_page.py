"""How an agency's work is shared, for its own people: by officer, by article, what is left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cms.models import Provision, User
from cms.structure.levels import Level
from consultation import rules
from consultation.forms.agency_work import AssignForm
from consultation.models import Assignment, Note, Opinion, Submission
from consultation.models.agency_work import articles_of
from consultation.notifying import people_of
from consultation.rules import AnyUser, Role

GROUPING = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})
WITHIN_CHAPTERS = frozenset({Level.ARTICLE, Level.CLAUSE, Level.POINT, Level.INTRO, Level.TABLE})


@dataclass
class Line:
    """An article: who has it, and how much our agency says of it."""

    article: Provision
    assignment: Assignment | None
    opinions: int
    notes: int

    @property
    def url(self) -> str:
        return f"{self.article.section.url}?tai={self.article.eid}#{self.article.eid}"


@dataclass
class Group:
    """A chapter with its articles; what stands before the first chapter has no heading.

    `below`: all articles of a chapter, those of its sections too.
    """

    heading: Provision | None
    level: int = 0
    lines: list[Line] = field(default_factory=list)
    below: list[Provision] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.heading.uid) if self.heading else ""


@dataclass
class Share:
    """One person's part: articles, those done, opinions written on them."""

    officer: User
    articles: int = 0
    finished: int = 0
    opinions: int = 0


def work_context(user: AnyUser, submission: Submission, data: Any = None) -> dict[str, Any]:
    """Everything the page shows; `data` is a form that is being sent."""
    groups = _groups(submission)
    lines = [line for group in groups for line in group.lines]
    officers = writers_of(submission)
    may = rules.can_share_work(user, submission)
    form = AssignForm(
        data,
        articles=[line.article for line in lines],
        groups={group.key: group.below for group in groups if group.key},
        officers=officers,
    )
    return {
        "submission": submission,
        "round": submission.round,
        "groups": groups,
        "shares": _shares(lines),
        "unassigned": sum(line.assignment is None for line in lines),
        "articles": len(lines),
        "form": form if may else None,
        "ticked": set(data.getlist("articles")) | set(data.getlist("groups")) if data else set(),
        "user_id": user.pk,
        "shares_work": may,
    }


def writers_of(submission: Submission) -> list[User]:
    people = people_of([submission.agency_id], Role.OFFICER, Role.FOCAL, Role.HEAD)
    return people[submission.agency_id]


def _groups(submission: Submission) -> list[Group]:
    given = {a.provision_id: a for a in _assignments(submission)}
    opinions = Counter(
        Opinion.objects.filter(submission=submission)
        .standing()
        .exclude(provision=None)
        .order_by()
        .values_list("provision__section_id", flat=True)
    )
    notes = Counter(
        Note.objects.filter(submission=submission, removed_at=None)
        .exclude(provision=None)
        .values_list("provision__section_id", flat=True)
    )
    groups: list[Group] = [Group(None)]
    above: list[Group] = []
    for page in articles_of(submission.round.version):
        level = page.current_text.level if page.current_text else ""
        if level in GROUPING:
            groups.append(Group(page, Level(level).rank))
            above = [each for each in above if each.level < groups[-1].level] + groups[-1:]
            continue
        if level not in WITHIN_CHAPTERS:
            # An appendix stands in no chapter, whatever came before it.
            groups += [Group(None)] if above else []
            above = []
        assignment, said = given.get(page.pk), opinions[page.section_id]
        groups[-1].lines.append(Line(page, assignment, said, notes[page.section_id]))
        for group in above:
            group.below.append(page)
    return [group for group in groups if group.lines or group.below]


def _assignments(submission: Submission) -> Sequence[Assignment]:
    standing = Assignment.objects.filter(submission=submission).standing()
    return list(standing.select_related("officer", "submission__round", "provision"))


def _shares(lines: Sequence[Line]) -> list[Share]:
    shares: dict[int, Share] = {}
    for line in lines:
        if line.assignment is None:
            continue
        officer = line.assignment.officer
        share = shares.setdefault(officer.pk, Share(officer))
        share.articles += 1
        share.finished += line.assignment.finished_at is not None
        share.opinions += line.opinions
    return sorted(shares.values(), key=lambda share: share.officer.get_full_name())
