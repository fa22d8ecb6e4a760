"""An officer writes an opinion in a browser, and nothing she wrote is lost."""

import unicodedata

import pytest

from tests.look.conftest import json_answer

pytestmark = pytest.mark.browser

FORM = """
<p hidden id="law">Thời hạn trả lời không quá 10 ngày.</p>
<p><span data-quotable id="clause">Thời hạn trả lời không quá <b>10 ngày</b>.</span></p>
<form method="post" action="/gui/" data-autosave="/luu/" data-once>
  <input type="hidden" name="csrfmiddlewaretoken" value="old">
  <input type="hidden" name="lock_version" value="3">
  <label>Vì sao <textarea name="text"></textarea></label>
  <label>Câu chữ <textarea name="wording" data-difference-from="law" data-difference-to="seen">
</textarea></label>
  <div id="seen" hidden></div>
  <div data-quote data-quote-of="clause"><p data-quote-box hidden><span data-quote-shown></span>
    <button type="button" data-quote-clear hidden>Bỏ</button></p><p data-quote-hint hidden>Chọn</p>
    <input type="hidden" name="quote_exact"><input type="hidden" name="quote_prefix">
    <input type="hidden" name="quote_suffix"><input type="hidden" name="quote_start">
    <input type="hidden" name="quote_end"></div>
  <ul data-checklist><li data-checks="wording">Có câu chữ</li><li data-checks="text">Có lý do</li>
  </ul>
  <button>Gửi</button>
  <span data-autosave-state data-saving="Đang lưu…" data-saved="Đã lưu" data-offline="Mất mạng"
   data-failed="Chưa lưu" data-conflict="Đã sửa ở nơi khác" data-conflict-link="Xem"
   data-signed-out="Đã hết phiên" data-sign-in-again="Đăng nhập lại"></span>
</form>"""


def state(page):
    return page.locator("[data-autosave-state]")


def write(page, words):
    page.get_by_label("Vì sao").fill(words)
    page.get_by_label("Vì sao").blur()


def test_a_draft_is_saved_and_the_next_saving_knows_the_lock_version(window):
    window.answers["/luu/"] = json_answer(saved_at="10:32", lock_version=4)
    page = window.show(FORM)

    write(page, "Thời hạn quá ngắn.")
    state(page).get_by_text("Đã lưu 10:32").wait_for()
    write(page, "Thời hạn quá ngắn đối với xã biên giới.")
    page.wait_for_function("document.querySelector('[name=text]').form.isConnected")
    page.wait_for_timeout(300)

    assert [fields["lock_version"] for _, fields in window.posts] == ["3", "4"]
    assert window.posts[1][1]["text"] == "Thời hạn quá ngắn đối với xã biên giới."


def test_a_form_nobody_wrote_in_is_never_posted(window):
    page = window.show(FORM)

    page.get_by_label("Vì sao").focus()
    page.get_by_label("Vì sao").blur()
    page.wait_for_timeout(300)

    assert window.posts == []


def test_a_draft_changed_elsewhere_is_not_overwritten(window):
    window.answers["/luu/"] = json_answer(409, message="Hà đã sửa lúc 10:31.", url="/so-sanh/")
    page = window.show(FORM)

    write(page, "Một câu.")
    state(page).get_by_role("link", name="Xem").wait_for()
    write(page, "Một câu khác.")
    page.wait_for_timeout(300)

    assert state(page).inner_text() == "Hà đã sửa lúc 10:31. Xem"
    assert len(window.posts) == 1
    assert page.get_by_label("Vì sao").input_value() == "Một câu khác."


def test_a_draft_stays_on_the_page_until_its_writer_has_signed_in_again(window):
    window.answers["/luu/"] = json_answer(401)
    page = window.show(FORM)

    write(page, "Một câu.")
    link = state(page).get_by_role("link", name="Đăng nhập lại")
    link.wait_for()
    window.answers["/luu/"] = json_answer(saved_at="10:40", lock_version=4)
    page.evaluate("dispatchEvent(new Event('focus'))")
    state(page).get_by_text("Đã lưu 10:40").wait_for()

    assert window.posts[-1][1]["text"] == "Một câu."


def test_a_token_made_void_by_signing_in_again_is_replaced(window):
    def only_the_new_token(window):
        is_new = window.posts[-1][1]["csrfmiddlewaretoken"] == "new"
        return json_answer(200 if is_new else 403, saved_at="10:32", lock_version=4)(window)

    window.answers["/luu/"] = only_the_new_token
    page = window.show(FORM)
    window.body = FORM.replace('value="old"', 'value="new"')

    write(page, "Một câu.")
    state(page).get_by_text("Đã lưu 10:32").wait_for()

    assert page.locator("[name=csrfmiddlewaretoken]").input_value() == "new"


def test_a_lost_connection_is_said_and_made_good(window):
    page = window.show(FORM)
    page.context.set_offline(True)
    page.route("**/luu/", lambda route: route.abort())

    write(page, "Một câu.")
    state(page).get_by_text("Mất mạng").wait_for()
    page.unroute("**/luu/")
    window.answers["/luu/"] = json_answer(saved_at="10:45", lock_version=4)
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")

    state(page).get_by_text("Đã lưu 10:45").wait_for()


def test_the_change_of_wording_is_shown_while_it_is_typed(window):
    window.answers["/luu/"] = json_answer(saved_at="10:32", lock_version=4)
    page = window.show(FORM)

    page.get_by_label("Câu chữ").fill("Thời hạn trả lời không quá 15 ngày làm việc.")
    page.locator("#seen ins").wait_for()

    assert page.locator("#seen").inner_html() == (
        "Thời hạn trả lời không quá<del> 10 ngày</del><ins> 15 ngày làm việc</ins>."
    )
    assert page.locator("li.yes").all_inner_texts() == ["Có câu chữ"]


def test_words_chosen_in_the_law_become_the_quote(window):
    window.answers["/luu/"] = json_answer(saved_at="10:32", lock_version=4)
    page = window.show(FORM)

    page.evaluate(
        """() => {
          const clause = document.getElementById("clause");
          const range = document.createRange();
          range.setStart(clause.firstChild, 18);
          range.setEnd(clause.querySelector("b").firstChild, 4);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.locator("[data-quote-box]").wait_for()

    names = ("exact", "prefix", "suffix", "start", "end")
    assert [page.locator(f"[name=quote_{name}]").input_value() for name in names] == [
        "không quá 10 ngày",
        "Thời hạn trả lời ",
        ".",
        "17",
        "34",
    ]


def test_a_form_pressed_twice_is_sent_once(window):
    window.answers["/luu/"] = json_answer(saved_at="10:32", lock_version=4)
    page = window.show(FORM)
    page.evaluate(
        """() => {
          window.sent = 0;
          document.addEventListener("submit", (event) => {
            window.sent += 1;
            event.preventDefault();
          });
          document.querySelector("form").setAttribute("hx-post", "");
        }"""
    )

    page.get_by_role("button", name="Gửi").dblclick()

    assert page.evaluate("window.sent") == 1


LAW = "Thời hạn trả lời không quá 10 ngày."
PASTED = {
    "decomposed letters": (unicodedata.normalize("NFD", LAW), ""),
    "fixed spaces and tabs": (LAW.replace(" ", "\u00a0", 3).replace(" 10", "\t10"), ""),
    "marks nobody sees": ("\ufeff" + LAW.replace("trả", "t\u200brả\u00ad"), ""),
    "a bullet of Word": ("\u2022\t" + LAW, "<del>Thời</del><ins>• Thời</ins> hạn trả lời"),
    "points on lines of their own": (
        LAW + "\x0ba) Một;\r\nb) Hai.",
        f"{LAW}<ins>\na) Một;\nb) Hai.</ins>",
    ),
}


@pytest.mark.parametrize("case", PASTED)
def test_what_comes_from_word_differs_only_where_its_words_do(window, case):
    window.answers["/luu/"] = json_answer(saved_at="10:32", lock_version=4)
    page = window.show(FORM)
    text, changed = PASTED[case]

    page.get_by_label("Câu chữ").evaluate(
        """(area, text) => {
          area.focus();
          area.select();
          document.execCommand("insertText", false, text);
        }""",
        text,
    )
    page.wait_for_timeout(300)

    seen = page.locator("#seen")
    assert seen.is_hidden() if not changed else seen.inner_html().startswith(changed)


def test_an_article_of_twenty_thousand_letters_is_compared_while_one_types(window):
    """Every tenth word is another one: the slowest case that still is compared word by word."""
    window.answers["/luu/"] = json_answer(saved_at="10:32", lock_version=4)
    words = [f"từ{n}" for n in range(2900)]
    law = " ".join(words)
    page = window.show(FORM.replace("Thời hạn trả lời không quá 10 ngày.</p>\n", law + "</p>\n", 1))
    changed = " ".join("khác" if n % 10 == 5 else word for n, word in enumerate(words))

    page.get_by_label("Câu chữ").fill(changed)
    page.locator("#seen ins").first.wait_for()
    took = page.evaluate(
        """async ([law, changed]) => {
          const { difference } = await import("/static/js/difference.js");
          const start = performance.now();
          difference(law, changed);
          return performance.now() - start;
        }""",
        [law, changed],
    )

    assert page.locator("#seen ins").count() == 290
    assert took < 2_000


def test_words_are_on_their_way_within_two_seconds_of_the_last_key(window):
    window.answers["/luu/"] = json_answer(saved_at="10:32", lock_version=4)
    page = window.show(FORM)
    page.evaluate(
        """() => {
          const send = window.fetch;
          document.addEventListener("input", () => (window.last = performance.now()));
          window.fetch = (...asked) => {
            window.waited = performance.now() - window.last;
            return send(...asked);
          };
        }"""
    )

    page.get_by_label("Vì sao").press_sequentially("Thời hạn quá ngắn.", delay=20)
    page.wait_for_function("window.waited")

    assert page.evaluate("window.waited") <= 2_000
    assert window.posts[-1][1]["text"] == "Thời hạn quá ngắn."
