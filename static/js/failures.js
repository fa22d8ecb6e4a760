/* Says in words when something sent in the background did not arrive. */

import { signInAddress, signInHere } from "./sign_in.js";

const texts = document.body.dataset;

/** Shows a sentence among the page's messages, with a link if there is something to do. */
export function tell(sentence, { link, href, newTab = false, act } = {}) {
  const place = document.querySelector("[data-messages]");
  const message = document.createElement("p");
  message.className = "message message--error";
  message.append(sentence);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = href;
    anchor.textContent = link;
    if (newTab) anchor.target = "_blank";
    if (act) onPress(anchor, act);
    message.append(anchor);
  }
  place.querySelector(".message--error")?.remove();
  place.append(message);
  message.scrollIntoView({ block: "nearest" });
}

/** A plain press does `act`; with a key held, the link is a link. */
export function onPress(anchor, act) {
  anchor.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

function tellSignedOut() {
  const href = signInAddress();
  tell(texts.signedOut, { link: texts.signInAgain, href, newTab: true, act: signInHere });
}

function tellSignedIn(outcome) {
  if (outcome === "closed") return;
  document.querySelector("[data-messages] .message--error")?.remove();
  if (outcome === "other") tell(texts.signedInOther);
}

/** A request that ended at the sign-in page: its form must not land in the middle of this one. */
function endedAtSignIn(request) {
  if (!request.responseURL) return false;
  const reached = new URL(request.responseURL).pathname;
  return reached === texts.signIn && location.pathname !== texts.signIn;
}

export function enhance() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!endedAtSignIn(event.detail.xhr)) return;
    event.detail.shouldSwap = false;
    tellSignedOut();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) tellSignedOut();
    else tell(texts.failed);
  });
  document.addEventListener("signed-in", (event) => tellSignedIn(event.detail));
  document.addEventListener("htmx:sendError", () => tell(texts.offline));
  document.addEventListener("htmx:timeout", () => tell(texts.offline));
}
