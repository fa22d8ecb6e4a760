"""One agency's answer as its people see it: all opinions in the order of the law, and what next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.structure.difference import Change, word_difference
from consultation import rules
from consultation.approving import is_perfunctory
from consultation.forms.opinions import CommentForm
from consultation.forms.submissions import (
    ApproveForm,
    LetterForm,
    ResendForm,
    ReturnForm,
    StanceForm,
    TakeBackForm,
)
from consultation.models import (
    Audience,
    CommentRecord,
    Kind,
    Opinion,
    OpinionReturn,
    OpinionRevision,
    OpinionState,
    Return,
    Stance,
    Submission,
)
from consultation.models.attachment import marked, read_files
from consultation.rules import AnyUser
from consultation.views.answer_work import sent_context, work_of_answer
from consultation.views.place import place_of_opinion

# What is compared with the wording that was sent before, and its name on the screen.
LABELS = {
    "text": gettext_lazy("opinion"),
    "proposed_wording": gettext_lazy("proposed wording"),
    "reason": gettext_lazy("reason"),
    "basis": gettext_lazy("legal or practical basis"),
}


@dataclass(frozen=True)
class Item:
    """An opinion in the list; `changes` since the last return: field label and words."""

    opinion: Opinion
    can_amend: bool
    can_restore: bool
    is_new: bool
    is_removed: bool
    changes: Sequence[tuple[str, list[Change]]]
    comments: Sequence[CommentRecord]
    comment_form: CommentForm | None
    returned: Sequence[OpinionReturn] = ()
    can_return: bool = False
    resend_form: ResendForm | None = None

    @property
    def edit_url(self) -> str:
        """The law, open at its place, with the form."""
        place = place_of_opinion(self.opinion)
        return f"{place.page_url}?tai={place.key}&sua={self.opinion.uid}#{place.eid}"

    @property
    def missing(self) -> list[str]:
        """What would make it specific and is not there; nothing is asked of agreement."""
        if self.opinion.kind == Kind.AGREE:
            return []
        checks = self.opinion.checks
        named = [
            (checks.provision, _("no provision")),
            (checks.wording, _("no wording")),
            (checks.reason, _("no reason")),
        ]
        return [name for is_there, name in named if not is_there]


def answer_context(user: AnyUser, submission: Submission, **forms: Any) -> dict[str, Any]:
    """Everything the page shows; `forms` are those that came back with mistakes."""
    said = Opinion.objects.filter(submission=submission).visible_to(user).with_subject()
    opinions = list(marked(said.defer("provision__section__body").in_legal_order()))
    read_files(opinions, user)
    for opinion in opinions:
        opinion.submission, opinion.round = submission, submission.round
    returns = list(submission.returns.select_related("by"))
    items = _items(user, submission, opinions, returns)
    standing = [item for item in items if item.opinion.state != OpinionState.WITHDRAWN]
    restorable = [item for item in items if item.can_restore]
    asking = [item for item in standing if item.opinion.kind != Kind.AGREE]
    return {
        "submission": submission,
        "round": submission.round,
        "items": standing,
        "withdrawn": restorable,
        "removed": [item for item in items if item.is_removed and not item.can_restore],
        "asking": len(asking),
        "specific": sum(item.opinion.checks.is_specific for item in asking),
        "returns": returns,
        "earlier_returns": returns if submission.state == "approved" else returns[:-1],
        "is_perfunctory": is_perfunctory(submission, [item.opinion for item in standing]),
        "can_write": rules.can_write(user, submission),
        "can_manage": rules.can_manage_round(user, submission.round),
        **work_of_answer(user, submission, opinions),
        **sent_context(user, submission),
        **_forms(user, submission, has_asks=bool(asking), **forms),
    }


def _forms(
    user: AnyUser, submission: Submission, *, has_asks: bool, **forms: Any
) -> dict[str, Any]:
    """The forms the person may use now; the others are None."""
    stance = submission.stance or (Stance.AGREES_WITH_OPINIONS if has_asks else Stance.AGREES)
    letter = {
        "number": submission.letter_number,
        "dated": submission.letter_date,
        "signatory": submission.letter_signatory,
    }
    offered = {
        "stance_form": (
            rules.can_send_up(user, submission),
            StanceForm(initial={"stance": stance}),
        ),
        "approve_form": (
            rules.can_approve(user, submission),
            ApproveForm(initial={"lock_version": submission.lock_version}),
        ),
        "return_form": (rules.can_return(user, submission), ReturnForm()),
        "take_back_form": (rules.can_take_back(user, submission), TakeBackForm()),
        "letter_form": (rules.can_record_letter(user, submission), LetterForm(initial=letter)),
    }
    fresh = {name: form if allowed else None for name, (allowed, form) in offered.items()}
    return {**fresh, **forms}


def _items(
    user: AnyUser, submission: Submission, opinions: list[Opinion], returns: list[Return]
) -> list[Item]:
    before = _sent_before(opinions, returns)
    talk: dict[int, list[CommentRecord]] = defaultdict(list)
    records = CommentRecord.objects.visible_to(user).filter(discussion__opinion__in=opinions)
    by_id = {opinion.pk: opinion for opinion in opinions}
    for record in records.in_order():
        record.discussion.opinion = by_id[record.discussion.opinion_id]
        record.may_remove = rules.can_remove_comment(user, record)  # type: ignore[attr-defined]
        talk[record.discussion.opinion_id].append(record)
    returned = _returned(user, submission, opinions)
    return [
        Item(
            opinion=opinion,
            can_amend=rules.can_amend(user, opinion),
            can_restore=rules.can_restore(user, opinion),
            is_new=before is not None and opinion.pk not in before,
            changes=_changes(opinion, before.get(opinion.pk)) if before else (),
            comments=talk[opinion.pk],
            comment_form=_comment_form(user, opinion),
            is_removed=opinion.state == OpinionState.WITHDRAWN and opinion.pk in (before or ()),
            returned=returned[opinion.pk],
            can_return=rules.can_return_opinion(user, opinion),
            resend_form=_resend_form(user, opinion),
        )
        for opinion in opinions
    ]


def _returned(
    user: AnyUser, submission: Submission, opinions: list[Opinion]
) -> dict[int, list[OpinionReturn]]:
    """Of each opinion how often it was given back alone; only what was sent can have been."""
    returned: dict[int, list[OpinionReturn]] = defaultdict(list)
    if submission.receipt_code:
        given = OpinionReturn.objects.visible_to(user).filter(opinion__in=opinions)
        for one in given.in_order():
            returned[one.opinion_id].append(one)
    return returned


def _sent_before(
    opinions: Iterable[Opinion], returns: list[Return]
) -> dict[int, OpinionRevision] | None:
    """What was sent before the last return, by opinion; None if nothing was returned."""
    if not returns:
        return None
    sent = OpinionRevision.objects.filter(opinion__in=opinions, at__lte=returns[-1].at)
    return {revision.opinion_id: revision for revision in sent.order_by("number")}


def _changes(opinion: Opinion, before: OpinionRevision | None) -> list[tuple[str, list[Change]]]:
    if before is None:
        return []
    return [
        (
            str(LABELS[name]),
            word_difference(before.content[name], getattr(opinion, name)),
        )
        for name in LABELS
        if before.content[name] != getattr(opinion, name)
    ]


def _resend_form(user: AnyUser, opinion: Opinion) -> ResendForm | None:
    """For the head, beside an opinion that the compiler returned."""
    if not rules.can_resend_opinion(user, opinion):
        return None
    initial = {"lock_version": opinion.lock_version}
    return ResendForm(initial=initial, auto_id=f"resend-{opinion.pk}-%s")


def _comment_form(user: AnyUser, opinion: Opinion) -> CommentForm | None:
    """To one's own agency, or, where one only compiles, to it and the compilers."""
    for audience in (Audience.AGENCY, Audience.LEAD):
        if rules.can_discuss_opinion(user, opinion, audience):
            initial = {"token": uuid4(), "audience": audience}
            return CommentForm(initial=initial, auto_id=f"talk-{opinion.pk}-%s")
    return None
