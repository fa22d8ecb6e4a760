"""How each address of our own is visited: with what in its path, and with what form."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse

from cms import clock
from cms.models import Provision, VersionPage
from consultation.models import Invitation
from search.alerts import unsubscribe_token
from tests.factories.laws import provision
from tests.security import agency_work, asking, citizens, houses, letters, meetings
from tests.security.scene import Scene


@dataclass(frozen=True)
class Visit:
    door: str
    method: str
    path: str
    form: dict[str, Any]
    note: str = ""

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.method, self.door, self.note)))


def visits(scene: Scene) -> list[Visit]:
    """What is posted is valid, so that only who one is can be the reason for a refusal."""
    return [
        *of_officials(scene),
        *of_the_desk(scene),
        *of_the_public(scene),
        *of_the_search(scene),
        *of_houses(scene),
    ]


def get(door: str, *args: Any, note: str = "", **query: str) -> Visit:
    return Visit(door, "GET", reverse(door, args=args or None), query, note)


def post(door: str, *args: Any, note: str = "", **form: Any) -> Visit:
    return Visit(door, "POST", reverse(door, args=args or None), form, note)


def of_officials(scene: Scene) -> list[Visit]:
    consultation = scene.consultation
    silent = consultation.agencies[2]
    clause = clause_of(scene)
    return [
        get("my_tasks"),
        post("begin_answer", consultation.round.uid, silent.code, note="silent agency"),
        post("begin_answer", consultation.round.uid, consultation.agencies[1].code, note="writer"),
        get("margin", clause.uid),
        get("draft_margin", consultation.version.uid),
        get("count_voices", consultation.version.uid),
        get("file_margin", consultation.version.uid, scene.dossier_file.uid),
        post("write_opinion", **words(scene)),
        post("autosave_opinion", **words(scene)),
        get("kept_opinion", uuid4()),
        post("withdraw_opinion", scene.opinion.uid, note="sent"),
        post("withdraw_opinion", scene.draft_opinion.uid, note="draft"),
        post("restore_opinion", scene.withdrawn.uid),
        post("discuss_opinion", scene.opinion.uid, note="sent", **remark("lead")),
        post("discuss_opinion", scene.draft_opinion.uid, note="draft", **remark("agency")),
        get("attachment", scene.attachment.uid, note="sent"),
        get("attachment", scene.draft_attachment.uid, note="draft"),
        get("receipt", scene.sent.receipt_code),
        get("receipt", "GY-2026-000001-2222", note="guessed"),
        get("submission", scene.sent.uid, note="sent"),
        get("submission", scene.draft.uid, note="draft"),
        get("earlier_opinions", scene.draft.uid),
        post("earlier_opinions", scene.draft.uid, chosen="none"),
        get("said_before", clause_of(scene).uid),
        get("earlier_here", clause_of(scene).uid),
        post("earlier_here", clause_of(scene).uid, seat="none", chosen="none"),
        post("send_up", scene.draft.uid, stance="agree_with_opinions"),
        post("approve", scene.sent.uid, lock_version=scene.sent.lock_version, note="sent"),
        post("return_submission", scene.sent.uid, reason="Nêu rõ điều, khoản.", note="sent"),
        post("return_submission", scene.draft.uid, reason="Nêu rõ điều, khoản.", note="draft"),
        post("record_letter", scene.sent.uid, number="12/S", dated=clock.today().isoformat()),
    ]


def of_the_desk(scene: Scene) -> list[Visit]:
    round_, row = scene.consultation.round, scene.row
    edition = scene.internal_file.edition
    version = row.lock_version
    later = (clock.today() + timedelta(days=30)).isoformat()
    return [
        get("plan_round"),
        get("progress", round_.uid),
        post("open_round", round_.uid),
        post("extend_round", round_.uid, day=later, words="no_later_than", reason="Mưa lũ"),
        post("close_round", round_.uid),
        post("invite_agencies", round_.uid, kinds=["department"]),
        get("return_sent", scene.sent.uid),
        post("return_sent", scene.sent.uid, reason="Nêu rõ điều, khoản."),
        get("desk", round_.uid),
        post("gather", round_.uid),
        post("merge_rows", round_.uid, rows=[row.uid]),
        post("mark_conflict", round_.uid, rows=[row.uid]),
        get("show_row", row.uid),
        post("decide_row", row.uid, decision="taken", lock_version=version),
        get("edit_row", row.uid),
        post("edit_row", row.uid, wording="x", outgoing="x", lock_version=version),
        post("split_row", row.uid, opinions=[scene.opinion.uid]),
        post("clear_conflict", row.uid),
        get("editions", round_.uid),
        post("freeze_edition", round_.uid),
        get("edition_files", edition.uid),
        post("draw_again", edition.uid),
        get("issue_edition", edition.uid),
        get("answers", round_.uid),
        post("publish_answers", round_.uid),
        post("record_answer", row.uid, answer="accepts", text="Tiếp thu."),
    ]


def of_the_public(scene: Scene) -> list[Visit]:
    consultation = scene.consultation
    slug = consultation.version.draft.slug
    old, new = (version.uid for version in VersionPage.objects.order_by("path"))
    return [
        get("front_page"),
        get("directory"),
        get("source_file", consultation.version.uid),
        get("dossier_file", scene.dossier_file.uid),
        get("round", consultation.round.uid),
        get("find_receipt"),
        post("find_receipt", code=scene.sent.receipt_code),
        get("edition_file", scene.internal_file.uid, note="internal"),
        get("edition_file", scene.outgoing_file.uid, note="outgoing"),
        get("choose_versions", slug),
        get("comparison", slug, old, new),
        get("comparison_file", slug, old, new, "docx"),
        get("comparison_files", slug, old, new),
        post("request_comparison", slug, old, new, "docx"),
        Visit("wagtail_serve", "GET", consultation.version.url, {}, "version"),
        Visit("wagtail_serve", "GET", clause_of(scene).section.url, {}, "article"),
    ]


def of_the_search(scene: Scene) -> list[Visit]:
    saved = scene.saved_search
    kept = {"name": "Thời hạn", "frequency": "none"}
    return [
        get("search", q="thời hạn"),
        get("suggestions", q="thời hạn"),
        get("search_feed", q="thời hạn"),
        get("search_file", "csv", q="thời hạn"),
        get("saved_searches"),
        get("keep_search", q="thời hạn"),
        Visit("keep_search", "POST", f"{reverse('keep_search')}?q=han", kept),
        get("change_search", saved.uid),
        post("change_search", saved.uid, **kept),
        post("delete_search", saved.uid),
        get("unsubscribe", unsubscribe_token(saved)),
        post("unsubscribe", unsubscribe_token(saved)),
    ]


def of_houses(scene: Scene) -> list[Visit]:
    made = []
    for door, method, path, form in [
        *houses.doors(scene),
        *meetings.doors(scene),
        *letters.doors(scene),
        *asking.doors(scene),
        *citizens.doors(scene),
        # Last: it answers the questions that are put by then.
        *agency_work.doors(scene),
    ]:
        name, _space, note = door.partition(" ")
        made.append(Visit(name, method, path, form, note))
    return made


def words(scene: Scene) -> dict[str, Any]:
    """An opinion, for the agency that writes."""
    consultation = scene.consultation
    seat = Invitation.objects.get(round=consultation.round, agency=consultation.agencies[1])
    return {
        "version": consultation.version.uid,
        "provision": clause_of(scene).uid,
        "seat": seat.key,
        "token": uuid4(),
        "lock_version": 0,
        "kind": "amend",
        "text": "Đề nghị 15 ngày.",
    }


def remark(audience: str) -> dict[str, Any]:
    return {"text": "Đề nghị làm rõ.", "token": uuid4(), "audience": audience}


def clause_of(scene: Scene) -> Provision:
    return provision(scene.consultation.version, "art_3__para_2")
