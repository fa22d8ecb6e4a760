/* Something that is being made: asks for itself anew until the answer no longer asks. */

export function enhance(element) {
  const pause = 1000 * Number(element.dataset.pollEvery || 2);

  async function ask() {
    if (!element.isConnected) return;
    if (document.hidden) return wait();
    try {
      const answer = await fetch(element.dataset.poll, { headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected) return wait();
      replace(await answer.text());
    } catch {
      wait();
    }
  }
  function replace(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const fresh = holder.content.firstElementChild;
    if (!fresh) return wait();
    element.replaceWith(fresh);
    window.htmx?.process(fresh);
    fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: fresh } }));
  }
  function wait() {
    setTimeout(ask, pause);
  }
  wait();
}
