"""The table of all screens: where each stands, who looks at it, in which scene."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page

from tests.factories.laws import provision
from tests.journeys import at_asking, at_letters, at_meetings, at_the_agency, at_the_door, citizens
from tests.journeys.kept_searches import of_saved, way_out
from tests.journeys.scenes import Scene
from tests.journeys.screen import Address, Screen, of_round


def of_answer(route: str, key: str) -> Address:
    return lambda scene: reverse(route, args=[scene.answers[key].uid])


def of_versions(query: str = "") -> Address:
    def address(scene: Scene) -> str:
        old, new = (scene.rounds[key].version for key in ("earlier", "open"))
        return reverse("comparison", args=[new.draft.slug, old.uid, new.uid]) + query

    return address


def of_draft(route: str, key: str = "open") -> Address:
    return lambda scene: reverse(route, args=[scene.rounds[key].draft.slug])


def of_clause(route: str, key: str = "open", eid: str = "art_3") -> Address:
    return lambda scene: reverse(route, args=[provision(scene.rounds[key].version, eid).uid])


def in_law(path: str) -> Address:
    return lambda scene: scene.law + path


def receipt(scene: Scene) -> str:
    return reverse("receipt", args=[scene.answers["approved"].receipt_code])


def press(button: str) -> Callable[[Page, Scene], None]:
    def act(page: Page, scene: Scene) -> None:
        page.get_by_role("main").get_by_role("button", name=button).first.click()
        page.wait_for_load_state()

    return act


def open_first_door(page: Page, scene: Scene) -> None:
    page.locator("a[data-opens]").first.click()
    page.locator("form[data-autosave]").wait_for()


def open_a_cell(page: Page, scene: Scene) -> None:
    page.locator("a[data-edit]").first.click()
    page.locator("textarea[data-wording]").wait_for()


def save_over_a_newer_text(page: Page, scene: Scene) -> None:
    """As from a tab that was left open: the page with both texts comes."""
    page.locator("form[data-autosave]").evaluate(
        """form => {
          form.elements.text.value = "Một bản khác.";
          form.elements.lock_version.value = "99";
          HTMLFormElement.prototype.submit.call(form);
        }"""
    )
    page.locator("#stored").wait_for()


def read_a_file(page: Page, scene: Scene) -> None:
    law = "\n".join(["NGHỊ ĐỊNH", "Về việc thử", "Điều 1. Phạm vi", "Quy định việc thử."])
    file = {"name": "thu.txt", "mimeType": "text/plain", "buffer": law.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button").last.click()
    page.wait_for_url("**/nhap-du-thao/*-*/")


OPEN = "?tai=art_2__para_1"

PUBLIC = [
    Screen("front_page", "visitor"),
    Screen("front_page", "visitor", scene="begun"),
    Screen("front_page", "visitor", scene="bare"),
    Screen("directory", "visitor"),
    Screen("directory", "visitor", scene="bare"),
    Screen("directory", "visitor", lambda scene: "/du-thao/?standing=answered&year=1999", "no hit"),
    Screen("StandardPage", "visitor", lambda scene: "/tro-nang/"),
    Screen("DraftPage", "visitor", lambda scene: scene.rounds["open"].draft.url),
    Screen("VersionPage", "visitor", in_law("")),
    Screen("VersionPage", "visitor", in_law("toan-van/"), "whole"),
    Screen("SectionPage", "visitor", in_law("chuong-1/"), "chapter"),
    Screen("SectionPage", "visitor", in_law("dieu-2/"), "article"),
    Screen("SectionPage", "visitor", in_law("dieu-7/?tai=art_7__para_2#margin"), "outcome"),
    Screen("round", "visitor", of_round("round", "answered"), "answered"),
    Screen("round", "visitor", of_round("round", "open"), "open"),
    Screen("round", "visitor", of_round("round", "open"), scene="begun"),
    Screen("find_receipt", "visitor"),
    Screen("find_receipt", "visitor", what="wrong", then=press("Xem")),
    Screen("receipt", "visitor", receipt),
    Screen("search", "visitor"),
    Screen("search", "visitor", lambda scene: "/tim-kiem/?q=y+kien", "found"),
    Screen("search", "visitor", lambda scene: "/tim-kiem/?q=xyzzy", "no hit"),
    Screen("search", "visitor", lambda scene: "/tim-kiem/?q=khoan+2+dieu+4", "cited"),
    Screen(
        "search",
        "visitor",
        lambda scene: "/tim-kiem/?q=y+kien&kind=provision&kind=page&since=01/01/2026",
        "narrowed",
    ),
    Screen("unsubscribe", "visitor", way_out),
    Screen("choose_versions", "visitor", of_draft("choose_versions"), scene="begun"),
    Screen("comparison", "visitor", of_versions(), scene="second"),
    Screen("comparison", "visitor", of_versions("?cach=song-song&hien=tat-ca"), "two", "second"),
    Screen("DraftPage", "visitor", lambda scene: scene.rounds["open"].draft.url, scene="second"),
    Screen("404", "visitor", lambda scene: "/khong-co/", status=404),
]

OFFICIALS = [
    Screen("saved_searches", "officer"),
    Screen("saved_searches", "officer", of_saved("saved_searches"), "one"),
    Screen("keep_search", "officer", lambda scene: "/tim-kiem/luu/?q=y+kien"),
    Screen("change_search", "officer", of_saved("change_search")),
    Screen("my_tasks", "officer"),
    Screen("my_tasks", "officer", scene="begun"),
    Screen("my_tasks", "officer", scene="bare"),
    Screen("my_tasks", "head"),
    Screen("my_tasks", "compiler"),
    Screen("VersionPage", "officer", in_law("")),
    Screen("VersionPage", "officer", in_law("?tai=du-thao#margin"), "form"),
    Screen("VersionPage", "officer", in_law(""), scene="begun"),
    Screen("SectionPage", "officer", in_law("dieu-3/"), "form", then=open_first_door),
    Screen("SectionPage", "officer", in_law(f"dieu-2/{OPEN}"), "own opinions"),
    Screen(
        "SectionPage",
        "officer",
        lambda scene: f"{scene.law}dieu-2/{OPEN}&sua={scene.opinion.uid}",
        "edited",
    ),
    Screen(
        "write_opinion",
        "officer",
        lambda scene: f"{scene.law}dieu-2/{OPEN}&sua={scene.opinion.uid}",
        "both texts",
        then=save_over_a_newer_text,
    ),
    Screen("submission", "officer", of_answer("submission", "writing"), "writing"),
    Screen("submission", "head", of_answer("submission", "sent up"), "sent up"),
    Screen("submission", "compiler", of_answer("submission", "approved"), "approved"),
    Screen("receipt", "compiler", receipt),
    Screen("my_tasks", "giver"),
    Screen("share_work", "giver", of_answer("share_work", "writing")),
    Screen("write_note", "officer", of_answer("write_note", "writing")),
    Screen("share_work", "officer", of_answer("share_work", "writing"), "read only"),
    Screen(
        "return_opinion",
        "compiler",
        lambda scene: reverse("return_opinion", args=[scene.sent_opinion.uid]),
    ),
    Screen("earlier_here", "officer", of_clause("earlier_here"), scene="second"),
    Screen("said_before", "officer", of_clause("said_before", eid="art_3__para_2"), scene="second"),
    Screen("earlier_opinions", "officer", of_answer("earlier_opinions", "writing"), scene="second"),
    Screen("403", "officer", of_round("desk", "open"), status=403),
]

COMPILERS = [
    Screen("plan_round", "compiler"),
    Screen("plan_round", "compiler", what="wrong", then=press("Lưu kế hoạch")),
    Screen("progress", "compiler", of_round("progress", "open")),
    Screen("progress", "compiler", of_round("progress", "open", "?state=late"), "none late"),
    Screen("progress", "compiler", of_round("progress", "planned"), scene="begun"),
    Screen("return_sent", "compiler", of_answer("return_sent", "approved")),
    Screen("desk", "compiler", of_round("desk", "compiled")),
    Screen("desk", "compiler", of_round("desk", "compiled"), "cell", then=open_a_cell),
    Screen("desk", "compiler", of_round("desk", "compiled", "?kind=delete&agency="), "filtered"),
    Screen("desk", "compiler", of_round("desk", "open"), "not gathered"),
    Screen("desk", "compiler", of_round("desk", "open"), scene="begun"),
    Screen("show_row", "compiler", lambda scene: reverse("show_row", args=[scene.row.uid])),
    Screen("editions", "compiler", of_round("editions", "compiled")),
    Screen("editions", "compiler", of_round("editions", "answered"), "issued"),
    Screen("editions", "compiler", of_round("editions", "open"), scene="begun"),
    Screen(
        "issue_edition",
        "compiler",
        lambda scene: reverse("issue_edition", args=[scene.edition.uid]),
    ),
    Screen("answers", "compiler", of_round("answers", "answered")),
    Screen("answers", "compiler", of_round("answers", "answered", "?open=1"), "none open"),
    Screen("answers", "compiler", of_round("answers", "open"), scene="begun"),
    Screen("upload_draft", "editor"),
    Screen(
        "review_draft_import", "editor", lambda scene: reverse("upload_draft"), then=read_a_file
    ),
]

DOOR = [
    Screen("account_login", "visitor"),
    Screen("account_login", "visitor", what="wrong", then=at_the_door.give_a_wrong_password),
    Screen(
        "403_csrf", "visitor", lambda scene: reverse("account_login"), then=at_the_door.lose_cookies
    ),
    Screen("account_logout", "officer"),
    Screen("account_inactive", "visitor"),
    Screen("account_signup", "visitor"),
    Screen("account_email", "officer", first=at_the_door.just_now),
    Screen("account_email_verification_sent", "visitor"),
    Screen(
        "account_confirm_email",
        "visitor",
        lambda scene: reverse("account_confirm_email", args=["x"]),
    ),
    Screen("account_change_password", "officer", first=at_the_door.just_now),
    Screen("account_set_password", "officer", first=at_the_door.without_password),
    Screen("account_reauthenticate", "officer"),
    Screen("account_reset_password", "visitor"),
    Screen("account_reset_password_done", "visitor"),
    Screen("account_reset_password_from_key", "visitor", at_the_door.reset_address),
    Screen(
        "account_reset_password_from_key",
        "visitor",
        lambda scene: reverse("account_reset_password_from_key", args=["0", "set-password"]),
        "too old",
    ),
    Screen("account_reset_password_from_key_done", "visitor"),
    Screen("mfa_index", "officer", first=at_the_door.just_now),
    Screen("mfa_index", "officer", what="on", first=at_the_door.with_second_factor),
    Screen("mfa_activate_totp", "officer", first=at_the_door.just_now),
    Screen("mfa_deactivate_totp", "officer", first=at_the_door.with_second_factor),
    Screen("mfa_view_recovery_codes", "officer", first=at_the_door.with_second_factor),
    Screen("mfa_generate_recovery_codes", "officer", first=at_the_door.with_second_factor),
    Screen("mfa_reauthenticate", "officer", first=at_the_door.with_second_factor_hours_ago),
    Screen(
        "mfa_authenticate",
        "visitor",
        lambda scene: reverse("account_login"),
        then=at_the_door.sign_in_with_second_factor,
    ),
    Screen("socialaccount_connections", "officer", first=at_the_door.just_now),
    Screen("socialaccount_login_cancelled", "visitor"),
    Screen("socialaccount_login_error", "visitor", status=401),
]

SCREENS = [
    *PUBLIC,
    *OFFICIALS,
    *COMPILERS,
    *DOOR,
    *at_letters.SCREENS,
    *at_meetings.SCREENS,
    *at_asking.SCREENS,
    *at_the_agency.SCREENS,
    *citizens.SCREENS,
]

# Not screens: what they answer is part of another, a file, or a way to somewhere else.
ELSEWHERE = {
    **at_letters.ELSEWHERE,
    **citizens.ELSEWHERE,
    **at_the_agency.ELSEWHERE,
    "calendar": "a file",
    "request_letter": "a file",
    "margin": "a part of a law's page; by itself it leads there",
    "minutes": "a file",
    "signed_minutes": "a file",
    "draft_margin": "a part of a version's page; by itself it leads there",
    "file_margin": "a part of a version's page; by itself it leads there",
    "count_voices": "a part of the whole text",
    "kept_opinion": "the page of write_opinion after a conflict",
    "edit_row": "the page of show_row, or a cell of the desk",
    "edition_files": "a part of the page of editions",
    "edition_file": "a file",
    "comparison_file": "a file",
    "comparison_files": "a part of the page of a comparison",
    "dossier_file": "a file",
    "attachment": "a file",
    "DraftIndexPage": "a preview only: the directory stands at its address",
    "source_file": "a file",
    "search_file": "a file",
    "search_feed": "a feed",
    "suggestions": "words for a field",
    "mfa_download_recovery_codes": "a file",
    "approve": "leads to the answer",
    "resend_opinion": "leads to the answer",
    "answer_letter": "a file",
    "signed_letter": "a file",
    "receipt_pdf": "a file",
    "set_language": "leads back",
    "account_confirm_login_code": "codes by mail are off",
    "socialaccount_signup": "nobody signs up alone",
}
