// @ts-check
// What the search page shows: results, filters, and what else was or may be searched for. It decides nothing.

/** @typedef {import("./search-index.js").Found} Found */
/** @typedef {import("./search-finding.js").Finding} Finding */
/** @typedef {import("./search-passages.js").Counts} Counts */
/** @typedef {import("./search-passages.js").Values} Values */
/** @typedef {import("./search-passages.js").Chosen} Chosen */

const PASSAGES = 3; // of one page
const VALUES = 8; // of one facet, until all are wanted
const WORDS = 12; // that are marked on the page to which a result leads

/** The facets of which all values are shown. @type {Set<string>} */
const opened = new Set();

/** A facet in words. @param {string} name */
const inWords = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} [words] @param {string} [name] @returns {HTMLElementTagNameMap[T]} */
function make(tag, words = "", name = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (name) made.className = name;
  return made;
}

/** @param {string} words @param {() => void} act */
function button(words, act) {
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

/** Pagefind marks the words it found with mark elements and escapes the rest.
 * @param {string} html @param {Finding["isStray"]} isStray */
function marked(html, isStray) {
  const line = make("p");
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    const words = node.textContent ?? "";
    line.append(node.nodeName === "MARK" && !isStray(words) ? make("mark", words) : words);
  }
  return line;
}

/** An address with the words that are to be marked there, which archive.js takes off again. They stand behind the
 * number sign, so that no browser sends them. @param {string} url @param {string[]} text the words of the page
 * @param {number[]} places @param {Finding["isStray"]} isStray */
function markedAt(url, text, places, isStray) {
  const named = places.filter((place) => !isStray(text[place] ?? ""));
  const words = new Set(named.flatMap((place) => text[place]?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  const [page, section = ""] = url.split("#");
  return words.size ? `${page}#${section}&found=${[...words].slice(0, WORDS).map(encodeURIComponent).join(",")}` : url;
}

/** A page with the passages that were found on it.
 * @param {Found} found @param {(place: number) => boolean} isWanted whether a word stands in a passage that is looked for
 * @param {Finding["isStray"]} isStray */
export function result(found, isWanted, isStray) {
  const text = found.content.split(/\s+/);
  const isFound = (/** @type {number} */ place) => isWanted(place) && !isStray(text[place] ?? "");
  const item = make("li");
  const heading = make("h2");
  heading.append(link(markedAt(found.url, text, found.locations, isStray), found.meta.title));
  const about = [found.meta.kind, found.meta.conference, found.meta.date ?? found.meta.years];
  item.append(heading, make("p", about.filter(Boolean).join(" · "), "note"));
  const passages = found.sub_results.filter((part) => part.url.includes("#") && part.title !== found.meta.title && part.locations.some(isFound));
  if (!passages.length) item.append(marked(found.excerpt, isStray));
  for (const passage of passages.slice(0, PASSAGES)) {
    const place = make("p", "", "passage");
    place.append(link(markedAt(passage.url, text, passage.locations, isStray), passage.title));
    item.append(place, marked(passage.excerpt, isStray));
  }
  return item;
}

/** Values in the order in which they are read. @param {Values} values */
const byLabel = (values) => (/** @type {string} */ one, /** @type {string} */ other) =>
  (values.get(one)?.label ?? one).localeCompare(values.get(other)?.label ?? other, "en", { numeric: true });

/** Those values of a facet that are shown: the most frequent, or all. @param {string} name @param {Values} values
 * @param {Record<string, number>} counts @param {Set<string>} chosen @returns {[shown: string[], all: number]} */
function shownValues(name, values, counts, chosen) {
  const held = [...values.keys()].filter((value) => counts[value] || chosen.has(value)).sort(byLabel(values));
  if (opened.has(name) || held.length <= VALUES) return [held, held.length];
  const frequent = new Set([...held].sort((one, other) => counts[other] - counts[one]).slice(0, VALUES));
  return [held.filter((value) => frequent.has(value) || chosen.has(value)), held.length];
}

/** The filters with the number of pages of each value; whatever was in focus stays so. @param {HTMLElement} place
 * @param {Map<string, Values>} facets @param {Counts} counts @param {Chosen} chosen */
export function showFilters(place, facets, counts, chosen) {
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : "";
  place.replaceChildren();
  for (const [name, values] of facets) {
    const [shown, all] = shownValues(name, values, counts[name], chosen[name] ?? new Set());
    if (!all) continue;
    const group = make("fieldset");
    group.append(make("legend", inWords(name)));
    for (const value of shown) {
      const label = make("label");
      const tick = make("input");
      Object.assign(tick, { type: "checkbox", name, value, id: `filter-${name}-${value}`, checked: chosen[name]?.has(value) ?? false });
      label.append(tick, ` ${values.get(value)?.label} (${counts[name][value]})`);
      group.append(label);
    }
    if (opened.has(name) || shown.length < all) group.append(fold(name, all, () => showFilters(place, facets, counts, chosen)));
    place.append(group);
  }
  if (focused) document.getElementById(focused)?.focus();
}

/** The button that shows all values of a facet, or only the most frequent again.
 * @param {string} name @param {number} all @param {() => void} redraw */
function fold(name, all, redraw) {
  const open = opened.has(name);
  const made = button(open ? "Fewer" : `All ${all}`, () => {
    if (!opened.delete(name)) opened.add(name);
    redraw();
  });
  made.id = `filter-${name}-all`;
  made.setAttribute("aria-expanded", String(open));
  made.append(make("span", ` values of ${inWords(name).toLowerCase()}`, "visually-hidden"));
  return made;
}

/** The chosen filters, each with a way to take it away. @param {HTMLElement} place
 * @param {(facet: string, value: string) => string} labelOf @param {Chosen} chosen @param {(facet: string, value: string) => void} remove */
export function showChosen(place, labelOf, chosen, remove) {
  place.replaceChildren();
  for (const [facet, values] of Object.entries(chosen)) {
    for (const value of values) {
      const words = `${inWords(facet)}: ${labelOf(facet, value)}`;
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
