/* The desk, worked like a sheet of squared paper: arrows move, digits decide, Enter edits. */

const ROW = "tr[data-row]";

const decisionForm = (row) => row.querySelector("form[data-decide]");
const wordingOf = (row) => row.querySelector("textarea[data-wording]");

/** What the server last said, whatever has been chosen on the screen since. */
function decidedBefore(form) {
  const control = form.elements.decision;
  if (control.options) {
    const option = [...control.options].find((each) => each.defaultSelected) ?? control.options[0];
    return option.value;
  }
  return [...control].find((each) => each.defaultChecked)?.value ?? "";
}

class Desk {
  constructor(table) {
    this.table = table;
    this.decisions = (table.dataset.decisions ?? "").split(" ").filter(Boolean);
    this.undone = [];
    this.currentId = "";
    this.wasInside = false;
  }

  get rows() {
    return [...this.table.querySelectorAll(ROW)];
  }

  begin() {
    const { table } = this;
    table.setAttribute("role", "grid");
    this.rows.forEach((row) => (row.tabIndex = -1));
    if (this.rows.length) this.choose(this.rows[0], { focus: false });
    table.addEventListener("focusin", (event) => {
      const row = event.target.closest(ROW);
      if (row) this.choose(row, { focus: false });
      this.wasInside = true;
      event.target.closest("td")?.classList.toggle("cell", event.target.matches("textarea"));
    });
    table.addEventListener("focusout", (event) => {
      event.target.closest("td")?.classList.remove("cell");
      this.wasInside = !event.relatedTarget || table.contains(event.relatedTarget);
    });
    table.addEventListener("change", (event) => this.changed(event));
    table.addEventListener("keydown", (event) => this.pressed(event));
    table.addEventListener("htmx:load", (event) => this.arrived(event.detail.elt));
  }

  choose(row, { focus = true } = {}) {
    for (const other of this.table.querySelectorAll("tr[aria-selected=true]")) {
      other.setAttribute("aria-selected", "false");
      other.tabIndex = -1;
    }
    row.setAttribute("aria-selected", "true");
    row.tabIndex = 0;
    this.currentId = row.id;
    if (!focus) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  move(row, step, { pick = false } = {}) {
    const rows = this.rows;
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step))];
    if (pick) {
      this.pick(row, true);
      this.pick(next, true);
    }
    this.choose(next);
  }

  pick(row, on) {
    const box = row.querySelector("[data-pick]");
    if (!box) return;
    box.checked = on ?? !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  decide(row, value) {
    const form = decisionForm(row);
    if (!form || value === undefined || decidedBefore(form) === value) return;
    form.elements.decision.value = value;
    this.submitDecision(row, form);
  }

  submitDecision(row, form) {
    this.undone.push({ id: row.id, value: decidedBefore(form) });
    form.requestSubmit();
  }

  undo() {
    const last = this.undone.pop();
    const row = last && document.getElementById(last.id);
    const form = row && decisionForm(row);
    if (!form) return;
    form.elements.decision.value = last.value;
    this.choose(row);
    form.requestSubmit();
  }

  edit(row) {
    const wording = wordingOf(row);
    if (!wording) {
      row.querySelector("a[data-edit]")?.click();
      return;
    }
    wording.focus();
    wording.setSelectionRange(wording.value.length, wording.value.length);
  }

  /** Leaves the cell as it was before. */
  cancel(row, wording) {
    wording.value = wording.defaultValue;
    row.querySelector("[data-cancel]")?.click();
    this.choose(row);
  }

  changed(event) {
    const row = event.target.closest(ROW);
    if (!row || event.defaultPrevented) return;
    if (event.target.name === "decision") this.submitDecision(row, event.target.form);
    if (event.target.matches("[data-wording]") && event.target.value !== event.target.defaultValue) {
      event.target.form?.requestSubmit();
    }
  }

  pressed(event) {
    const { target } = event;
    const row = target.closest(ROW);
    if (!row) return;
    const isWriting = target.matches("textarea, select, input:not([type=checkbox])");
    const done = isWriting ? this.inField(event, row) : this.onRow(event, row);
    if (done) event.preventDefault();
  }

  inField(event, row) {
    const { target, key } = event;
    if (key === "Escape") {
      if (target.matches("[data-wording]")) this.cancel(row, target);
      else this.choose(row);
      return true;
    }
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      this.choose(row); // leaving the cell is what saves it
      return true;
    }
    return false;
  }

  onRow(event, row) {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() !== "z") return false;
      this.undo();
      return true;
    }
    if (event.altKey) return false;
    if (/^[1-9]$/.test(key)) this.decide(row, this.decisions[Number(key) - 1]);
    else if (key === "ArrowDown") this.move(row, 1, { pick: shiftKey });
    else if (key === "ArrowUp") this.move(row, -1, { pick: shiftKey });
    else if (key === "Home") this.move(row, -Infinity);
    else if (key === "End") this.move(row, Infinity);
    else if (key.toLowerCase() === "g") document.querySelector("button[data-group]")?.click();
    else if (key === "Enter" && event.target === row) this.edit(row);
    else if (key === " " && event.target === row) this.pick(row);
    else return false;
    return true;
  }

  /** A fresh row or an opened cell came from the server. */
  arrived(element) {
    const row = element.closest(ROW);
    if (!row) return;
    if (row.tabIndex !== 0) row.tabIndex = -1;
    const wording = element.querySelector("textarea[data-wording]");
    if (wording && element !== row) {
      wording.focus();
      wording.setSelectionRange(wording.value.length, wording.value.length);
      return;
    }
    const hasLostFocus = document.activeElement === document.body && this.wasInside;
    if (row.id === this.currentId) this.choose(row, { focus: hasLostFocus });
  }
}

export function enhance(table) {
  new Desk(table).begin();
}
