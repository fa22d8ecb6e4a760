/* Words chosen in the law before any form is open: a link offers to comment on just them. */

import { chosenWords } from "./chosen_words.js";

const PAUSE = 250;
let pending = null;

/** The quote that waits for the form of the provision whose text has this id. */
export function takePending(of) {
  if (!pending || pending.of !== of) return null;
  const { quote } = pending;
  pending = null;
  return quote;
}

const formAt = (id) => document.querySelector(`[data-quote-of="${CSS.escape(id)}"]`);

export function enhance(margin) {
  const law = document.querySelector(".law");
  if (!law) return;
  const place = document.createElement("div");
  place.className = "choosing";
  place.setAttribute("role", "status");
  document.body.append(place);
  let waiting = 0;

  function look() {
    const chosen = chosenWords();
    const door = chosen?.root.closest("p")?.querySelector("a[data-opens][hx-get]");
    if (!door || formAt(chosen.root.id)) return place.replaceChildren();
    if (place.firstChild?.chosen?.quote.exact === chosen.quote.exact) return;
    place.replaceChildren(linkFor(chosen, door));
    window.htmx?.process(place);
  }
  function linkFor(chosen, door) {
    const link = document.createElement("a");
    const { opens } = door.dataset;
    link.className = "button";
    link.textContent = margin.dataset.chosen;
    link.chosen = chosen;
    link.dataset.opens = opens;
    link.href = `?tai=${opens}&moi=1#${opens}`;
    link.setAttribute("hx-get", `${door.getAttribute("hx-get")}?moi=1`);
    link.setAttribute("hx-target", "#margin");
    // Pressing would empty the selection before the press is counted.
    link.addEventListener("pointerdown", (event) => event.preventDefault());
    link.addEventListener("click", () => {
      pending = { of: chosen.root.id, quote: chosen.quote };
      setTimeout(() => place.replaceChildren());
    });
    return link;
  }
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
}
