/* Says in words when something sent in the background did not arrive. */

const texts = document.body.dataset;

/** Shows a sentence among the page's messages, with a link if there is something to do. */
export function tell(sentence, { link, href, newTab = false } = {}) {
  const place = document.querySelector("[data-messages]");
  const message = document.createElement("p");
  message.className = "message message--error";
  message.append(sentence);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = href;
    anchor.textContent = link;
    if (newTab) anchor.target = "_blank";
    message.append(anchor);
  }
  place.querySelector(".message--error")?.remove();
  place.append(message);
  message.scrollIntoView({ block: "nearest" });
}

export function signInAddress() {
  return `${texts.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
}

function tellSignedOut() {
  tell(texts.signedOut, { link: texts.signInAgain, href: signInAddress(), newTab: true });
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
  document.addEventListener("htmx:sendError", () => tell(texts.offline));
  document.addEventListener("htmx:timeout", () => tell(texts.offline));
}
