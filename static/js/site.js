/* Loads, for what is on the page, the parts that make it quicker to use. Each part exports
   `enhance(element)`; the page works without any of them. */

const parts = [
  ["[data-messages]", () => import("./failures.js")],
  ["body[data-user]", () => import("./left_words.js")],
  ["[data-shared-switch]", () => import("./shared.js")],
  ["[data-errors]", () => import("./errors.js")],
  ["[data-from-fragment]", () => import("./fragment.js")],
  ["form[data-once]", () => import("./once.js")],
  ["form[data-autosave]", () => import("./autosave.js")],
  ["form.card--write[data-autosave]", () => import("./form_keys.js")],
  ["form[data-submit-on-change]", () => import("./filters.js")],
  ["textarea[data-difference-from]", () => import("./difference.js")],
  ["[data-checklist]", () => import("./checklist.js")],
  ["[data-quote]", () => import("./quote.js")],
  ["[data-counts]", () => import("./counts.js")],
  ["[data-margin]", () => import("./margin.js")],
  ["[data-margin][data-chosen]", () => import("./choosing.js")],
  ["table[data-desk]", () => import("./desk.js")],
  ["table[data-ledger]", () => import("./ledger.js")],
  ["form[data-queue]", () => import("./queue.js")],
  ["form[data-notepad]", () => import("./notepad.js")],
  ["[data-changes]", () => import("./changes.js")],
  ["dialog[data-keys]", () => import("./keys.js")],
  ["details[data-menu]", () => import("./menu.js")],
  ["[data-print], [data-copy]", () => import("./press.js")],
  ["[data-poll]", () => import("./poll.js")],
  ["[data-suggest]", () => import("./suggest.js")],
];
const enhanced = new Map(parts.map(([selector]) => [selector, new WeakSet()]));

function enhance(root) {
  for (const [selector, load] of parts) {
    const known = enhanced.get(selector);
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    const fresh = found.filter((element) => !known.has(element));
    if (!fresh.length) continue;
    fresh.forEach((element) => known.add(element));
    load().then((part) => fresh.forEach(part.enhance));
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));

// On a phone the menu is a line that scrolls: where one is should be in sight.
const here = document.querySelector(".bar__nav [aria-current]");
if (here) here.closest("nav").scrollLeft = here.offsetLeft - 48;
