// @ts-check
// In the live preview only: loads the page again when the archive was built again, and shows what is to be put right.

(() => {
  const panel = document.createElement("section");
  panel.setAttribute("role", "status");
  panel.setAttribute("aria-label", "Problems in the archive");
  panel.style.cssText =
    "position:fixed;right:1rem;bottom:1rem;z-index:2000;max-width:min(42rem,calc(100vw - 2rem));max-height:45vh;overflow:auto;" +
    "padding:.8rem 1rem;border:2px solid #9c2f00;border-radius:8px;background:#fff8f4;color:#1c2733;font:1rem/1.5 system-ui,sans-serif";
  panel.hidden = true;
  document.body.append(panel);

  /** @param {{path: string, line: number, message: string, hint: string}[]} problems */
  function show(problems) {
    panel.replaceChildren();
    panel.hidden = problems.length === 0;
    if (panel.hidden) return;
    const title = document.createElement("strong");
    title.textContent = problems.length === 1 ? "One thing to put right" : `${problems.length} things to put right`;
    const list = document.createElement("ul");
    list.style.margin = "0.3rem 0 0";
    for (const problem of problems) {
      const item = document.createElement("li");
      const place = document.createElement("code");
      place.textContent = `${problem.path}, line ${problem.line}`;
      item.append(place, `: ${problem.message} ${problem.hint}`);
      list.append(item);
    }
    panel.append(title, list);
  }

  let version = -1;
  new EventSource("/_archive/events").addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    show(state.problems);
    if (version >= 0 && state.version !== version) location.reload();
    version = state.version;
  });
})();
