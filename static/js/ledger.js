/* The ledger of letters, typed like a sheet: each row is saved by itself when it is left. */

const CELLS = "input:not([type=hidden]):not([type=file]):not([type=checkbox]), select";

class Ledger {
  constructor(table) {
    this.table = table;
    this.form = table.closest("form");
    this.said = this.form.querySelector("[data-said]");
    this.waiting = new Map();
  }

  get rows() {
    return [...this.table.querySelectorAll("tr[data-row]")];
  }

  begin() {
    const { table, form } = this;
    table.addEventListener("input", (event) => this.typed(event));
    table.addEventListener("change", (event) => this.typed(event));
    table.addEventListener("focusout", (event) => this.left(event));
    table.addEventListener("keydown", (event) => this.pressed(event));
    table.addEventListener("paste", (event) => this.pasted(event));
    // Without rows that wait the button has nothing to do; with them it saves them one by one.
    form.addEventListener("submit", (event) => {
      if (event.submitter?.formAction && event.submitter.hasAttribute("formaction")) return;
      event.preventDefault();
      this.saveAll();
    });
    addEventListener("beforeunload", (event) => {
      if (this.rows.some((row) => "dirty" in row.dataset && !this.isEmpty(row))) event.preventDefault();
    });
    this.saveAll();
  }

  typed(event) {
    const row = event.target.closest("tr[data-row]");
    if (!row) return;
    row.dataset.dirty = "";
    this.say(this.table.dataset.unsaved);
    if (event.type === "change" && event.target.matches("[data-confirm]")) {
      this.field(row, "confirmed").value = event.target.checked ? "on" : "";
      if (event.target.checked) this.save(row);
    }
  }

  left(event) {
    const row = event.target.closest("tr[data-row]");
    if (row && "dirty" in row.dataset && !row.contains(event.relatedTarget)) this.save(row);
  }

  pressed(event) {
    const cell = event.target;
    const row = cell.closest("tr[data-row]");
    if (!row || event.altKey || event.metaKey || !cell.matches(CELLS)) return;
    const isChoice = cell.tagName === "SELECT";
    if (event.key === "Enter") {
      event.preventDefault();
      this.move(row, event.shiftKey ? -1 : 1, this.cells(row)[0]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && isChoice === event.ctrlKey) {
      if (cell.getAttribute("list")) return;
      event.preventDefault();
      this.move(row, event.key === "ArrowDown" ? 1 : -1, cell);
    } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && isChoice) {
      event.preventDefault();
      this.step(row, cell, event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "Escape" && !isChoice) {
      cell.value = cell.defaultValue;
    }
  }

  /** To the same column of the next row; what was typed is saved as the row is left. */
  move(row, by, cell) {
    const at = Math.max(0, this.cells(row).indexOf(cell));
    const next = this.rows[this.rows.indexOf(row) + by];
    if (!next) return this.save(row);
    const cells = this.cells(next);
    const target = cells[Math.min(at, cells.length - 1)];
    target?.focus();
    target?.select?.();
  }

  step(row, cell, by) {
    const cells = this.cells(row);
    cells[cells.indexOf(cell) + by]?.focus();
  }

  cells(row) {
    return [...row.querySelectorAll(CELLS)].filter((cell) => !cell.getAttribute("list"));
  }

  /** A block from a sheet goes through the server, which knows the agencies; then it is saved. */
  pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/\t|\n./.test(text.trim())) return;
    event.preventDefault();
    const block = document.querySelector("textarea[data-block]");
    block.value = text;
    block.form.requestSubmit(block.form.querySelector("button"));
  }

  field(row, name) {
    return row.querySelector(`[name$="-${name}"]`);
  }

  isEmpty(row) {
    return ["stance", "number", "dated", "file"].every((name) => !this.field(row, name)?.value);
  }

  async saveAll() {
    for (const row of this.rows.filter((each) => "dirty" in each.dataset)) await this.save(row);
  }

  /** One at a time: a second save of a row waits for the first and sends what stands then. */
  save(row) {
    if (this.isEmpty(row)) {
      delete row.dataset.dirty;
      return Promise.resolve();
    }
    const before = this.waiting.get(row) ?? Promise.resolve();
    const now = before.then(() => ("dirty" in row.dataset ? this.send(row) : undefined));
    this.waiting.set(row, now);
    return now;
  }

  async send(row) {
    delete row.dataset.dirty;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    for (const field of row.querySelectorAll("[name]")) {
      if (field.matches("[data-confirm]") || (field.type === "file" && !field.files.length)) continue;
      body.append(field.name, field.type === "file" ? field.files[0] : field.value);
    }
    this.say(this.table.dataset.saving);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body,
        headers: { "X-Requested-With": "fetch" },
      });
      await this.heard(row, answer);
    } catch {
      row.dataset.dirty = "";
      this.say(this.table.dataset.failed);
    }
  }

  async heard(row, answer) {
    if (answer.status === 401) {
      row.dataset.dirty = "";
      this.say(document.body.dataset.signedOut);
      return;
    }
    if (![200, 204, 409, 422].includes(answer.status)) throw new Error(answer.status);
    this.say("");
    if (answer.status === 204) return;
    const state = row.querySelector("[data-state]");
    state.innerHTML = await answer.text();
    this.field(row, "confirmed").value = "";
    const told = state.querySelector("[data-version]");
    if (answer.status === 200 && told) {
      this.field(row, "lock_version").value = told.dataset.version;
      const file = row.querySelector("input[type=file]");
      if (file) file.value = "";
    }
    if (answer.status !== 200) row.dataset.wrong = "";
    else delete row.dataset.wrong;
  }

  say(words) {
    if (this.said) this.said.textContent = words ?? "";
  }
}

export function enhance(table) {
  new Ledger(table).begin();
}
