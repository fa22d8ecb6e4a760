/* While one writes: Ctrl+Enter saves and goes to the next article, Ctrl+S saves. */

export function enhance(form) {
  const button = (value) => form.querySelector(`button[name=then][value="${value}"]:not([hidden])`);
  form.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const save = button("") ?? form.querySelector("button:not([name]):not([type=button])");
    const pressed = { Enter: button("next") ?? save, s: save }[event.key];
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}
