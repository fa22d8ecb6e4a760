"""The demo as a list of acts in order: history first, then the main round, then one to try."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from cms import clock
from cms.importing import read_safely
from cms.importing.draft_import import SourceFile, import_draft
from cms.models import Agency, DocumentType, VersionPage
from cms.publishing.site import lay_site
from consultation.management.demo.citizens import let_citizens_speak
from consultation.management.demo.decisions import DecisionSeed, sample_decisions
from consultation.management.demo.decree import write_decree
from consultation.management.demo.generated import (
    ProvisionView,
    decisions_for,
    opinions_for,
)
from consultation.management.demo.history import EarlierRound, earlier_rounds
from consultation.management.demo.letters import bring_letters
from consultation.management.demo.meeting import hold_meeting
from consultation.management.demo.newcomer import NAME, ask_newcomer, lend_a_power
from consultation.management.demo.opinions import SubmissionSeed, sample_submissions
from consultation.management.demo.people import Cast, settle_province
from consultation.management.demo.province import ASKED, DRAFTER, LEAD
from consultation.management.demo.questions import ask_in_particular
from consultation.management.demo.staging import (
    Script,
    answer_round,
    compile_round,
    morning,
    stage_round,
)
from consultation.management.demo.work import share_work
from consultation.models import Edition, Round
from consultation.synthesis import draw_edition

Act = tuple[str, Callable[[], object]]

SUMMARY = (
    "Quy định ai được hỏi, hỏi thế nào và cơ quan soạn thảo phải trả lời ra sao khi xây dựng "
    "một văn bản pháp luật."
)


class Show:
    """Holds what one act leaves for the next."""

    cast: Cast
    sample: VersionPage
    main: VersionPage
    edition: Edition
    trying: Round
    code: str

    def __init__(self, law: Path | None, folder: Path) -> None:
        self.law = law
        self.folder = folder

    def acts(self) -> Iterator[Act]:
        yield "Lập tỉnh, cơ quan và tài khoản", self.settle
        yield "Công bố dự thảo Nghị định mẫu", self.publish_sample
        if self.law:
            yield f"Nhập và công bố {self.law.name}", self.publish_law
        for earlier in earlier_rounds():
            yield f"Đợt đã qua: {earlier.name}", lambda earlier=earlier: self.play_earlier(earlier)
        yield "Lấy ý kiến, phê duyệt, tổng hợp và chốt bản", self.play_main
        yield "Mở một đợt để dùng thử", self.open_for_trying
        yield f"{NAME} chưa có tài khoản: phiếu kích hoạt", self.ask_newcomer
        yield "Người dân góp ý trong đợt dùng thử", self.hear_citizens
        yield "Một hội nghị đang họp trong đợt dùng thử", self.hold_meeting
        yield "Công văn giấy gửi đến trong đợt dùng thử", self.bring_letters
        yield "Câu hỏi trọng tâm trong đợt dùng thử", self.ask_in_particular
        yield "Phân công trong một cơ quan ở đợt dùng thử", self.share_work

    def settle(self) -> None:
        with clock.at(morning(-95)):
            self.cast = settle_province()

    def publish_sample(self) -> None:
        path = self.folder / "du-thao-nghi-dinh.docx"
        write_decree(path)
        self.sample = self.main = self._publish(path, "decree", field="Xây dựng pháp luật")

    def publish_law(self) -> None:
        assert self.law is not None  # noqa: S101  acts() asks only then
        self.main = self._publish(self.law, "")

    def _publish(self, path: Path, document_type: str, field: str = "") -> VersionPage:
        outline = read_safely(path, tracked_changes="accept")
        with clock.at(morning(-85)):
            return import_draft(
                lay_site(base_url=settings.BASE_URL, name=settings.SITE_NAME),
                outline,
                SourceFile(path.name, path.read_bytes()),
                by=self.cast.person(LEAD.code, "administrator"),
                drafting_agency=self.cast.agencies[DRAFTER.code],
                document_type=document_type or known_type(outline.document_type),
                field=field,
                summary=SUMMARY if document_type else "",
            )

    def play_earlier(self, earlier: EarlierRound) -> None:
        """The oldest is answered; the next is closed and compiled."""
        script = Script(
            earlier.name,
            earlier.request_number,
            MAIN_DAYS_AGO + earlier.days_before,
            earlier.length,
            earlier.submissions,
            earlier.decisions,
        )
        codes = {seed.agency_code for seed in earlier.submissions}
        asked = [self.cast.agencies[code] for code in codes]
        round_, issues = stage_round(self.sample, script, cast=self.cast, asked=asked)
        compiled = -script.days_ago + script.length + 3
        edition = compile_round(round_, script, issues, cast=self.cast, at=morning(compiled))
        draw_edition(edition)
        if earlier == earlier_rounds()[0]:
            number = f"{880 + earlier.length}/{LEAD.letter_symbol}"
            answer_round(edition, cast=self.cast, number=number, on_day=compiled + 1)

    def play_main(self) -> None:
        submissions, decisions = self._seeds()
        script = Script(
            f"Góp ý {self.main.draft.title}"[:255],
            "5127/BTP-PLHSHC",
            MAIN_DAYS_AGO,
            MAIN_DAYS_AGO - 2,
            submissions,
            decisions,
        )
        round_, issues = stage_round(self.main, script, cast=self.cast, asked=self._asked())
        self.edition = compile_round(round_, script, issues, cast=self.cast, at=clock.now())

    def open_for_trying(self) -> None:
        """A round in which no agency has said a word yet: the visitor's own."""
        script = Script("Lấy ý kiến bổ sung", "5390/BTP-PLHSHC", 1, 9, (), ())
        self.trying, _issues = stage_round(self.sample, script, cast=self.cast, asked=self._asked())

    def ask_newcomer(self) -> None:
        """Its code is told at the end, as on its sheet."""
        self.code = ask_newcomer(self.trying, self.cast)
        lend_a_power(self.cast)

    def hear_citizens(self) -> None:
        let_citizens_speak(self.trying, self.cast)

    def hold_meeting(self) -> None:
        hold_meeting(self.trying, self.cast)

    def bring_letters(self) -> None:
        bring_letters(self.trying, self.cast)

    def ask_in_particular(self) -> None:
        ask_in_particular(self.trying, self.cast)

    def share_work(self) -> None:
        share_work(self.trying, self.cast)

    def _asked(self) -> list[Agency]:
        return [self.cast.agencies[seed.code] for seed in ASKED]

    def _seeds(self) -> tuple[list[SubmissionSeed], list[DecisionSeed]]:
        if self.main == self.sample:
            return sample_submissions(), sample_decisions()
        views = [
            ProvisionView(
                eid=provision.eid,
                level=provision.current_text.level,
                number=provision.current_text.number,
                heading=provision.current_text.heading,
                text=provision.current_text.text,
            )
            for provision in self.main.provisions.of_version(self.main)
        ]
        return opinions_for(views), decisions_for(views)


MAIN_DAYS_AGO = 16


def known_type(name: str) -> str:
    return name if name in DocumentType.values else DocumentType.OTHER
