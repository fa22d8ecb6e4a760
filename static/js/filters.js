/* Filters apply when they are changed; the button for it is then not needed. */

export function enhance(form) {
  form.querySelectorAll("[data-js-hide]").forEach((element) => (element.hidden = true));
  form.addEventListener("change", (event) => {
    const { name, type } = event.target;
    // What has no name is not sent: it opens and closes something on the page.
    if (name && type !== "search" && type !== "text") form.requestSubmit();
  });
}
