/* Filters apply when they are changed; the button for it is then not needed. */

export function enhance(form) {
  form.querySelectorAll("[data-js-hide]").forEach((element) => (element.hidden = true));
  form.addEventListener("change", (event) => {
    if (!event.target.matches("input[type=search], input[type=text]")) form.requestSubmit();
  });
}
