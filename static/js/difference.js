/* The proposed wording beside the law as it stands, word by word, while it is typed. */

const MOST_CELLS = 9_000_000; // beyond it, the middle is shown as replaced whole

const SHORTEST_SAME = 2; // one common word between two changes reads worse than a longer change

/** A word or a mark with the space before it, or a line break: as the server takes them apart. */
const wordsOf = (text) =>
  text.match(/\n|[^\S\n]*[\p{L}\p{M}\p{N}_]+|[^\S\n]*[^\p{L}\p{M}\p{N}_\s]|[^\S\n]+/gu) ?? [];

/** Lengths of the longest common runs of words from every pair of places to the ends. */
function commonLengths(old, fresh) {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === fresh[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  return (i, j) => lengths[i * width + j];
}

function compareMiddle(old, fresh) {
  if (!old.length || !fresh.length || old.length * fresh.length > MOST_CELLS) {
    return [["del", old.join("")], ["ins", fresh.join("")]];
  }
  const common = commonLengths(old, fresh);
  const steps = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      steps.push(["same", old[i]]);
      i++;
      j++;
    } else if (i < old.length && (j === fresh.length || common(i + 1, j) >= common(i, j + 1))) {
      steps.push(["del", old[i++]]);
    } else {
      steps.push(["ins", fresh[j++]]);
    }
  }
  return steps;
}

/** Unchanged stretches, and between them all that is struck out, then all that is put in. */
function gather(steps) {
  const parts = [];
  let gone = "";
  let come = "";
  for (let at = 0; at < steps.length; ) {
    const [op] = steps[at];
    let end = at + 1;
    while (op === "same" && end < steps.length && steps[end][0] === "same") end++;
    const run = steps.slice(at, end).map(([, each]) => each).join("");
    const isScrap = end - at < SHORTEST_SAME && at > 0 && end < steps.length && run !== "\n";
    if (op !== "ins" && (op === "del" || isScrap)) gone += run;
    if (op !== "del" && (op === "ins" || isScrap)) come += run;
    if (op === "same" && !isScrap) {
      parts.push(["del", gone], ["ins", come], ["same", run]);
      gone = come = "";
    }
    at = end;
  }
  parts.push(["del", gone], ["ins", come]);
  return parts.filter(([, text]) => text);
}

/** As the server keeps it: composed letters, plain spaces, no marks that cannot be seen. */
export const plain = (text) =>
  text
    .normalize("NFC")
    .replace(/\r\n?|[\v\u2028\u2029]/gu, "\n")
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/gu, "")
    .replace(/[\t\u00a0\u2007\u202f]+/gu, " ");

/** [["same" | "del" | "ins", text], …] */
export function difference(oldText, newText) {
  const old = wordsOf(plain(oldText));
  const fresh = wordsOf(plain(newText));
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  ) {
    tail++;
  }
  return gather([
    ...old.slice(0, head).map((word) => ["same", word]),
    ...compareMiddle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)),
    ...old.slice(old.length - tail).map((word) => ["same", word]),
  ]);
}

function drawn([op, text]) {
  if (op === "same") return document.createTextNode(text);
  const change = document.createElement(op);
  change.textContent = text;
  return change;
}

export function enhance(textarea) {
  const source = document.getElementById(textarea.dataset.differenceFrom);
  const preview = document.getElementById(textarea.dataset.differenceTo);
  if (!source || !preview) return;
  const oldText = (source.value ?? source.textContent).trim();
  let waiting = 0;
  const show = () => {
    const parts = difference(oldText, textarea.value.trim());
    const changed = textarea.value.trim() !== "" && parts.some(([op]) => op !== "same");
    preview.hidden = !changed;
    preview.replaceChildren(...(changed ? parts.map(drawn) : []));
  };
  textarea.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  show();
}
