/* The list of what is wrong takes the focus; its links lead into the fields. */

const CONTROLS = "input:not([type=hidden]), select, textarea";

export function enhance(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    const control = place.matches(CONTROLS) ? place : place.querySelector(CONTROLS);
    (control ?? place).focus();
  });
}
