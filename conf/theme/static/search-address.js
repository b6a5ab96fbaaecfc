// @ts-check
// The address holds the whole search, so that it can be sent to a colleague and Back works. It stands behind the number
// sign, where no browser sends it to the host of the site; older addresses have it behind a question mark.

/** @typedef {import("./search-passages.js").Chosen} Chosen */
/** @typedef {import("./search-index.js").Order} Order */
/** ``only``: nothing but the words as they are typed. @typedef {{query: string, only: boolean, order: Order, chosen: Chosen}} Search */

const ORDERS = ["newest", "oldest"];

/** The search that the address describes. @param {string[]} facets @returns {Search} */
export function readAddress(facets) {
  const given = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
  const chosen = Object.fromEntries(facets.map((facet) => [facet, new Set(given.getAll(facet))]).filter(([, values]) => /** @type {Set<string>} */ (values).size));
  const order = /** @type {Order} */ (ORDERS.find((name) => name === given.get("sort")) ?? "");
  return { query: (given.get("q") ?? "").trim(), only: given.has("only"), order, chosen };
}

/** @param {Search} search */
export function writeAddress({ query, only, order, chosen }) {
  const next = new URLSearchParams();
  if (query) next.set("q", query);
  if (only) next.set("only", "1");
  if (order) next.set("sort", order);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) next.append(facet, value);
  const hash = next.toString() ? `#${next}` : "";
  if (location.search) history.replaceState(null, "", location.pathname + hash);
  else if (hash !== location.hash) history.pushState(null, "", location.pathname + hash);
}
