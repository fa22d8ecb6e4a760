/* Words chosen in the law become the quote of the opinion, by mouse, finger or keys. */

import { chosenWords, markInLaw } from "./chosen_words.js";
import { takePending } from "./choosing.js";
import { walkWords } from "./word_walk.js";

export function enhance(part) {
  const inputs = Object.fromEntries(
    ["exact", "prefix", "suffix", "start", "end"].map((name) => [
      name,
      part.querySelector(`[name=quote_${name}]`),
    ]),
  );
  const box = part.querySelector("[data-quote-box]");
  const hint = part.querySelector("[data-quote-hint]");
  let waiting = 0;

  function show(quote) {
    for (const [name, input] of Object.entries(inputs)) input.value = quote ? quote[name] : "";
    part.querySelector("[data-quote-shown]").textContent = quote ? quote.exact : "";
    box.hidden = !quote;
    hint.hidden = Boolean(quote);
    markInLaw(Boolean(quote));
    inputs.exact.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function takeWords(quote) {
    show(quote);
    part.closest("form")?.elements.text?.focus();
  }
  function look() {
    const chosen = part.isConnected && chosenWords();
    if (!chosen || (part.dataset.quoteOf && chosen.root.id !== part.dataset.quoteOf)) return;
    if (chosen.quote.exact !== inputs.exact.value) show(chosen.quote);
  }
  const clear = part.querySelector("[data-quote-clear]");
  clear.hidden = false;
  clear.addEventListener("click", () => show(null));
  hint.hidden = !box.hidden;
  part.closest("form")?.addEventListener("words-restored", () => {
    part.querySelector("[data-quote-shown]").textContent = inputs.exact.value;
    box.hidden = !inputs.exact.value;
    hint.hidden = !box.hidden;
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 300);
  });
  const law = document.getElementById(part.dataset.quoteOf ?? "");
  const walk = part.querySelector("[data-quote-walk]");
  if (walk && law) {
    walk.hidden = false;
    walk.addEventListener("click", () => walkWords(law, { take: takeWords, texts: walk.dataset }));
  }
  const pending = takePending(part.dataset.quoteOf);
  if (pending) show(pending);
}
