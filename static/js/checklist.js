/* What a good opinion has, ticked while it is being written. */

function originalOf(field) {
  const source = document.getElementById(field.dataset?.differenceFrom ?? "");
  return source ? (source.value ?? source.textContent).trim() : "";
}

function isFilled(form, name) {
  const field = form.elements[name];
  if (!field) return false;
  if (field.files) return field.files.length > 0;
  if (field.type === "checkbox") return field.checked;
  const value = (field.value ?? "").trim();
  return value !== "" && value !== originalOf(field);
}

export function enhance(list) {
  const form = list.closest("form");
  if (!form) return;
  const refresh = () => {
    for (const item of list.querySelectorAll("[data-checks]")) {
      const names = item.dataset.checks.split(" ").filter(Boolean);
      if (!names.length) continue;
      const yes = names.some((name) => isFilled(form, name));
      item.classList.toggle("yes", yes);
      const word = item.querySelector("[data-check-word]");
      if (word) word.textContent = yes ? word.dataset.yes : word.dataset.no;
    }
  };
  form.addEventListener("input", refresh);
  form.addEventListener("change", refresh);
  refresh();
}
