/* A search field that proposes while one types: arrows choose, Enter searches, Escape closes. The
   proposals are words of public texts; without this file the field is a field. */

const PAUSE = 180; /* ms without a key */
const SHORTEST = 2;
let fields = 0;

export function enhance(input) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  list.id = `suggestions-${(fields += 1)}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggested);
  said.className = "vh";
  said.setAttribute("role", "status");
  input.after(list, said);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
  ])
    input.setAttribute(name, value);

  let timer, asked, typed, chosen;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (at) => {
    const options = [...list.children];
    chosen = at;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
    input.value = at >= 0 ? options[at].textContent : typed;
  };

  const show = (words) => {
    close();
    if (!words.length || document.activeElement !== input) return;
    list.replaceChildren(
      ...words.map((text, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = text;
        return option;
      }),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    said.textContent = `${words.length}. ${input.dataset.suggested}`;
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    typed = input.value;
    if (typed.trim().length < SHORTEST) return close();
    const address = `${input.dataset.suggest}?q=${encodeURIComponent(typed)}`;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok && input.value === typed) show((await answer.json()).suggestions);
    } catch {
      /* Nothing is proposed; one searches all the same. */
    }
  };

  const stop = () => {
    clearTimeout(timer);
    asked?.abort();
    close();
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Enter") return stop();
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen >= 0 ? chosen - 1 : last);
    else if (event.key === "Escape") {
      input.value = typed;
      stop();
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", stop);
  /* Before the field loses the focus, which would take the list away. */
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    input.value = option.textContent;
    stop();
    input.form.requestSubmit();
  });
}
