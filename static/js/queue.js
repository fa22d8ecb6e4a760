/* The queue of comments, sorted from the keyboard: arrows move, space ticks, letters act. */

const ITEM = "[data-item]";

export function enhance(form) {
  const items = () => [...form.querySelectorAll(ITEM)];
  const box = (item) => item.querySelector("input[type=checkbox]");

  const choose = (item) => {
    if (!item) return;
    for (const other of items()) {
      other.tabIndex = -1;
      other.removeAttribute("aria-current");
    }
    item.tabIndex = 0;
    item.setAttribute("aria-current", "true");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "center" });
  };

  const step = (item, by) => {
    const all = items();
    choose(all[Math.min(all.length - 1, Math.max(0, all.indexOf(item) + by))]);
  };

  const tick = (item, on) => {
    const control = box(item);
    if (control) control.checked = on ?? !control.checked;
  };

  const acts = {
    ArrowDown: (item) => step(item, 1),
    ArrowUp: (item) => step(item, -1),
    " ": (item) => tick(item),
    g: (item) =>
      items()
        .filter((other) => other.dataset.item === item.dataset.item)
        .forEach((other) => tick(other, true)),
    a: () => form.querySelector("[data-accept]")?.click(),
    r: () => form.querySelector("select[name=rejection]")?.focus(),
    Enter: (item) => item.querySelector("a[href]")?.click(),
  };

  const first = items()[0];
  if (first) first.tabIndex = 0;
  form.addEventListener("keydown", (event) => {
    const item = event.target.closest(ITEM);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !item) {
      choose(form.querySelector(`${ITEM}[aria-current]`) ?? items()[0]);
      return;
    }
    // A key that was pressed in a control belongs to the control.
    if (!item || event.target !== item) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act(item);
  });
  form.addEventListener("focusin", (event) => {
    const item = event.target.closest(ITEM);
    if (item && event.target === item) choose(item);
  });
}
