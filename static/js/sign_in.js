/* Signing in again in place: the sign-in page's own form, in a dialog over the page that is kept.
   A second factor, a wrong password, a locked account: whatever that page answers is shown there. */

const texts = document.body.dataset;
const accounts = texts.signIn.replace(/[^/]+\/$/, "");
let open = null;

const here = () => location.pathname + location.search;

export function signInAddress() {
  return `${texts.signIn}?next=${encodeURIComponent(here())}`;
}

const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

function useToken(page) {
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token) return;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}

/** What the account page says, without its frame: a heading, what is wrong, the form. */
function contentOf(page) {
  const main = page.querySelector("main");
  for (const heading of main.querySelectorAll("h1")) {
    const smaller = page.createElement("h2");
    smaller.id = "sign-in-here";
    smaller.textContent = heading.textContent;
    heading.replaceWith(smaller);
  }
  return [...document.importNode(main, true).childNodes];
}

function makeDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "sign-in";
  dialog.setAttribute("aria-labelledby", "sign-in-here");
  const body = document.createElement("div");
  const leave = document.createElement("button");
  Object.assign(leave, { type: "button", className: "button--plain" });
  leave.textContent = texts.signInLater;
  leave.addEventListener("click", () => dialog.close());
  dialog.append(body, leave);
  document.body.append(dialog);
  return { dialog, body };
}

/** "same" person, "other" person, or "closed" without having signed in. */
export function signInHere() {
  open ??= ask().finally(() => (open = null));
  return open;
}

async function ask() {
  const { dialog, body } = makeDialog();
  let outcome = "closed";

  async function show(response) {
    const page = parsed(await response.text());
    const isAccountPage = new URL(response.url).pathname.startsWith(accounts);
    if (isAccountPage && page.querySelector("main")) {
      body.replaceChildren(...contentOf(page));
      (body.querySelector("[aria-invalid=true], [autofocus], input:not([type=hidden])") ?? body)
        .focus();
      return;
    }
    outcome = page.body.dataset.user === texts.user ? "same" : "other";
    if (outcome === "same") useToken(page);
    dialog.close();
  }
  async function get(address, options) {
    try {
      await show(await fetch(address, options));
    } catch {
      dialog.close();
    }
  }
  body.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    const fields = new FormData(form, event.submitter ?? undefined);
    get(form.action, { method: "POST", body: new URLSearchParams(fields) });
  });
  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve));
  await get(signInAddress());
  if (outcome === "closed" && body.childNodes.length) {
    dialog.showModal();
    body.querySelector("input:not([type=hidden])")?.focus();
    await closed;
  }
  dialog.remove();
  document.dispatchEvent(new CustomEvent("signed-in", { detail: outcome }));
  return outcome;
}
