/* Words this browser kept because they never reached the server: where they belong, and a way there. */

import { copiesOf, forget, forgetAll } from "./kept_here.js";

const texts = document.body.dataset;

const isOnPage = (copy) =>
  [...document.querySelectorAll("form[data-autosave]")].some(
    ({ elements, dataset }) =>
      elements.token?.value === copy.token ||
      (copy.isNew && dataset.isNew !== undefined && isSamePlace(elements, copy)),
  );

const isSamePlace = (elements, copy) =>
  ["version", "provision"].every(
    (name) => elements[name]?.value === copy.entries.find(([known]) => known === name)?.[1],
  );

function lineFor(copy, list) {
  const line = document.createElement("li");
  const time = new Date(copy.at).toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });
  const link = document.createElement("a");
  Object.assign(link, { href: copy.reopen, textContent: texts.leftOpen });
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: texts.leftDiscard });
  button.className = "button--plain button--small";
  button.addEventListener("click", async () => {
    await forget(copy.key);
    line.remove();
    if (!list.children.length) list.parentElement.remove();
  });
  line.append(`${copy.name} (${time}) `, link, " ", button);
  return line;
}

export async function enhance() {
  const { user } = texts;
  const place = document.querySelector("[data-messages]");
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => forgetAll());
  }
  const left = (await copiesOf(user)).filter((copy) => !isOnPage(copy) && sameSite(copy.reopen));
  if (!left.length) return;
  const message = document.createElement("div");
  message.className = "message message--warning";
  message.setAttribute("role", "status");
  const list = document.createElement("ul");
  list.append(...left.map((copy) => lineFor(copy, list)));
  const said = document.createElement("p");
  said.textContent = texts.leftWords;
  message.append(said, list);
  place.append(message);
  document.addEventListener("words-restored", () => message.remove());
}

const sameSite = (address) => new URL(address, location.href).origin === location.origin;
