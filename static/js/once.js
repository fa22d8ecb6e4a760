/* A form is sent once: a second press while the first is on its way does nothing. */

const PATIENCE = 15000;

export function enhance(form) {
  let sentAt = 0;
  const buttons = () => [...form.elements].filter((element) => element.type === "submit");
  const open = () => {
    sentAt = 0;
    buttons().forEach((button) => button.removeAttribute("aria-disabled"));
  };
  form.addEventListener("submit", (event) => {
    if (sentAt && Date.now() - sentAt < PATIENCE) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sentAt = Date.now();
    // Marked, not disabled: a disabled button would not send its own name and value.
    buttons().forEach((button) => button.setAttribute("aria-disabled", "true"));
    setTimeout(open, PATIENCE);
    queueMicrotask(() => event.defaultPrevented && !form.matches("[hx-post], [hx-get]") && open());
  });
  // What is typed while the answer is on its way would be gone with the form that it replaces.
  let focused = null;
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt !== form) return;
    focused = document.activeElement;
    form.inert = true;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    open();
    if (event.detail.elt !== form) return;
    form.inert = false;
    if (form.isConnected && form.contains(focused)) focused.focus({ preventScroll: true });
  });
  addEventListener("pageshow", open); // the back button shows the page as it was left
}
