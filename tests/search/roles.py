"""Everything that can be found, in every state, each with a word of its own; and everybody."""

from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.importing.dossier import add_dossier_file
from cms.models import SectionPage, StandardPage, User, VersionPage
from consultation.approving import return_submission
from consultation.commenting import withdraw_opinion
from consultation.inviting import invite_agencies, open_round, plan_round
from consultation.models import Opinion, Round, RoundState, Row
from consultation.rules import Role
from consultation.signals import opinions_recorded, round_recorded, rows_recorded
from consultation.synthesis import gather_opinions
from tests.factories import (
    SMALL_LAW,
    AgencyFactory,
    Consultation,
    UserFactory,
    approved_opinion,
    approved_submission,
    head_of,
    member_of,
    officer_of,
    open_consultation,
    publish_law,
    written_opinion,
)
from tests.factories.laws import provision

PEOPLE = (
    "visitor",
    "stranger",
    "own officer",
    "own head",
    "own clerk",
    "other officer",
    "other head",
    "lead's officer",
    "lead's clerk",
    "compiler",
    "lead's head",
    "administrator",
)
# Who finds it: `x` finds, `.` does not, in the order of PEOPLE.
# fmt: off
#                                 visitor
#                                 |stranger
#                                 ||own officer
#                                 |||own head
#                                 ||||own clerk
#                                 |||||other officer
#                                 ||||||other head
#                                 |||||||lead's officer
#                                 ||||||||lead's clerk
#                                 |||||||||compiler
#                                 ||||||||||lead's head
#                                 |||||||||||administrator
FINDS = {
    "public draft":              "xxxxxxxxxxxx",
    "public provision":          "xxxxxxxxxxxx",
    "internal draft":            "..xxxxxxxxx.",
    "internal provision":        "..xxxxxxxxx.",
    "planned draft":             ".......xxxx.",
    "unpublished provision":     "............",
    "public file":               "xxxxxxxxxxxx",
    "internal file":             "..xxxxxxxxx.",
    "page":                      "xxxxxxxxxxxx",
    "unpublished page":          "............",
    "draft opinion":             "..xxx.......",
    "internal draft opinion":    "..xxx.......",
    "sent opinion":              "..xxx....xx.",
    "internal sent opinion":     "..xxx....xx.",
    "public opinion":            "xxxxxxxxxxxx",
    "internal public opinion":   "..xxx....xx.",
    "agency's opinion":          "..xxx.......",
    "returned opinion":          "..xxx.......",
    "withdrawn opinion":         "............",
    "row at the desk":           ".........xx.",
    "row of an issued round":    "..xxx....xx.",
    "row of an answered round":  "xxxxxxxxxxxx",
    "internal answered row":     "..xxx....xx.",
}
# fmt: on


def word_of(thing: str) -> str:
    """One word for each thing, that stands nowhere else."""
    return f"kqacx{'abcdefghijklmnopqrstuvwxyz'[list(FINDS).index(thing)]}"


@dataclass
class World:
    """`things` is of which kind each is, and its number."""

    people: dict[str, User | AnonymousUser]
    things: dict[str, tuple[str, int]] = field(default_factory=dict)

    def finders_of(self, thing: str) -> set[str]:
        return {who for who, sign in zip(PEOPLE, FINDS[thing], strict=True) if sign == "x"}


def build_world() -> World:
    first = open_consultation(agencies=2, version=law("public draft", "public provision"))
    world = World(everybody(first))
    note_law(world, first, "public draft", "public provision")
    attach(world, first, "public file")
    unpublish_provision(world, first)
    inner = twin(first, "internal draft", "internal provision", is_public=False)
    note_law(world, inner, "internal draft", "internal provision")
    attach(world, inner, "internal file")
    say(world, first, "sent opinion", "public opinion", "agency's opinion")
    say(world, inner, "internal sent opinion", "internal public opinion")
    say(world, twin(first), "draft opinion", "withdrawn opinion", sent=False)
    say(world, twin(first, is_public=False), "internal draft opinion", sent=False)
    give_back(world, twin(first))
    gather(world, first, "row at the desk")
    for thing, is_public, state in (
        ("row of an issued round", True, RoundState.ISSUED),
        ("row of an answered round", True, RoundState.ANSWERED),
        ("internal answered row", False, RoundState.ANSWERED),
    ):
        held = twin(first, is_public=is_public)
        approved_opinion(held)
        gather(world, held, thing, state)
    plan_only(world, first)
    write_pages(world)
    return world


def everybody(consultation: Consultation) -> dict[str, User | AnonymousUser]:
    own, lead = consultation.agencies[0], consultation.lead
    return {
        "visitor": AnonymousUser(),
        "stranger": officer_of(AgencyFactory()),
        "own officer": consultation.officer(0),
        "own head": consultation.head(0),
        "own clerk": member_of(own, Role.CLERK),
        "other officer": consultation.officer(1),
        "other head": consultation.head(1),
        "lead's officer": officer_of(lead),
        "lead's clerk": member_of(lead, Role.CLERK),
        "compiler": consultation.compiler,
        "lead's head": head_of(lead),
        "administrator": UserFactory(is_superuser=True, is_staff=True),
    }


def law(draft: str = "", clause: str = "") -> VersionPage:
    """Published; the words of the two things stand in its title and in Điều 3."""
    title = f"Nghị định {word_of(draft) if draft else ''} về lấy ý kiến".replace("  ", " ")
    text = SMALL_LAW.replace("trả lời bằng văn bản", f"trả lời {word_of(clause) if clause else ''}")
    return publish_law(text, title=title)


def twin(
    first: Consultation, draft: str = "", clause: str = "", *, is_public: bool = True
) -> Consultation:
    """Another round of the same people on another law."""
    by = first.compiler
    round_ = plan_round(
        law(draft, clause),
        by=by,
        name="Lấy ý kiến",
        lead=first.lead,
        is_public=is_public,
        deadline=first.round.deadline,
    )
    invite_agencies(round_, by=by, agencies=first.agencies)
    open_round(round_, by=by)
    return replace(first, round=round_, version=round_.version)


def note_law(world: World, consultation: Consultation, draft: str, clause: str) -> None:
    world.things[draft] = ("draft", consultation.round.draft_id)
    world.things[clause] = ("provision", provision(consultation.version, "art_3__para_1").pk)


def attach(world: World, consultation: Consultation, thing: str) -> None:
    draft = consultation.version.draft
    upload = SimpleUploadedFile("to-trinh.txt", f"Tờ trình {word_of(thing)}.".encode())
    values = {"upload": upload, "title": "Tờ trình", "kind": "submission_report"}
    world.things[thing] = ("file", add_dossier_file(draft, by=draft.owner, **values).pk)


def unpublish_provision(world: World, consultation: Consultation) -> None:
    section = SectionPage.objects.get(version=consultation.version, eid="art_4")
    section.body = [("law", f"Hiệu lực {word_of('unpublished provision')}.")]
    section.save_revision().publish()
    section.refresh_from_db()
    section.unpublish()
    there = provision(consultation.version, "art_4").pk
    world.things["unpublished provision"] = ("provision", there)


def say(world: World, consultation: Consultation, *things: str, sent: bool = True) -> None:
    said = {}
    for thing in things:
        said[thing] = written_opinion(consultation, text=f"Đề nghị {word_of(thing)}.", reason="")
        world.things[thing] = ("opinion", said[thing].pk)
    if sent:
        approved_submission(consultation)
    for thing, opinion in said.items():
        if "withdrawn" in thing:
            withdraw_opinion(opinion, by=consultation.officer())
        visibility = {"public": "public", "agency's": "agency"}
        for word, value in visibility.items():
            if word in thing:
                Opinion.objects.filter(pk=opinion.pk).update(visibility=value)
    opinions_recorded.send(Opinion, opinions=list(said.values()), by=None)


def give_back(world: World, consultation: Consultation) -> None:
    opinion = written_opinion(consultation, text=f"Đề nghị {word_of('returned opinion')}.")
    sent = approved_submission(consultation)
    return_submission(sent, by=consultation.compiler, reason="Nêu rõ điều, khoản.")
    world.things["returned opinion"] = ("opinion", opinion.pk)


def gather(world: World, consultation: Consultation, thing: str, state: str = "") -> None:
    gather_opinions(consultation.round, by=consultation.compiler)
    row = Row.objects.filter(round=consultation.round).order_by("pk").first()
    Row.objects.filter(pk=row.pk).update(wording=f"Sửa thành {word_of(thing)}.")
    rows_recorded.send(Row, rows=[row], by=None)
    if state:
        Round.objects.filter(pk=consultation.round.pk).update(state=state)
        consultation.round.refresh_from_db()
        round_recorded.send(Round, round=consultation.round, by=None)
    world.things[thing] = ("row", row.pk)


def plan_only(world: World, first: Consultation) -> None:
    version = law("planned draft")
    values = {"lead": first.lead, "is_public": False, "deadline": first.round.deadline}
    plan_round(version, by=first.compiler, name="Sắp lấy ý kiến", **values)
    world.things["planned draft"] = ("draft", version.draft.pk)


def write_pages(world: World) -> None:
    home = StandardPage.objects.get(depth=2)
    for thing in ("page", "unpublished page"):
        text = f"<p>Trang {word_of(thing)}</p>"
        page = StandardPage(title=f"Trang {len(thing)}", body=[("text", text)])
        home.add_child(instance=page)
        page.save_revision().publish()
        if thing != "page":
            page.refresh_from_db()
            page.unpublish()
        world.things[thing] = ("page", page.pk)
