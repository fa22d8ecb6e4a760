/* The keys n and p go from change to change, by the links that lead there anyway. */

import { isOn, isWriting } from "./keys.js";

export function enhance(section) {
  const changes = [...section.querySelectorAll("[data-change]")];

  function step(rel) {
    const focused = document.activeElement.closest?.("[data-change]");
    const passed = changes.filter((change) => change.getBoundingClientRect().top < 80);
    const at = focused ?? passed.at(-1) ?? null;
    if (!at && rel === "next") return go(changes[0]);
    const link = (at ?? changes[0])?.querySelector(`a[rel=${rel}]`);
    if (!link) return;
    const target = link.getAttribute("href").startsWith("#") && document.querySelector(link.hash);
    if (target) go(target);
    else link.click();
  }
  function go(change) {
    change?.scrollIntoView({ block: "start" });
    change?.focus({ preventScroll: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!isOn() || isWriting(event.target) || document.querySelector("dialog[open]")) return;
    const rel = { n: "next", p: "prev" }[event.key];
    if (!rel) return;
    event.preventDefault();
    step(rel);
  });
}
