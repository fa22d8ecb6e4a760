/* "Others use this computer too": then nothing of what is written stays on it. */

import { forgetAll, isShared } from "./kept_here.js";

export function enhance(control) {
  control.checked = isShared();
  const label = control.closest("[hidden]");
  if (label) label.hidden = false;
  control.addEventListener("change", () => {
    try {
      localStorage.setItem("shared", control.checked ? "yes" : "no");
    } catch {
      /* Nothing can be kept here, so nothing is. */
    }
    if (control.checked) forgetAll();
  });
}
