"""Who says what: the wishes of a law handed out to the agencies of the province, as letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from cms.structure.address import citation

from .opinions import OpinionSeed, SubmissionSeed, read_sample
from .province import ASKED, AgencySeed
from .suggesting import ProvisionView, Suggestion, draw

AGREEING = ("svhttdl", "sgddt")
SILENT, OUTSIDE_REMIT, LATE = "sct", "bhxh", "ubnd-muong-nhe"
SPEAKING = tuple(
    agency for agency in ASKED if agency.code not in (*AGREEING, SILENT, OUTSIDE_REMIT)
)
# An issue with this ending asks for the reverse of the issue without it.
OPPOSITE = "/trai-nguoc"
PROOFREADING = "chinh-ta"
FORMAL = {
    "sxd": "Đề nghị rà soát lỗi chính tả, kỹ thuật trình bày.",
    "ubnd-tua-chua": "Đề nghị rà soát lỗi chính tả.",
}
# An agency with fewer opinions than this also says something of the whole draft.
ENOUGH = 3

# Who cares most about what; the next free agency speaks where these have said enough.
_COMMUNES = tuple(agency.code for agency in SPEAKING if agency.kind == "commune")
_VOICES = {
    "procedures": ("vpubnd", *_COMMUNES),
    "feasibility": ("stc", "snnmt", "sxd", "syt", *_COMMUNES),
    "powers": ("snv", "vpubnd", "vpdbqh"),
    "technology": ("skhcn", "cat"),
    "rights": ("mttq", "vpdbqh", "ttt"),
    "ethnic": ("sdttg", "mttq"),
    "consistency": ("snv", "vpdbqh", "ttt"),
    "legality": ("cat", "ttt", "vpdbqh"),
    "terms": ("skhcn", "vpdbqh", "snnmt"),
    "language": ("vpubnd", "ttt", "sxd", "bchqs"),
    "transition": ("stc", "vpubnd", *_COMMUNES),
    "necessity": ("mttq", "sdttg", "syt"),
}
# How the same wish is written by one agency after another.
_OPENINGS = (
    "Đề nghị {request}.",
    "Tại {place}, đề nghị {request}.",
    "Đề nghị cơ quan chủ trì soạn thảo {request}.",
    "Về {place}: đề nghị nghiên cứu {request}.",
    "Nội dung tại {place} chưa phù hợp với thực tế, đề nghị {request}.",
)


@dataclass(frozen=True)
class Issue:
    """One wish and how many agencies have it."""

    suggestion: Suggestion
    voices: int
    is_opposite: bool = False

    @property
    def key(self) -> str:
        ending = OPPOSITE if self.is_opposite else ""
        return f"{self.suggestion.eid}/{self.suggestion.theme}{ending}"


class _Desks:
    """What every speaking agency has written so far; the least busy of the fitting one goes on."""

    def __init__(self) -> None:
        self.written: dict[str, list[OpinionSeed]] = {agency.code: [] for agency in SPEAKING}
        self.texts: set[str] = set()

    def hand_out(self, issue: Issue) -> None:
        asked = issue.suggestion
        chosen: list[str] = []
        for number in range(issue.voices):
            code = self._next(asked, chosen)
            chosen.append(code)
            self.write(_opinion(code, issue, self._phrase(asked, number), number))

    def write(self, opinion: OpinionSeed) -> None:
        self.texts.add(opinion.text)
        self.written[opinion.agency_code].append(opinion)

    def _next(self, asked: Suggestion, chosen: list[str]) -> str:
        fitting = {code for name in asked.categories for code in _VOICES.get(name, ())}
        # Nobody speaks twice of one provision, least of all against itself.
        free = [
            code
            for code, written in self.written.items()
            if code not in chosen and asked.eid not in {opinion.eid for opinion in written}
        ]
        idlest = min(len(self.written[code]) for code in free)
        able = [code for code in free if code in fitting and len(self.written[code]) <= idlest + 1]
        return min(
            able or free,
            key=lambda code: (len(self.written[code]), draw(asked.eid, code, 1000)),
        )

    def _phrase(self, asked: Suggestion, number: int) -> str:
        """The wish in words that nobody has used yet."""
        place = citation(asked.eid)
        ways = [way.format(request=asked.request, place=place) for way in _OPENINGS]
        return next(way for way in ways[number:] + ways[:number] if way not in self.texts)


def share_out(issues: Sequence[Issue], provisions: Sequence[ProvisionView]) -> list[SubmissionSeed]:
    """Every asked agency's reply but the silent one's, in protocol order."""
    desks = _Desks()
    for issue in sorted(issues, key=lambda issue: -issue.voices):
        desks.hand_out(issue)
    for code, text in FORMAL.items():
        desks.write(
            OpinionSeed(code, "", "technical", text, categories=("language",), issue=PROOFREADING)
        )
    for opinion in _whole_draft():
        if len(desks.written[opinion.agency_code]) < ENOUGH:
            desks.write(opinion)
    for opinion in _agreements(provisions):
        desks.write(opinion)
    order = {item.eid: at for at, item in enumerate(provisions)}
    return [
        _submission(agency, sorted(written, key=lambda opinion: order.get(opinion.eid, -1)))
        for agency in ASKED
        if agency.code != SILENT
        for written in [desks.written.get(agency.code, [])]
    ]


def _whole_draft() -> list[OpinionSeed]:
    return [
        OpinionSeed(
            agency_code=table["agency"],
            eid="",
            kind=table["kind"],
            text=table["text"],
            reason=table["reason"],
            basis=table.get("basis", ""),
            categories=tuple(table["categories"]),
            issue=f"chung/{table['agency']}",
        )
        for table in read_sample("whole_draft.toml")["opinion"]
    ]


def _agreements(provisions: Sequence[ProvisionView]) -> list[OpinionSeed]:
    """Agreement with the whole and with an article early and one late in the law."""
    articles = [item for item in provisions if item.level == "article" and item.heading]
    picked = [articles[len(articles) * part // 5] for part in (1, 4)] if articles else []
    said = [
        OpinionSeed(code, item.eid, "agree", f"Nhất trí với quy định tại {citation(item.eid)}.")
        for code, item in zip(("syt", LATE), picked, strict=False)
    ]
    return [OpinionSeed("bchqs", "", "agree", "Cơ bản nhất trí với nội dung dự thảo."), *said]


def _opinion(code: str, issue: Issue, text: str, number: int) -> OpinionSeed:
    asked = issue.suggestion
    return OpinionSeed(
        agency_code=code,
        eid=asked.eid,
        kind=asked.kind,
        text=text,
        proposed_wording=asked.proposed_wording,
        reason=asked.reasons[(draw(asked.eid, "reason", 9) + number) % len(asked.reasons)],
        basis=asked.basis,
        categories=asked.categories,
        issue=issue.key,
    )


def _submission(agency: AgencySeed, written: list[OpinionSeed]) -> SubmissionSeed:
    is_late = agency.code == LATE
    if agency.code == AGREEING[1]:
        written = [OpinionSeed(agency.code, "", "agree", "Nhất trí với dự thảo.")]
    return SubmissionSeed(
        agency_code=agency.code,
        stance=(
            "agree"
            if agency.code in AGREEING
            else "outside_remit"
            if agency.code == OUTSIDE_REMIT
            else "agree_with_opinions"
        ),
        opinions=tuple(written),
        late=is_late,
        letter_number=f"{100 + draw(agency.code, 'letter', 1900)}/{agency.letter_symbol}",
        letter_day=17 if is_late else 5 + draw(agency.code, "day", 9),
    )
