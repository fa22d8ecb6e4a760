/* Buttons that print the page or copy a text. */

export function enhance(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (button.dataset.print !== undefined) print();
    const source = button.dataset.copy && document.getElementById(button.dataset.copy);
    if (!source) return;
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    if (button.dataset.copied) button.textContent = button.dataset.copied;
  });
}
