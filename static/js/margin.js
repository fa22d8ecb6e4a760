/* The margin: opens at a clause, moves the red line there, and closes to where the reader was. */

const PHONE = "(max-width: 52rem)"; // where the form lies over the law, as in margin.css
const FIRST_CONTROL = "input:not([type=hidden]), select, textarea";

function moveLine(id) {
  for (const clause of document.querySelectorAll(".law [data-open]")) delete clause.dataset.open;
  const clause = id && document.getElementById(id);
  if (!clause) return;
  const place = clause.closest(".law p") ?? clause;
  place.dataset.open = "";
  if (matchMedia(PHONE).matches) place.scrollIntoView({ block: "start" });
}

export function enhance(margin) {
  const atRest = margin.hasAttribute("data-sheet") ? null : margin.innerHTML;
  let opener = null;

  function close() {
    margin.removeAttribute("data-sheet");
    document.body.classList.remove("has-sheet");
    margin.innerHTML = atRest;
    window.htmx?.process(margin);
    margin.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: margin } }));
    moveLine("");
    (opener.isConnected ? opener : document.getElementById(`door-${opener.dataset.opens}`))?.focus();
    opener = null;
  }
  document.addEventListener("click", (event) => {
    const door = event.target.closest?.("a[data-opens]");
    if (door) opener = door;
    const exit = event.target.closest?.("a[data-close]");
    if (exit && margin.contains(exit) && opener && atRest !== null) {
      event.preventDefault();
      askToLeave(close);
    }
  });
  /** Goes the way every replacement goes, so that an unsaved form may keep its place. */
  function askToLeave(leave) {
    const detail = { target: margin, elt: margin, issueRequest: leave };
    const event = new CustomEvent("htmx:confirm", { bubbles: true, cancelable: true, detail });
    if (document.body.dispatchEvent(event)) leave();
  }
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== margin || !opener) return;
    margin.setAttribute("data-sheet", "");
    document.body.classList.add("has-sheet");
    moveLine(opener.dataset.opens);
    margin.scrollTop = 0;
    const form = margin.querySelector("form[data-autosave]") ?? margin;
    form.querySelector(FIRST_CONTROL)?.focus({ preventScroll: true });
  });
  margin.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    margin.querySelector("a[data-close]")?.click();
  });
}
