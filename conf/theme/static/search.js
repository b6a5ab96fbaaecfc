// @ts-check
// The search page: asks Pagefind's index, shows what it finds, and keeps the whole search in the address.
// Nothing that is typed leaves the browser: the index is read from files beside this page.

/** @typedef {import("./search-view.js").Found} Found */
/** @typedef {import("./search-view.js").Counts} Counts */
/** @typedef {import("./search-view.js").Labels} Labels */
/** @typedef {import("./search-view.js").Chosen} Chosen */
/** @typedef {{id: string, score: number, data: () => Promise<Found>}} Result */
/** @typedef {{results: Result[], filters: Counts}} Answer */
/** ``only``: nothing but the words as they are typed. @typedef {{query: string, only: boolean, chosen: Chosen}} Search */

const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
const PAGE = 10; // results shown at once
const FEW = 300; // results of several searches that are counted one by one
const NOTHING = { results: [], filters: {} };
const WEIGHTS = { title: 12, names: 10 }; // a name that is typed leads to its record

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
const folds = /** @type {HTMLDetailsElement} */ (element("search-filters"));
const filterPlace = /** @type {HTMLElement} */ (folds.querySelector(".filters"));

folds.open = [...new URLSearchParams(location.search).keys()].some((key) => !["q", "only"].includes(key)); // else the results come first

/** @type {Labels} */
let labels = {};
/** @type {any} */
let pagefind;
/** @type {import("./search-words.js").Vocabulary} */
let vocabulary;
/** @type {typeof import("./search-view.js")} */
let view;
/** @type {Result[]} */
let waiting = [];
let turn = 0;

/** Another script of this page, under the address that it has here, which tells its content.
 * @param {string} name @returns {Promise<any>} */
const script = (name) => import(/** @type {HTMLScriptElement} */ (document.querySelector(`script[src*="/${name}.js"]`)).src);

/** @param {"idle" | "loading" | "done" | "empty" | "error"} state @param {string} [words] */
function tell(state, words = "") {
  box.dataset.searchState = state;
  status.textContent = words;
  element("search-held").hidden = state !== "empty";
}

/** The search that the address describes. @returns {Search} */
function readAddress() {
  const given = new URLSearchParams(location.search);
  /** @type {Chosen} */
  const chosen = {};
  for (const facet of Object.keys(labels)) {
    const known = Object.entries(labels[facet]);
    const values = given.getAll(facet).map((value) => known.find(([id, label]) => id === value || label === value)?.[0] ?? value);
    if (values.length) chosen[facet] = new Set(values);
  }
  return { query: (given.get("q") ?? "").trim(), only: given.has("only"), chosen };
}

/** @param {Search} wish */
function writeAddress({ query, only, chosen }) {
  const next = new URLSearchParams();
  if (query) next.set("q", query);
  if (only) next.set("only", "1");
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

async function showMore() {
  const now = turn;
  const found = await Promise.all(waiting.splice(0, PAGE).map((result) => result.data()));
  if (now !== turn) return;
  list.append(...found.map(view.result));
  more.hidden = waiting.length === 0;
}

/** A search for a phrase as it stands, as Pagefind understands it; nothing where words are searched for.
 * @param {string} query */
const phrase = (query) => /^["“„”](.+)["“”]$/.exec(query)?.[1];

/** What several searches find, the first of them first. @param {Answer[]} answers @returns {Result[]} */
function merged(answers) {
  /** @type {Map<string, Result>} */
  const found = new Map();
  for (const { results } of answers) for (const result of results) if (!found.has(result.id)) found.set(result.id, result);
  return [...found.values()];
}

/** How many of the results have each value of each filter. @param {Result[]} results @returns {Promise<Counts>} */
async function counted(results) {
  /** @type {Counts} */
  const counts = {};
  for (const { filters } of await Promise.all(results.map((result) => result.data()))) {
    for (const [facet, values] of Object.entries(filters)) {
      const known = (counts[facet] ??= {});
      for (const value of values) known[value] = (known[value] ?? 0) + 1;
    }
  }
  return counts;
}

/** Nothing is searched for. @param {Chosen} chosen */
async function clear(chosen) {
  list.replaceChildren();
  more.hidden = true;
  view.showFilters(filterPlace, labels, await pagefind.filters(), chosen);
  tell("idle");
}

/** @param {Search} wish */
async function search(wish) {
  const now = ++turn;
  const { query, only, chosen } = wish;
  const again = (/** @type {Partial<Search>} */ change) => () => carefully(() => search({ ...wish, ...change }));
  field.value = query;
  writeAddress(wish);
  view.showChosen(element("search-chosen"), labels, chosen, (facet, value) => {
    chosen[facet].delete(value);
    again({})();
  });
  view.showMeant(element("search-meant"), "", () => {});
  view.showOthers(element("search-others"), [], () => {});
  const wanted = Object.entries(chosen).filter(([, values]) => values.size);
  const filters = Object.fromEntries(wanted.map(([facet, values]) => [facet, { any: [...values] }]));
  if (!query && !wanted.length) return clear(chosen);

  tell("loading", "Searching…");
  const exact = phrase(query);
  const others = query && !only && !exact ? await vocabulary.others(query) : [];
  const unknown = query ? await vocabulary.unknown(query) : [];
  const words = [exact ? `"${exact}"` : query || null, ...others.map((other) => other.words)];
  const asked = words.map((one, place) => (place || !unknown.length ? pagefind.search(one, { filters }) : NOTHING));
  const answers = /** @type {Answer[]} */ (await Promise.all(asked));
  if (now !== turn) return;
  const found = merged(answers);
  const useful = others.filter((_other, place) => answers[place + 1].results.length);
  waiting = [...found];
  list.replaceChildren();
  view.showOthers(element("search-others"), useful.map((other) => other.instead), again({ only: true }));
  view.showFilters(filterPlace, labels, answers[0].filters, chosen);
  await showMore();
  if (now !== turn) return;
  const number = found.length;
  if (number) tell("done", `${number} ${number === 1 ? "page" : "pages"} found.`);
  else tell("empty", "Nothing found. Try fewer or other words, take a filter away, or use the lists below.");
  if (useful.length && number <= FEW) {
    const counts = await counted(found);
    if (now === turn) view.showFilters(filterPlace, labels, counts, chosen);
  }
  const meant = query && !exact ? await vocabulary.meant(query, number > 0) : "";
  if (now === turn) view.showMeant(element("search-meant"), meant, again({ query: meant, only: false }));
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

form.addEventListener("submit", (event) => {
  event.preventDefault();
  carefully(() => search({ query: field.value.trim(), only: false, chosen: readFilters() }));
});
filterPlace.addEventListener("change", () => carefully(() => search({ ...readAddress(), query: field.value.trim(), chosen: readFilters() })));
more.addEventListener("click", () => carefully(showMore));
addEventListener("popstate", () => carefully(() => search(readAddress())));

carefully(async () => {
  tell("loading", "Loading the search…");
  const read = (/** @type {string} */ path) => fetch(new URL(path, ROOT)).then((answer) => answer.json());
  const [names, indexes] = await Promise.all([read("search-facets.json"), read("search-indexes.json")]);
  view = await script("search-view");
  const { Vocabulary } = await script("search-words");
  vocabulary = new Vocabulary(ROOT, indexes);
  const [first, ...others] = /** @type {string[]} */ (indexes).map((path) => new URL(path, ROOT).href);
  pagefind = await import(`${first}pagefind.js`);
  labels = names;
  await pagefind.options({ ranking: { metaWeights: WEIGHTS } });
  await pagefind.init();
  // an archive that was put together from parts has an index for each
  await Promise.all(others.map((index) => pagefind.mergeIndex(index, { baseUrl: ROOT.pathname, ranking: { metaWeights: WEIGHTS } })));
  await pagefind.filters(); // answers count the filters only once these are loaded
  await search(readAddress());
});
