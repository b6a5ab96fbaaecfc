// @ts-check
// What the search page shows: results, filters, and what else was or may be searched for. It decides nothing.

/** @typedef {{url: string, title: string, excerpt: string}} Part */
/** @typedef {{url: string, excerpt: string, meta: Record<string, string>, filters: Record<string, string[]>, sub_results: Part[]}} Found */
/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {Record<string, Record<string, string>>} Labels */
/** @typedef {Record<string, Set<string>>} Chosen */

const PASSAGES = 3; // of one page

/** A facet in words. @param {string} name */
export const inWords = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} [words] @param {string} [name] @returns {HTMLElementTagNameMap[T]} */
function make(tag, words = "", name = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (name) made.className = name;
  return made;
}

/** @param {string} words @param {() => void} act */
export function button(words, act) {
  const made = make("button", words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** @param {string} href @param {string} words */
function link(href, words) {
  const made = make("a", words);
  made.href = href;
  return made;
}

/** Pagefind marks the words it found with mark elements and escapes the rest. @param {string} html */
function marked(html) {
  const line = make("p");
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    line.append(make(node.nodeName === "MARK" ? "mark" : "span", node.textContent ?? ""));
  }
  return line;
}

/** A page with the passages that were found on it. @param {Found} found */
export function result(found) {
  const item = make("li");
  const heading = make("h2");
  heading.append(link(found.url, found.meta.title));
  const about = [found.meta.kind, found.meta.conference, found.meta.date ?? found.meta.years];
  item.append(heading, make("p", about.filter(Boolean).join(" · "), "note"));
  const passages = found.sub_results.filter((part) => part.url.includes("#") && part.title !== found.meta.title);
  if (!passages.length) item.append(marked(found.excerpt));
  for (const passage of passages.slice(0, PASSAGES)) {
    const place = make("p");
    place.append(link(passage.url, passage.title));
    item.append(place, marked(passage.excerpt));
  }
  return item;
}

/** The filters with the number of pages of each value; whatever was in focus stays so.
 * @param {HTMLElement} place @param {Labels} labels @param {Counts} counts @param {Chosen} chosen */
export function showFilters(place, labels, counts, chosen) {
  const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.id : "";
  place.replaceChildren();
  for (const facet of Object.keys(labels)) {
    const values = Object.keys(labels[facet]).filter((value) => counts[facet]?.[value] || chosen[facet]?.has(value));
    if (!values.length) continue;
    const group = make("fieldset");
    group.append(make("legend", inWords(facet)));
    const order = (/** @type {string} */ a, /** @type {string} */ b) => labels[facet][a].localeCompare(labels[facet][b], "en", { numeric: true });
    for (const value of values.sort(order)) {
      const label = make("label");
      const tick = make("input");
      Object.assign(tick, { type: "checkbox", name: facet, value, id: `filter-${facet}-${value}`, checked: chosen[facet]?.has(value) ?? false });
      label.append(tick, ` ${labels[facet][value]} (${counts[facet]?.[value] ?? 0})`);
      group.append(label);
    }
    place.append(group);
  }
  if (focused) document.getElementById(focused)?.focus();
}

/** The chosen filters, each with a way to take it away.
 * @param {HTMLElement} place @param {Labels} labels @param {Chosen} chosen @param {(facet: string, value: string) => void} remove */
export function showChosen(place, labels, chosen, remove) {
  place.replaceChildren();
  for (const [facet, values] of Object.entries(chosen)) {
    for (const value of values) {
      const words = `${inWords(facet)}: ${labels[facet]?.[value] ?? value}`;
      const made = button(`${words} ×`, () => remove(facet, value));
      made.setAttribute("aria-label", `Remove the filter ${words}`);
      place.append(made);
    }
  }
}

/** What else was searched for. @param {HTMLElement} place @param {string[]} names @param {() => void} leaveOut */
export function showOthers(place, names, leaveOut) {
  place.replaceChildren();
  place.hidden = !names.length;
  if (place.hidden) return;
  const line = make("p", "Also showing: ");
  for (const [number, name] of names.entries()) line.append(number ? ", " : "", make("strong", name));
  line.append(". ", button("Only what I typed", leaveOut));
  place.append(line);
}

/** What was probably meant. @param {HTMLElement} place @param {string} meant @param {() => void} take */
export function showMeant(place, meant, take) {
  place.replaceChildren();
  place.hidden = !meant;
  if (place.hidden) return;
  const line = make("p", "Did you mean ");
  line.append(button(meant, take), "?");
  place.append(line);
}
