/* Choosing words of a provision with the keys alone: arrows go from word to word, with Shift they
   widen, Enter takes what is chosen, Esc leaves. */

import { pointAt, quoteFrom, textOf } from "./chosen_words.js";

const wordsIn = (text) => [...text.matchAll(/\S+/gu)].map((m) => [m.index, m.index + m[0].length]);
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -8, ArrowDown: 8 };

/** `take` gets the quote; `texts` has the words of the help (`help`) and the name (`label`). */
export function walkWords(root, { take, texts }) {
  const opener = document.activeElement;
  const { nodes, text } = textOf(root);
  const words = wordsIn(text);
  if (!words.length) return;
  let anchor = 0;
  let at = 0;
  const help = document.createElement("div");
  help.className = "walk";
  help.setAttribute("role", "status");
  document.body.append(help);
  const before = ["tabindex", "role", "aria-label"].map((name) => [name, root.getAttribute(name)]);
  root.setAttribute("tabindex", "-1");
  root.setAttribute("role", "application");
  root.setAttribute("aria-label", texts.label);

  const chosen = () => [words[Math.min(anchor, at)][0], words[Math.max(anchor, at)][1]];
  function show() {
    const [start, end] = chosen();
    getSelection().setBaseAndExtent(...pointAt(nodes, start), ...pointAt(nodes, end));
    help.textContent = `“${text.slice(start, end)}” · ${texts.help}`;
  }
  function leave() {
    root.removeEventListener("keydown", press);
    root.removeEventListener("blur", leave);
    for (const [name, value] of before) {
      if (value === null) root.removeAttribute(name);
      else root.setAttribute(name, value);
    }
    help.remove();
  }
  function press(event) {
    const step = STEPS[event.key] ?? { Home: -words.length, End: words.length }[event.key];
    if (step) {
      at = Math.max(0, Math.min(words.length - 1, at + step));
      if (!event.shiftKey) anchor = at;
      show();
    } else if (event.key === "Enter") {
      leave();
      take(quoteFrom(text, ...chosen()));
    } else if (event.key === "Escape") {
      getSelection().removeAllRanges();
      leave();
      opener?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  root.addEventListener("keydown", press);
  root.addEventListener("blur", leave);
  root.focus();
  root.scrollIntoView({ block: "nearest" });
  show();
}
