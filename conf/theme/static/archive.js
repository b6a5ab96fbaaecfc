// @ts-check
// What every page does beyond its text: definitions of terms on hover and focus, and the day of reading.
// Content on hover or focus can be dismissed with Escape, can be pointed at, and stays (WCAG 2.2, 1.4.13).

const GRACE = 250; // milliseconds in which the pointer may travel from the word to its definition

/** Show definitions beside the terms that have one. */
function showDefinitions() {
  /** @type {HTMLAnchorElement | null} */
  let term = null;
  let timer = 0;
  const box = document.createElement("div");
  box.id = "term-definition";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.append(box);

  const hide = () => {
    term?.removeAttribute("aria-describedby");
    term = null;
    box.hidden = true;
  };
  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, GRACE);
  };
  /** @param {HTMLAnchorElement} link */
  const show = (link) => {
    clearTimeout(timer);
    if (term === link) return;
    hide();
    term = link;
    box.textContent = link.dataset.definition ?? "";
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    const place = link.getBoundingClientRect();
    const left = Math.max(16, Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 16));
    const below = place.bottom + box.offsetHeight + 12 < innerHeight || place.top < box.offsetHeight + 12;
    const top = below ? place.bottom + 4 : place.top - box.offsetHeight - 4;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  };

  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-definition]"))) {
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("mouseleave", hideSoon);
    link.addEventListener("blur", hideSoon);
  }
  box.addEventListener("mouseenter", () => clearTimeout(timer));
  box.addEventListener("mouseleave", hideSoon);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

/** Complete the citation with today's date, which the built page cannot know. */
function dateCitations() {
  const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  for (const place of document.querySelectorAll("[data-today]")) place.textContent = today;
}

/** "/" and Control with K lead to the search from anywhere; Escape leaves it. */
function openSearchByKey() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("#search-query, #archive-search-field"));
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (slash || control) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.blur();
  });
}

if (document.querySelector("a[data-definition]")) showDefinitions();
openSearchByKey();
dateCitations();
