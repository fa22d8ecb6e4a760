/* The secretary's notepad: a remark goes into a queue in this browser at once and from there to the
   server when it can be reached. Each has its mark, so that what is sent twice is noted once; the
   queue outlives the page. */

import { signInAddress } from "./sign_in.js";

const RETRY = 5000;
const REFRESH = 20000;
const KEPT = ["round", "speaker", "body", "kind"]; // the next remark is often of the same person

/** A random UUID; `crypto.randomUUID` is not there on a site without TLS. */
function newMark() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isOf(item, words) {
  return item.dataset.mark?.replaceAll("-", "") === words.mark;
}

class Notepad {
  constructor(form) {
    this.form = form;
    this.texts = form.dataset;
    this.key = `notepad:${form.dataset.notepad}`;
    this.state = form.querySelector("[data-state]");
    this.box = document.querySelector("[data-unsaved]");
    this.list = this.box.querySelector("[data-queue-list]");
    this.isSending = false;
    this.timer = 0;
  }

  listen() {
    const { form } = this;
    form.noValidate = true;
    form.addEventListener("submit", (event) => this.take(event));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    addEventListener("online", () => this.send());
    addEventListener("focus", () => this.send());
    addEventListener("storage", (event) => event.key === this.key && this.show());
    for (const hint of form.querySelectorAll("[data-js-show]")) hint.hidden = false;
    setInterval(() => this.refresh(), REFRESH);
    this.show();
    this.send();
  }

  get queue() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  /** Whether it is kept: a browser may forbid it, and then the form is sent the plain way. */
  keep(queue) {
    try {
      if (queue.length) localStorage.setItem(this.key, JSON.stringify(queue));
      else localStorage.removeItem(this.key);
    } catch {
      return false;
    }
    this.show();
    return true;
  }

  take(event) {
    const { elements } = this.form;
    if (!elements.text.value.trim()) {
      event.preventDefault();
      this.tell(this.texts.empty);
      return elements.text.focus();
    }
    const words = Object.fromEntries(
      [...new FormData(this.form)].filter(([name]) => name !== "csrfmiddlewaretoken"),
    );
    words.mark = newMark();
    words.said_at = new Date().toISOString();
    if (!this.keep([...this.queue, words])) return;
    event.preventDefault();
    const kept = KEPT.map((name) => [name, elements[name]?.value]);
    this.form.reset();
    for (const [name, value] of kept) if (elements[name]) elements[name].value = value;
    elements.place.focus();
    this.send();
  }

  /** One after another, in order; only one page of this browser at a time, where it can tell. */
  async send() {
    clearTimeout(this.timer);
    if (this.isSending || !this.waiting.length) return;
    this.isSending = true;
    const work = () => this.sendAll().catch(() => this.later(this.texts.waiting));
    await (navigator.locks ? navigator.locks.request(this.key, work) : work());
    this.isSending = false;
  }

  get waiting() {
    return this.queue.filter((words) => !words.refused);
  }

  async sendAll() {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      this.tell(this.texts.sending);
      const response = await this.post(next);
      if (response.ok && !response.redirected) this.arrived(next, await response.text());
      else if (response.status === 422) this.refuse(next, await response.text());
      else if (response.status === 401) return this.signedOut();
      else if (response.status === 403) {
        if (!(await this.useFreshToken())) return this.signedOut();
      } else return this.later(this.texts.waiting);
    }
    this.tell(this.queue.length ? "" : this.texts.saved);
  }

  post(words) {
    const body = new URLSearchParams(words);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    return fetch(this.form.action, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { "X-Requested-With": "fetch" },
    });
  }

  /** After signing in again in another tab the page's token is void: ask for the present one. */
  async useFreshToken() {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    const old = this.form.elements.csrfmiddlewaretoken;
    if (!fresh || fresh === old.value) return false;
    old.value = fresh;
    return true;
  }

  arrived(words, html) {
    this.keep(this.queue.filter((each) => each.mark !== words.mark));
    const page = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html");
    const remark = page.querySelector(".remark");
    const list = document.querySelector("#da-ghi .remarks");
    if (!remark || !list || [...list.children].some((each) => isOf(each, words))) return;
    list.append(document.adoptNode(remark));
  }

  refuse(words, reason) {
    const marked = (each) => (each.mark === words.mark ? { ...each, refused: reason } : each);
    this.keep(this.queue.map(marked));
  }

  later(sentence) {
    this.tell(sentence);
    this.timer = setTimeout(() => this.send(), RETRY);
  }

  signedOut() {
    this.later(this.texts.signedOut);
    const link = document.createElement("a");
    Object.assign(link, {
      href: signInAddress(),
      target: "_blank",
      textContent: document.body.dataset.signInAgain,
    });
    this.state.append(" ", link);
  }

  tell(sentence) {
    if (this.state.textContent !== sentence) this.state.textContent = sentence;
  }

  show() {
    this.list.replaceChildren(...this.queue.map((words) => this.item(words)));
    this.box.hidden = !this.queue.length;
  }

  item(words) {
    const item = document.createElement("li");
    item.className = words.refused ? "remark remark--refused" : "remark remark--waiting";
    const head = document.createElement("p");
    head.className = "remark__who";
    head.textContent = [words.speaker, words.body, words.place].filter(Boolean).join(", ");
    const text = document.createElement("p");
    text.className = "remark__text";
    text.textContent = words.text;
    const state = document.createElement("p");
    state.className = "small";
    state.textContent = words.refused
      ? `${this.texts.refused} ${words.refused}`
      : this.texts.waiting;
    item.append(head, text, state);
    if (words.refused) item.append(this.again(words));
    return item;
  }

  /** Puts what was refused back into the form, to be put right. */
  again(words) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: this.texts.again });
    button.className = "button--quiet button--small";
    button.addEventListener("click", () => {
      for (const [name, value] of Object.entries(words)) {
        const field = this.form.elements[name];
        if (field && field.type !== "checkbox" && name !== "mark") field.value = value;
      }
      this.keep(this.queue.filter((each) => each.mark !== words.mark));
      this.form.elements.text.focus();
    });
    return button;
  }

  /** What another secretary noted; not while somebody stands in the list with the keyboard. */
  async refresh() {
    const list = document.querySelector("#da-ghi");
    if (document.hidden || !list || list.contains(document.activeElement)) return;
    const response = await fetch("?danh-sach", {
      redirect: "manual",
      headers: { "X-Requested-With": "fetch" },
    }).catch(() => null);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("#da-ghi");
    if (fresh) list.replaceWith(document.adoptNode(fresh));
  }
}

export function enhance(form) {
  new Notepad(form).listen();
}
