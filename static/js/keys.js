/* Single keys for readers who want them; off in a browser where somebody turned them off. */

const PLACES = {
  j: "a[data-next]",
  k: "a[data-previous]",
  c: "a[data-comment]",
  a: "form[data-agree] button",
  q: ".choosing a, [data-quote-walk]:not([hidden])",
};

export function isOn() {
  try {
    return localStorage.getItem("keys") !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem("keys", on ? "on" : "off");
  } catch {
    /* Nothing can be kept here: the switch holds until the page is left. */
  }
}

/* That of the page before that of its head. */
const fieldToSearch = () =>
  document.querySelector("main [data-search]") ?? document.querySelector("[data-search]");

export const isWriting = (element) =>
  element.isContentEditable ||
  (element.matches("input, textarea, select") && !element.matches("[type=checkbox], [type=radio]"));

export function enhance(dialog) {
  const control = dialog.querySelector("[data-keys-switch]");
  control.checked = isOn();
  control.addEventListener("change", () => remember(control.checked));
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!control.checked || document.querySelector("dialog[open]")) return;
    if (isWriting(event.target)) return;
    if (event.key === "?") dialog.showModal();
    else if (event.key === "/") fieldToSearch()?.focus();
    else if (PLACES[event.key]) document.querySelector(PLACES[event.key])?.click();
    else return;
    event.preventDefault();
  });
}
