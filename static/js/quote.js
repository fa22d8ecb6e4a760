/* Words chosen in the law become the quote of the opinion: the words, what stands before and after,
   and where they are, counted in code points of the provision's own text. */

const AROUND = 32;
const SKIPPED = ".voices, .vh, [data-unquotable]";
const PART_OF_WORD = /[\p{L}\p{M}\p{N}]/u;

function textNodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

/** How much of the text lies before a point of the document. */
function offsetOf(nodes, root, container, offset) {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(container, offset);
  let count = 0;
  for (const node of nodes) {
    if (node === container) return count + offset;
    if (before.comparePoint(node, 0) > 0) break;
    count += node.length;
  }
  return count;
}

/** Whole words, without the spaces around them. */
function wholeWords(text, start, end) {
  while (start < end && /\s/u.test(text[start])) start++;
  while (end > start && /\s/u.test(text[end - 1])) end--;
  if (start === end) return null;
  while (start > 0 && PART_OF_WORD.test(text[start - 1]) && PART_OF_WORD.test(text[start])) start--;
  while (end < text.length && PART_OF_WORD.test(text[end]) && PART_OF_WORD.test(text[end - 1])) end++;
  return [start, end];
}

const codePoints = (text) => [...text].length;

export function quoteFrom(text, from, to) {
  const span = wholeWords(text, from, to);
  if (!span) return null;
  const [start, end] = span;
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - AROUND), start),
    suffix: text.slice(end, end + AROUND),
    start: codePoints(text.slice(0, start)),
    end: codePoints(text.slice(0, end)),
  };
}

function chosenQuote(of) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const element = around.nodeType === Node.TEXT_NODE ? around.parentElement : around;
  const root = element.closest("[data-quotable]");
  if (!root || (of && root.id !== of)) return null;
  const nodes = textNodes(root);
  const text = nodes.map((node) => node.data).join("");
  const start = offsetOf(nodes, root, range.startContainer, range.startOffset);
  const end = offsetOf(nodes, root, range.endContainer, range.endOffset);
  return quoteFrom(text, start, end);
}

/** Where the browser can, the quoted words stay marked in the law. */
function markInLaw(keep) {
  if (!globalThis.CSS?.highlights) return;
  if (keep) CSS.highlights.set("quote", new Highlight(getSelection().getRangeAt(0).cloneRange()));
  else CSS.highlights.delete("quote");
}

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
  function look() {
    const quote = part.isConnected && chosenQuote(part.dataset.quoteOf);
    if (quote && quote.exact !== inputs.exact.value) show(quote);
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
}
