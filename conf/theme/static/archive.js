// @ts-check
// What every page does beyond its text: the way to and from the search, definitions of terms, the day of reading.
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
    link.addEventListener("blur", hide); // it must not cover what has the focus next (WCAG 2.2, 2.4.11)
  }
  box.addEventListener("mouseenter", () => clearTimeout(timer));
  box.addEventListener("mouseleave", hideSoon);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

/** Complete citations with today's date, and prints with their address: the built page cannot know them. */
function dateCitations() {
  const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  for (const place of document.querySelectorAll("[data-today]")) place.textContent = today;
  for (const place of document.querySelectorAll("[data-here]")) place.textContent = location.href.split("#")[0];
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

/** The search box of each page leads to the search page with what was typed behind the number sign of the address,
 * where no browser sends it. */
function searchFromAnywhere() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.archive-search"));
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = /** @type {HTMLInputElement} */ (form.querySelector("input")).value.trim();
    location.assign(words ? `${form.action}#${new URLSearchParams({ q: words })}` : form.action);
  });
}

/** The places in a text at which one of some words begins or stands whole. @param {string} text @param {Set<string>} words */
const placesOf = (text, words) => [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word]) => words.has(word.toLowerCase()));

/** Mark words in a text. @param {Text} text @param {Set<string>} words */
function markIn(text, words) {
  for (const found of placesOf(text.data, words).reverse()) {
    text.splitText(found.index + found[0].length);
    const mark = document.createElement("mark");
    const word = text.splitText(found.index);
    word.replaceWith(mark);
    mark.append(word);
  }
}

/** A result of the search leads to "#section&found=words": mark the words, and go on to the section. */
function markFoundWords() {
  const [section, words] = location.hash.slice(1).split("&found=");
  const article = document.querySelector("article");
  if (!words || !article) return;
  const wanted = new Set(words.split(",").map(decodeURIComponent));
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) if (!text.parentElement?.closest(".backlinks, .sources, .cite, nav")) markIn(text, wanted);
  offerToUnmark(article);
  if (section) location.replace(`#${section}`);
  else history.replaceState(null, "", location.pathname);
}

/** @param {Element} article */
function offerToUnmark(article) {
  const line = document.createElement("p");
  line.className = "unmark";
  const button = document.createElement("button");
  button.textContent = "Take away the marks of the search";
  button.addEventListener("click", () => {
    for (const mark of article.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    article.normalize();
    line.remove();
  });
  line.append(button);
  article.prepend(line);
}

if (document.querySelector("a[data-definition]")) showDefinitions();
openSearchByKey();
searchFromAnywhere();
markFoundWords();
dateCitations();
