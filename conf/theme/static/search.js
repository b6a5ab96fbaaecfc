// @ts-check
// The search page: from what is typed and ticked to what is shown. Nothing that is typed leaves the browser: the index
// is read from files beside this page, and the address holds the search where no browser sends it.

/** @typedef {import("./search-address.js").Search} Search */
/** @typedef {import("./search-index.js").Hit} Hit */
/** @typedef {import("./search-passages.js").Chosen} Chosen */

const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
const ENOUGH = 10; // passages shown at once, or a few more
const AT_ONCE = 5; // pages loaded for them, each with its whole text
const FAILED =
  "The search could not be loaded. Load the page again. If you opened it from a folder, it must be served instead; the lists below work everywhere.";
const WIDE = matchMedia("(min-width: 60rem)"); // filters stand beside the results

/** @template {HTMLElement} T @param {string} id @returns {T} */
const element = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return /** @type {T} */ (found);
};
const box = element("archive-search");
const form = /** @type {HTMLFormElement} */ (element("search-form"));
const field = /** @type {HTMLInputElement} */ (element("search-query"));
const sort = /** @type {HTMLSelectElement} */ (element("search-sort"));
const list = element("search-results");
const status = element("search-status");
const more = element("search-more");
const folds = /** @type {HTMLDetailsElement} */ (element("search-filters"));
const filterPlace = /** @type {HTMLElement} */ (folds.querySelector(".filters"));

/** @type {import("./search-finding.js").Finder} */
let finder;
/** @type {{view: typeof import("./search-view.js"), address: typeof import("./search-address.js"), finding: typeof import("./search-finding.js")}} */
let scripts;
/** What is shown. @type {import("./search-finding.js").Finding} */
let finding;
/** Those of its pages that are not shown yet. @type {Hit[]} */
let waiting = [];
/** The search of which the filters are still to be shown. @type {Search | null} */
let unfiltered = null;
let turn = 0;

/** @param {"idle" | "loading" | "done" | "empty" | "error"} state @param {string} [words] */
function tell(state, words = "") {
  box.dataset.searchState = state;
  list.ariaBusy = String(state === "loading");
  status.textContent = words;
  element("search-held").hidden = state !== "empty";
}

/** The filters that are ticked, and those whose values are not shown. @param {Chosen} before @returns {Chosen} */
function readFilters(before) {
  /** @type {Chosen} */
  const chosen = {};
  const shown = new Set([...filterPlace.querySelectorAll("input")].map((tick) => `${tick.name}=${tick.value}`));
  for (const [name, values] of Object.entries(before)) {
    for (const value of values) if (!shown.has(`${name}=${value}`)) (chosen[name] ??= new Set()).add(value);
  }
  for (const tick of /** @type {NodeListOf<HTMLInputElement>} */ (filterPlace.querySelectorAll("input:checked"))) {
    (chosen[tick.name] ??= new Set()).add(tick.value);
  }
  return chosen;
}

/** Puts the next of what was found at the end of the list, unless something else is looked for meanwhile. */
async function fill() {
  const mine = finding;
  for (let passages = 0; waiting.length && passages < ENOUGH; ) {
    const hits = waiting.slice(0, AT_ONCE);
    const found = await Promise.all(hits.map((hit) => hit.data()));
    if (mine !== finding) return;
    waiting.splice(0, hits.length);
    const results = found.map((page, place) => scripts.view.result(page, (word) => finding.isWanted(hits[place].page, word), finding.isStray));
    list.append(...results);
    for (const result of results) passages += result.querySelectorAll(".passage").length || 1;
  }
  more.hidden = waiting.length === 0;
}

/** Shows more, and goes on reading there. Pressed again while that is loaded, it would mix up the order. */
async function showMore() {
  if (box.dataset.searchState === "loading") return;
  const [now, shown] = [turn, list.children.length];
  tell("loading", "Loading more…");
  await fill();
  if (now !== turn) return;
  tell("done", `${list.children.length} of ${finding.hits.length} pages shown.`);
  list.children[shown].querySelector("a")?.focus();
}

/** The filters with their counts, which are loaded only where they are seen. */
async function showFilters() {
  if (!unfiltered || !folds.open) return;
  const now = turn;
  const { chosen } = unfiltered;
  unfiltered = null;
  try {
    const counts = await finding.counts();
    const facets = await finder.passages.all();
    if (now === turn) scripts.view.showFilters(filterPlace, facets, counts, chosen);
  } catch (error) {
    console.warn(error);
    filterPlace.textContent = "The filters could not be loaded. What was found is shown all the same.";
  }
}

/** What the reader has asked for, before anything is found; each part with what may be changed in it.
 * @param {Search} wish @param {Map<string, import("./search-passages.js").Values>} facets */
function showQuestion(wish, facets) {
  field.value = wish.query;
  sort.value = wish.order;
  const labelOf = (/** @type {string} */ name, /** @type {string} */ value) => facets.get(name)?.get(value)?.label ?? value;
  scripts.view.showChosen(element("search-chosen"), labelOf, wish.chosen, (name, value) => {
    const left = new Set([...wish.chosen[name]].filter((other) => other !== value));
    carefully(() => search({ ...wish, chosen: { ...wish.chosen, [name]: left } }));
  });
  scripts.view.showMeant(element("search-meant"), "", () => {});
  scripts.view.showOthers(element("search-others"), [], () => {});
}

/** @param {Search} given */
async function search(given) {
  const now = ++turn;
  const chosen = Object.fromEntries(Object.entries(given.chosen).filter(([, values]) => values.size));
  const wish = { ...given, chosen };
  const again = (/** @type {Partial<Search>} */ change) => () => carefully(() => search({ ...wish, ...change }));
  const isIdle = scripts.finding.isIdle(wish);
  if (!isIdle) tell("loading", "Searching…");
  const facets = await finder.chosenValues(chosen);
  if (now !== turn) return;
  scripts.address.writeAddress(wish);
  showQuestion(wish, facets);

  const found = await finder.find(wish);
  if (now !== turn) return;
  [finding, unfiltered, waiting] = [found, wish, isIdle ? [] : [...found.hits]];
  list.replaceChildren();
  scripts.view.showOthers(element("search-others"), found.others, again({ only: true }));
  await fill();
  if (now !== turn) return;
  const number = found.hits.length;
  if (isIdle) tell("idle");
  else if (number) tell("done", `${number} ${number === 1 ? "page" : "pages"} found.`);
  else tell("empty", "Nothing found. Try fewer or other words, take a filter away, or use the lists below.");
  await showFilters();
  const meant = await finder.meant(wish, number);
  if (now === turn) scripts.view.showMeant(element("search-meant"), meant, again({ query: meant, only: false }));
}

/** @param {() => Promise<void>} work */
async function carefully(work) {
  try {
    await work();
  } catch (error) {
    console.warn(error);
    tell("error", FAILED);
  }
}

/** The search as the page shows it. @param {Partial<Search>} change @returns {Search} */
const shown = (change) => {
  const before = scripts.address.readAddress(finder.passages.names);
  return { ...before, query: field.value.trim(), chosen: readFilters(before.chosen), ...change };
};

field.addEventListener("focus", () => finder?.index.open().catch(() => {}), { once: true }); // what fails is told when it is needed
form.addEventListener("submit", (event) => {
  event.preventDefault();
  carefully(() => search(shown({ only: false })));
});
filterPlace.addEventListener("change", () => carefully(() => search(shown({}))));
sort.addEventListener("change", () => carefully(() => search(shown({ order: /** @type {Search["order"]} */ (sort.value) }))));
folds.addEventListener("toggle", () => carefully(showFilters));
more.addEventListener("click", () => carefully(showMore));
addEventListener("popstate", () => carefully(() => search(scripts.address.readAddress(finder.passages.names))));

carefully(async () => {
  tell("loading", "Loading the search…");
  const script = (/** @type {string} */ name) => import(/** @type {HTMLScriptElement} */ (document.querySelector(`script[src*="/${name}.js"]`)).src);
  const read = fetch(new URL("pagefind/current.json", ROOT), { cache: "no-cache" });
  const names = ["view", "address", "finding", "index", "passages", "words"];
  const [view, address, found, index, passages, words] = await Promise.all(names.map((name) => script(`search-${name}`)));
  scripts = { view, address, finding: found };
  /** Where the build put the index, its facets, and how many pages have a date. @type {{folder: string, facets: string[], dated: number}} */
  const current = await (await read).json();
  const folder = new URL(`pagefind/${current.folder}/`, ROOT);
  finder = new found.Finder(
    new index.Index(folder, current.dated, ROOT),
    new passages.Passages(folder, current.facets),
    new words.Vocabulary(ROOT, folder),
    words.fold,
  );
  const wish = address.readAddress(current.facets);
  folds.open = WIDE.matches || Object.keys(wish.chosen).length > 0;
  await search(wish);
});
