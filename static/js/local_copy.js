/* The copy of one form's words in this browser, for as long as the server has not got them. */

import { copiesOf, forget, keep } from "./kept_here.js";

const PAUSE = 250;
const PLACE = ["version", "provision", "dossier_file"];
const SKIPPED = new Set(["csrfmiddlewaretoken"]);

const valueOf = (entries, name) => entries.find(([known]) => known === name)?.[1] ?? "";

function entriesOf(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => !SKIPPED.has(name) && typeof value === "string",
  );
}

/** Puts the words into the form, as if they had been typed. */
function fill(form, entries) {
  for (const control of form.elements) {
    if (!control.name || SKIPPED.has(control.name) || control.type === "file") continue;
    const values = entries.filter(([name]) => name === control.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
    else if (values.length && control.tagName !== "BUTTON") control.value = values[0];
  }
  form.dispatchEvent(new CustomEvent("words-restored", { bubbles: true }));
  for (const area of form.querySelectorAll("textarea")) {
    area.closest("details")?.toggleAttribute("open", true);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export class LocalCopy {
  constructor(form) {
    this.form = form;
    this.user = document.body.dataset.user;
    this.sent = "";
    this.isNew = form.dataset.isNew !== undefined;
    this.reopen = form.dataset.reopen;
    this.timer = 0;
  }

  get isUsed() {
    return Boolean(this.user && this.reopen && this.form.elements.token);
  }

  get key() {
    return `${this.user}:${this.form.elements.token.value}`;
  }

  /** A little after the last key: what is already on the server by then is not kept. */
  soon(isUnsaved) {
    if (!this.isUsed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => isUnsaved() && this.keep(), PAUSE);
  }

  keep() {
    const entries = entriesOf(this.form);
    const { user, sent, isNew, reopen, key } = this;
    const token = valueOf(entries, "token");
    return keep({ key, user, token, entries, sent, isNew, reopen, name: this.form.dataset.place });
  }

  /** The words that are on their way now: should their answer be lost, they are no conflict. */
  note(words) {
    this.sent = words;
  }

  arrived(reopen, isUnsaved) {
    this.isNew = false;
    if (reopen) this.reopen = reopen;
    if (this.isUsed) isUnsaved ? this.keep() : this.forget();
  }

  forget() {
    clearTimeout(this.timer);
    return this.isUsed ? forget(this.key) : null;
  }

  /** True if words came back that differ from those `served`. */
  async restore(served) {
    if (!this.isUsed) return false;
    const { form } = this;
    const mine = entriesOf(form);
    const isHere = (copy) => PLACE.every((n) => valueOf(copy.entries, n) === valueOf(mine, n));
    const found = (await copiesOf(this.user)).find(
      (copy) => copy.key === this.key || (this.isNew && copy.isNew && isHere(copy)),
    );
    if (!found || !form.isConnected) return false;
    const lock = form.elements.lock_version?.value;
    const words = wordsOf(found.entries);
    if (words === served) {
      await forget(found.key);
      return false;
    }
    fill(form, found.entries);
    this.sent = found.sent;
    // What was on its way when the browser ended did arrive: these words follow it.
    if (form.elements.lock_version && found.sent === served) form.elements.lock_version.value = lock;
    return true;
  }
}

/** As `Autosave.words` counts them: without what is not the person's. */
function wordsOf(entries) {
  return new URLSearchParams(entries.filter(([name]) => name !== "lock_version")).toString();
}
