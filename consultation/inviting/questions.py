"""What a round asks in particular: put, changed, withdrawn.

While a round is planned a question is changed in place. Once it is open somebody may have
answered it: changed words are a new question, the old one is withdrawn and kept.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cms import clock
from cms.models import AgencyKind, Provision, User
from consultation import audit, rules
from consultation.models import FocusQuestion, Round, RoundState
from consultation.signals import questions_recorded

MOST_QUESTIONS = 50


@transaction.atomic
def ask_question(
    round_: Round,
    *,
    by: User,
    text: str,
    provision: Provision | None = None,
    agency_kinds: Iterable[str] = (),
) -> FocusQuestion:
    """Put a question about a provision, or the whole draft, to all agencies or to some kinds.

    Raises ValidationError: no words, a provision of another version, an unknown kind, too many.
    """
    if not rules.can_ask_questions(by, round_):
        raise PermissionDenied
    Round.objects.select_for_update().get(pk=round_.pk)
    question = FocusQuestion(round=round_, asked_at=clock.now(), position=_next_position(round_))
    _write(question, text, provision, agency_kinds)
    if round_.focus_questions.filter(withdrawn_at=None).count() >= MOST_QUESTIONS:
        raise ValidationError(
            _("A round asks at most %(most)d questions.") % {"most": MOST_QUESTIONS}
        )
    question.save()
    _record("round.question_asked", question, by=by)
    questions_recorded.send(FocusQuestion, round=round_, asked=[question], withdrawn=[], by=by)
    return question


@transaction.atomic
def change_question(
    question: FocusQuestion,
    *,
    by: User,
    text: str,
    provision: Provision | None = None,
    agency_kinds: Iterable[str] = (),
) -> FocusQuestion:
    """The question as it stands afterwards: the same, or a new one in its place."""
    round_ = question.round
    if not rules.can_ask_questions(by, round_):
        raise PermissionDenied
    kinds = list(agency_kinds)
    before = (question.text, question.provision_id, sorted(question.agency_kinds))
    if before == (text.strip(), provision.pk if provision else None, sorted(kinds)):
        return question
    if round_.state == RoundState.PLANNED:
        _write(question, text, provision, kinds)
        question.save()
        _record("round.question_changed", question, by=by)
        withdrawn: list[FocusQuestion] = []
    else:
        old = question
        question = FocusQuestion(round=round_, asked_at=clock.now(), position=old.position)
        _write(question, text, provision, kinds)
        _withdraw(old)
        question.save()
        withdrawn = [old]
        _record("round.question_changed", question, by=by, instead_of=str(old.uid))
    questions_recorded.send(
        FocusQuestion, round=round_, asked=[question], withdrawn=withdrawn, by=by
    )
    return question


@transaction.atomic
def withdraw_question(question: FocusQuestion, *, by: User) -> None:
    """Ask it no more; answers that were given stay."""
    if not rules.can_ask_questions(by, question.round):
        raise PermissionDenied
    _withdraw(question)
    _record("round.question_withdrawn", question, by=by)
    questions_recorded.send(
        FocusQuestion, round=question.round, asked=[], withdrawn=[question], by=by
    )


def _withdraw(question: FocusQuestion) -> None:
    question.withdrawn_at = clock.now()
    question.save(update_fields=["withdrawn_at"])


def _write(
    question: FocusQuestion, text: str, provision: Provision | None, kinds: Iterable[str]
) -> None:
    words, chosen = text.strip(), list(dict.fromkeys(kinds))
    if not words:
        raise ValidationError({"text": _("Write the question.")})
    if provision and provision.version_id != question.round.version_id:
        raise ValidationError({"provision": _("This provision is not of the version asked about.")})
    if unknown := set(chosen) - set(AgencyKind.values):
        raise ValidationError({"agency_kinds": ", ".join(sorted(unknown))})
    question.text, question.provision, question.agency_kinds = words, provision, chosen
    question.full_clean()


def _next_position(round_: Round) -> int:
    last = round_.focus_questions.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _record(action: str, question: FocusQuestion, *, by: User, **details: str) -> None:
    audit.record(
        action,
        question.round,
        by=by,
        question=str(question.uid),
        provision=question.provision.eid if question.provision else "",
        kinds=list(question.agency_kinds),
        **details,
    )
