// @ts-check
// The search page: asks Pagefind's index, shows what it finds, and keeps the whole search in the address.
// Nothing that is typed leaves the browser: the index is read from files beside this page.

const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
const PAGE = 10; // results shown at once

/** @typedef {{url: string, title: string, excerpt: string}} Part */
/** @typedef {{url: string, excerpt: string, meta: Record<string, string>, sub_results: Part[]}} Found */
/** @typedef {{results: {id: string, data: () => Promise<Found>}[], filters: Record<string, Record<string, number>>}} Answer */
/** @typedef {Record<string, Set<string>>} Chosen */

/** @template {HTMLElement} T @param {string} id @returns {T} */
const element = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return /** @type {T} */ (found);
};
const box = element("archive-search");
const form = /** @type {HTMLFormElement} */ (element("search-form"));
const field = /** @type {HTMLInputElement} */ (element("search-query"));
const list = element("search-results");
const status = element("search-status");
const more = element("search-more");
const chosenPlace = element("search-chosen");
const folds = /** @type {HTMLDetailsElement} */ (element("search-filters"));
const filterPlace = /** @type {HTMLElement} */ (folds.querySelector(".filters"));

folds.open = matchMedia("(min-width: 48rem)").matches; // on a phone the results come first

/** @type {Record<string, Record<string, string>>} */
let labels = {};
/** @type {any} */
let pagefind;
/** @type {Answer["results"]} */
let waiting = [];
let turn = 0;

/** @param {"idle" | "loading" | "done" | "empty" | "error"} state @param {string} [words] */
function tell(state, words = "") {
  box.dataset.searchState = state;
  status.textContent = words;
}

/** @param {string} name */
const inWords = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");

/** The search that the address describes. @returns {{query: string, chosen: Chosen}} */
function readAddress() {
  const given = new URLSearchParams(location.search);
  /** @type {Chosen} */
  const chosen = {};
  for (const facet of Object.keys(labels)) {
    const known = Object.entries(labels[facet]);
    const values = given.getAll(facet).map((value) => known.find(([id, label]) => id === value || label === value)?.[0] ?? value);
    if (values.length) chosen[facet] = new Set(values);
  }
  return { query: given.get("q") ?? "", chosen };
}

/** @param {string} query @param {Chosen} chosen */
function writeAddress(query, chosen) {
  const next = new URLSearchParams();
  if (query) next.set("q", query);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) next.append(facet, value);
  const address = `${location.pathname}${next.size ? `?${next}` : ""}`;
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
}

/** The filters that are ticked. @returns {Chosen} */
function readFilters() {
  /** @type {Chosen} */
  const chosen = {};
  for (const tick of /** @type {NodeListOf<HTMLInputElement>} */ (filterPlace.querySelectorAll("input:checked"))) {
    (chosen[tick.name] ??= new Set()).add(tick.value);
  }
  return chosen;
}

/** @param {Record<string, Record<string, number>>} counts @param {Chosen} chosen */
function showFilters(counts, chosen) {
  const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.id : "";
  filterPlace.replaceChildren();
  for (const facet of Object.keys(labels)) {
    const values = Object.keys(labels[facet]).filter((value) => counts[facet]?.[value] || chosen[facet]?.has(value));
    if (!values.length) continue;
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = inWords(facet);
    group.append(legend);
    const order = (/** @type {string} */ a, /** @type {string} */ b) => labels[facet][a].localeCompare(labels[facet][b], "en", { numeric: true });
    for (const value of values.sort(order)) {
      const label = document.createElement("label");
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.name = facet;
      tick.value = value;
      tick.id = `filter-${facet}-${value}`;
      tick.checked = chosen[facet]?.has(value) ?? false;
      label.append(tick, ` ${labels[facet][value]} (${counts[facet]?.[value] ?? 0})`);
      group.append(label);
    }
    filterPlace.append(group);
  }
  if (focused) document.getElementById(focused)?.focus();
}

/** @param {Chosen} chosen */
function showChosen(chosen) {
  chosenPlace.replaceChildren();
  for (const [facet, values] of Object.entries(chosen)) {
    for (const value of values) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${inWords(facet)}: ${labels[facet]?.[value] ?? value} ×`;
      button.setAttribute("aria-label", `Remove the filter ${inWords(facet)}: ${labels[facet]?.[value] ?? value}`);
      button.addEventListener("click", () => {
        values.delete(value);
        search(field.value, chosen);
      });
      chosenPlace.append(button);
    }
  }
}

/** Pagefind marks the words it found with mark elements and escapes the rest. @param {string} html */
function marked(html) {
  const line = document.createElement("p");
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
    part.textContent = node.textContent;
    line.append(part);
  }
  return line;
}

/** @param {string} href @param {string} words */
function link(href, words) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = words;
  return anchor;
}

/** @param {Found} found */
function shown(found) {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  heading.append(link(found.url, found.meta.title));
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = [found.meta.kind, found.meta.conference, found.meta.date ?? found.meta.years].filter(Boolean).join(" · ");
  item.append(heading, note);
  const parts = found.sub_results.filter((part) => part.url.includes("#") && part.title !== found.meta.title);
  if (!parts.length) item.append(marked(found.excerpt));
  for (const part of parts.slice(0, 3)) {
    const place = document.createElement("p");
    place.append(link(part.url, part.title));
    item.append(place, marked(part.excerpt));
  }
  return item;
}

async function showMore() {
  const now = turn;
  const found = await Promise.all(waiting.splice(0, PAGE).map((result) => result.data()));
  if (now !== turn) return;
  list.append(...found.map(shown));
  more.hidden = waiting.length === 0;
}

/** @param {string} query @param {Chosen} chosen */
async function search(query, chosen) {
  const now = ++turn;
  writeAddress(query, chosen);
  showChosen(chosen);
  const filters = Object.fromEntries(
    Object.entries(chosen).filter(([, values]) => values.size).map(([facet, values]) => [facet, { any: [...values] }]),
  );
  if (!query && !Object.keys(filters).length) {
    list.replaceChildren();
    more.hidden = true;
    showFilters(await pagefind.filters(), chosen);
    tell("idle");
    return;
  }
  tell("loading", "Searching…");
  const answer = /** @type {Answer} */ (await pagefind.search(query || null, { filters }));
  if (now !== turn) return;
  waiting = [...answer.results];
  list.replaceChildren();
  showFilters(answer.filters, chosen);
  await showMore();
  if (now !== turn) return;
  const number = answer.results.length;
  if (number) tell("done", `${number} ${number === 1 ? "page" : "pages"} found.`);
  else tell("empty", "Nothing found. Try fewer or other words, take a filter away, or use the lists below.");
}

/** @param {() => Promise<void>} work */
async function carefully(work) {
  try {
    await work();
  } catch (error) {
    console.warn(error);
    tell("error", "The search could not be loaded. If you opened this page from a folder, it must be served instead; the lists below work everywhere.");
  }
}

const fromAddress = () => carefully(async () => {
  const { query, chosen } = readAddress();
  field.value = query;
  await search(query, chosen);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  carefully(() => search(field.value.trim(), readFilters()));
});
filterPlace.addEventListener("change", () => carefully(() => search(field.value.trim(), readFilters())));
more.addEventListener("click", () => carefully(showMore));
addEventListener("popstate", fromAddress);

carefully(async () => {
  tell("loading", "Loading the search…");
  const read = (/** @type {string} */ path) => fetch(new URL(path, ROOT)).then((answer) => answer.json());
  const [names, indexes] = await Promise.all([read("search-facets.json"), read("search-indexes.json")]);
  const [first, ...others] = /** @type {string[]} */ (indexes).map((path) => new URL(path, ROOT).href);
  pagefind = await import(`${first}pagefind.js`);
  labels = names;
  await pagefind.init();
  // an archive that was put together from parts has an index for each
  await Promise.all(others.map((index) => pagefind.mergeIndex(index, { baseUrl: ROOT.pathname })));
  await pagefind.filters(); // answers count the filters only once these are loaded
  await fromAddress();
});
