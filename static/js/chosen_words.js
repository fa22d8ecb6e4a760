/* Words chosen in the law as a quote: the words, what stands before and after, and where they are,
   counted in code points of the provision's own text. */

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

/** The text of a provision on the page, exactly as it is stored, with the nodes that hold it. */
export function textOf(root) {
  const nodes = textNodes(root);
  return { nodes, text: nodes.map((node) => node.data).join("") };
}

/** The place in the document of an offset in the text. */
export function pointAt(nodes, offset) {
  let before = 0;
  for (const node of nodes) {
    if (offset <= before + node.length) return [node, offset - before];
    before += node.length;
  }
  const last = nodes.at(-1);
  return [last, last.length];
}

/** What is selected now: {root, quote}, if it lies in one provision. */
export function chosenWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const element = around.nodeType === Node.TEXT_NODE ? around.parentElement : around;
  const root = element.closest("[data-quotable]") ?? onlyOne(range, element);
  // While the keys go from word to word, nothing is chosen yet.
  if (!root || root.hasAttribute("role")) return null;
  const { nodes, text } = textOf(root);
  const start = offsetOf(nodes, root, range.startContainer, range.startOffset);
  const end = offsetOf(nodes, root, range.endContainer, range.endOffset);
  const quote = quoteFrom(text, start, end);
  return quote && { root, quote };
}

/** A finger or a fast mouse ends beside the text: the one provision that the selection touches. */
function onlyOne(range, element) {
  const touched = [...element.querySelectorAll("[data-quotable]")].filter((each) =>
    range.intersectsNode(each),
  );
  return touched.length === 1 ? touched[0] : null;
}

/** Where the browser can, the quoted words stay marked in the law. */
export function markInLaw(keep) {
  if (!globalThis.CSS?.highlights) return;
  if (keep) CSS.highlights.set("quote", new Highlight(getSelection().getRangeAt(0).cloneRange()));
  else CSS.highlights.delete("quote");
}
