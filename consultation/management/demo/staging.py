"""A round played through from invitation to edition, by the same acts that the screens use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from cms import clock
from cms.models import Agency, Provision, VersionPage
from consultation.approving import approve_submission, record_letter, send_up
from consultation.commenting import begin_submission, draft_opinion
from consultation.inviting import close_round, invite_agencies, note_opening, open_round, plan_round
from consultation.management.demo.decisions import DecisionSeed
from consultation.management.demo.opinions import SubmissionSeed
from consultation.management.demo.people import Cast
from consultation.management.demo.province import LEAD
from consultation.models import Decision, Edition, Opinion, Round, Row
from consultation.synthesis import (
    decide_row,
    edit_row,
    freeze_edition,
    gather_opinions,
    issue_edition,
    mark_conflict,
    merge_rows,
    publish_answers,
    record_answer,
)

NAMESPACE = UUID("5f3c2f6e-2f0b-4a57-9d0e-8d1f3c7a9b10")


@dataclass(frozen=True)
class Script:
    """What happens in a round. It is opened `days_ago` before today and takes `length` days."""

    name: str
    request_number: str
    days_ago: int
    length: int
    submissions: Sequence[SubmissionSeed]
    decisions: Sequence[DecisionSeed]


def stage_round(
    version: VersionPage, script: Script, *, cast: Cast, asked: Iterable[Agency]
) -> tuple[Round, dict[int, str]]:
    """Plan, invite, open, answer and close; returns the round and each opinion's issue."""
    compiler = cast.person(LEAD.code, "compiler")
    opened = morning(-script.days_ago)
    last_day = timezone.localdate(opened) + timedelta(days=script.length)
    with clock.at(opened):
        round_ = plan_round(
            version,
            by=compiler,
            name=script.name,
            lead=cast.agencies[LEAD.code],
            deadline=clock.no_later_than(last_day),
            drafter_deadline=clock.no_later_than(last_day + timedelta(days=7)),
            request_number=script.request_number,
            request_date=timezone.localdate(opened) - timedelta(days=2),
        )
        invite_agencies(round_, by=compiler, agencies=asked)
        open_round(round_, by=compiler)
    issues: dict[int, str] = {}
    for seed in sorted(script.submissions, key=lambda seed: (seed.late, seed.letter_day)):
        if seed.late and round_.state == "open":
            _close(round_, cast)
        _answer(round_, seed, script, cast, issues)
    if round_.state == "open" and script.length < script.days_ago:
        _close(round_, cast)
    return round_, issues


def compile_round(
    round_: Round, script: Script, issues: dict[int, str], *, cast: Cast, at: datetime
) -> Edition:
    """Gather, group, decide and freeze the final edition."""
    compiler = cast.person(LEAD.code, "compiler")
    with clock.at(at):
        gather_opinions(round_, by=compiler)
        conflicts: dict[str, list[Row]] = {}
        for seed in script.decisions:
            row = _decide(round_, seed, issues, cast)
            if row is not None and seed.conflict:
                conflicts.setdefault(seed.conflict, []).append(row)
        for rows in conflicts.values():
            mark_conflict(rows, by=compiler)
        return freeze_edition(round_, by=compiler, final=True)


def answer_round(edition: Edition, *, cast: Cast, number: str, on_day: int) -> None:
    """Issue the edition; a month later the drafting agency's answers come and are published."""
    compiler, clerk = cast.person(LEAD.code, "compiler"), cast.person(LEAD.code, "clerk")
    with clock.at(morning(on_day)):
        issue_edition(
            edition,
            by=clerk,
            number=number,
            dated=clock.today(),
            signatory=cast.person(LEAD.code, "head").full_name,
        )
    with clock.at(morning(on_day + 20)):
        for row in edition.round.rows.standing().going_out().in_legal_order():
            answer, words = ANSWERS[Decision(row.decision)]
            record_answer(row, by=compiler, answer=answer, text=words)
        publish_answers(edition.round, by=compiler)


ANSWERS = {
    Decision.TAKEN: ("accepted", "Tiếp thu, thể hiện tại dự thảo lần 2."),
    Decision.PARTLY: (
        "partly",
        "Tiếp thu một phần: chỉnh lý câu chữ tại dự thảo lần 2; nội dung còn lại sẽ được hướng dẫn "
        "tại văn bản quy định chi tiết để bảo đảm linh hoạt khi thực hiện.",
    ),
    Decision.FORWARDED: (
        "explained",
        "Giữ như dự thảo: hai loại ý kiến trái nhau, phương án tại dự thảo dung hòa được yêu cầu "
        "về thời gian của địa phương và tiến độ trình Chính phủ.",
    ),
}


def morning(days: int, hour: int = 8) -> datetime:
    """A working hour, `days` days from today; negative for the past."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, 30)))


def _answer(
    round_: Round, seed: SubmissionSeed, script: Script, cast: Cast, issues: dict[int, str]
) -> None:
    agency = cast.agencies[seed.agency_code]
    officer, head = (cast.person(agency.code, role) for role in ("officer", "head"))
    day = -script.days_ago + min(seed.letter_day, script.days_ago)
    with clock.at(min(morning(day, hour=9), clock.now())):
        note_opening(round_, by=officer)
        submission = begin_submission(round_, agency=agency, by=officer)
        provisions = _provisions(round_, {opinion.eid for opinion in seed.opinions})
        for number, opinion in enumerate(seed.opinions):
            token = uuid5(NAMESPACE, f"{round_.uid}/{agency.code}/{number}")
            kept = draft_opinion(
                submission,
                by=officer,
                token=token,
                provision=provisions[opinion.eid] if opinion.eid else None,
                kind=opinion.kind,
                text=opinion.text,
                proposed_wording=opinion.proposed_wording,
                reason=opinion.reason,
                basis=opinion.basis,
                categories=list(opinion.categories),
            )
            issues[kept.pk] = opinion.issue
        send_up(submission, by=officer, stance=seed.stance)
        approve_submission(
            submission, by=head, lock_version=submission.lock_version, confirm_perfunctory=True
        )
        if seed.letter_number:
            record_letter(submission, by=officer, number=seed.letter_number, dated=clock.today())
    round_.refresh_from_db()


def _provisions(round_: Round, eids: set[str]) -> dict[str, Provision]:
    found = Provision.objects.of_version(round_.version).filter(eid__in=eids)
    return {provision.eid: provision for provision in found}


def _close(round_: Round, cast: Cast) -> None:
    with clock.at(min(round_.deadline, clock.now())):
        close_round(round_, by=cast.person(LEAD.code, "compiler"))


def _decide(round_: Round, seed: DecisionSeed, issues: dict[int, str], cast: Cast) -> Row | None:
    """One row for all opinions of the seed's issue, decided; none if nobody raised it."""
    compiler = cast.person(LEAD.code, "compiler")
    opinions = [pk for pk, issue in issues.items() if issue == seed.issue]
    rows = list(
        Row.objects.filter(
            round=round_, sources__opinion__in=Opinion.objects.filter(pk__in=opinions)
        )
        .distinct()
        .in_legal_order()
    )
    if not rows:
        return None
    row = rows[0]
    if len(rows) > 1:
        row = merge_rows(rows, by=compiler)
    edit_row(
        row,
        by=compiler,
        lock_version=row.lock_version,
        wording=seed.wording or row.wording,
        outgoing=seed.outgoing,
        reason=seed.reason,
    )
    if seed.asked_leader:
        decide_row(
            row,
            by=compiler,
            decision=Decision.ASK_LEADER,
            lock_version=row.lock_version,
            reason=seed.asked_leader,
        )
    return decide_row(
        row,
        by=compiler,
        decision=seed.decision,
        lock_version=row.lock_version,
        reason=seed.reason,
        outgoing=seed.outgoing,
    )
