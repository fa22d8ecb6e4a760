/* The chosen appearance, set before the first paint; the only script that holds the page up. */
(() => {
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem("theme") || "";
    } catch {
      return "";
    }
  };
  const show = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-value]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeValue === theme));
    }
  };
  show(kept());
  addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector("[data-theme-choice]");
    if (!choice) return;
    choice.hidden = false;
    show(kept());
    choice.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-value]");
      if (!button) return;
      try {
        localStorage.setItem("theme", button.dataset.themeValue);
      } catch {
        /* A browser that keeps nothing still shows the choice on this page. */
      }
      show(button.dataset.themeValue);
    });
  });
})();
