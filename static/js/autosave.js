/* A form that saves itself while it is written, and never lets go of a text that is not saved. */

import { onPress } from "./failures.js";
import { LocalCopy } from "./local_copy.js";
import { signInAddress, signInHere } from "./sign_in.js";

const PAUSE = 1500;
const RETRY = 15000;
const KEEPALIVE_LIMIT = 60000; // bytes a browser still sends while the page is being left
const OWN = new Set(["csrfmiddlewaretoken", "lock_version"]);

/** The page's present CSRF token: signing in again in another tab has made the old one void. */
async function freshToken() {
  const answer = await fetch(location.href, { redirect: "manual" });
  if (!answer.ok) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function useToken(token) {
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}

async function answerOf(response) {
  const isJson = response.headers.get("content-type")?.includes("json");
  return isJson ? response.json() : {};
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-autosave-state]");
    this.texts = this.place?.dataset ?? {};
    this.address = form.dataset.autosave;
    this.saved = this.wordsAsServed();
    this.copy = new LocalCopy(form);
    this.sending = null;
    this.isStopped = false;
    this.isLeaving = false;
    this.hasTold = false;
    this.hasGone = false;
    this.timer = 0;
  }

  /** What the person wrote, as one string: no tokens, no files. */
  words(form = this.form) {
    const entries = [...new FormData(form)].filter(
      ([name, value]) => !OWN.has(name) && typeof value === "string",
    );
    return new URLSearchParams(entries).toString();
  }

  /** Without what was typed before this module had come. */
  wordsAsServed() {
    const served = this.form.cloneNode(true);
    served.reset();
    return this.words(served);
  }

  get isUnsaved() {
    return this.form.isConnected && this.words() !== this.saved;
  }

  listen() {
    const { form } = this;
    const soon = () => {
      this.plan(PAUSE);
      this.copy.soon(() => this.isUnsaved);
    };
    const now = () => this.save();
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("focusout", now);
    form.addEventListener("submit", (event) => this.letGo(event), true);
    form.addEventListener("htmx:afterRequest", (event) => {
      this.isLeaving = false;
      if (event.detail.elt === form && event.detail.successful) this.copy.forget();
    });
    document.addEventListener("visibilitychange", now);
    document.addEventListener("htmx:confirm", (event) => this.beforeReplaced(event));
    addEventListener("online", now);
    addEventListener("focus", now);
    addEventListener("pageshow", () => (this.isLeaving = false));
    document.addEventListener("signed-in", (event) => this.signedIn(event.detail));
    addEventListener("beforeunload", (event) => {
      if (!this.isUnsaved || this.isLeaving) return;
      event.preventDefault();
      event.returnValue = ""; // Chrome before 119 asks only then
    });
    if (this.isUnsaved) soon();
    this.restore();
  }

  /** What this browser kept and the server never got comes back, and is saved. */
  async restore() {
    const isRestored = await this.copy.restore(this.saved);
    if (!isRestored) return;
    this.tell(this.texts.restored);
    this.plan(PAUSE);
  }

  plan(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  /** Saves what is new; returns when nothing is on its way any more. */
  async save() {
    clearTimeout(this.timer);
    if (this.sending) return this.sending;
    if (!this.isUnsaved || this.isStopped || this.isLeaving) return;
    this.sending = this.send().catch(() => this.failed(this.texts.offline));
    await this.sending;
    this.sending = null;
  }

  async send(isSecondTry = false) {
    const words = this.words();
    if (!this.place?.querySelector("a")) this.tell(this.texts.saving);
    this.copy.note(words);
    const response = await this.post();
    if (response.ok) return this.arrived(words, await answerOf(response));
    const answer = await answerOf(response);
    if (response.status === 409) return this.conflict(answer);
    if (response.status === 422) return this.tell(answer.message ?? this.texts.failed, true);
    const isSignedOut = response.type === "opaqueredirect" || response.status === 401;
    if (response.status !== 403 && !isSignedOut) return this.failed(this.texts.failed);
    const token = isSecondTry ? "" : await freshToken();
    if (!token) return this.signedOut();
    useToken(token);
    return this.send(true);
  }

  post() {
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    const size = new URLSearchParams(body).toString().length;
    return fetch(this.address, {
      method: "POST",
      body,
      redirect: "manual",
      keepalive: document.hidden && size < KEEPALIVE_LIMIT,
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
    });
  }

  arrived(words, answer) {
    this.saved = words;
    const lock = this.form.elements.lock_version;
    if (lock && answer.lock_version !== undefined) lock.value = answer.lock_version;
    if (answer.autosave) this.address = answer.autosave;
    this.copy.arrived(answer.reopen, this.isUnsaved);
    this.tell(`${this.texts.saved} ${answer.saved_at ?? ""}`.trim());
    if (this.isUnsaved) this.plan(PAUSE);
  }

  conflict({ message, url }) {
    this.isStopped = true;
    this.tell(message ?? this.texts.conflict, true, url && [this.texts.conflictLink, url]);
  }

  signedOut() {
    this.tell(this.texts.signedOut, true, [this.texts.signInAgain, signInAddress(), "_blank"]);
    const link = this.place?.querySelector("a");
    if (link && document.body.dataset.user) onPress(link, signInHere);
  }

  signedIn(outcome) {
    if (outcome === "same") this.save();
    // Another person's account must not take these words.
    if (outcome !== "other") return;
    this.isStopped = true;
    this.tell(document.body.dataset.signedInOther, true);
  }

  failed(sentence) {
    this.tell(sentence, true);
    this.plan(RETRY);
  }

  tell(sentence, isUnsaved = false, [words, href, target] = []) {
    if (!this.place) return;
    // What stands there already is left alone: a link that is being pressed would be gone.
    if (this.place.textContent === [sentence, words].filter(Boolean).join(" ")) return;
    // Read aloud once, and again after something went wrong: not at every pause in the typing.
    const state = isUnsaved ? "unsaved" : "saved";
    const isNews = isUnsaved || this.place.dataset.state === "unsaved" || !this.hasTold;
    this.place.setAttribute("aria-live", isNews ? "polite" : "off");
    this.hasTold = sentence !== this.texts.saving;
    this.place.dataset.state = state;
    this.place.textContent = sentence ?? "";
    if (!words) return;
    const link = document.createElement("a");
    Object.assign(link, { href, textContent: words, target: target ?? "" });
    this.place.append(" ", link);
  }

  /** Sending the form waits for a save that is on its way: it would change the lock version. */
  letGo(event) {
    clearTimeout(this.timer);
    // A form that goes as a page is saved first: should the page never come, nothing is lost.
    const isFirst = !this.form.matches("[hx-post]") && !this.hasGone && !this.isStopped;
    if (!this.sending && !(isFirst && this.isUnsaved)) {
      this.isLeaving = true;
      return;
    }
    this.hasGone = true;
    const { submitter } = event;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.save().finally(() => this.form.requestSubmit(submitter));
  }

  /** Something else wants this form's place on the page: first save; unsaved, the form stays. */
  async beforeReplaced(event) {
    const target = event.detail.target;
    const isOwn = this.form.contains(event.detail.elt);
    if (isOwn || !target?.contains?.(this.form) || !this.isUnsaved) return;
    event.preventDefault();
    await this.save();
    if (!this.isUnsaved) event.detail.issueRequest(true);
    else this.place?.scrollIntoView({ block: "center" });
  }
}

export function enhance(form) {
  new Autosave(form).listen();
}
