// @ts-check
// What is found for the words of a search, and in which order. Pagefind reads the index, a part of it for each word.

/** A section of a page. @typedef {{url: string, title: string, excerpt: string, locations: number[]}} Part */
/** A page with its text. @typedef {{url: string, excerpt: string, content: string, locations: number[], meta: Record<string, string>,
 *   sub_results: Part[]}} Found */
/** What Pagefind finds. @typedef {{id: string, score: number, words: number[], data: () => Promise<Found>}} Result */
/** A page that is found; ``page`` is its number, which tells the order of time.
 * @typedef {{page: number, score: number, data: () => Promise<Found>}} Hit */
/** @typedef {"" | "newest" | "oldest"} Order */
/** @typedef {import("./search-passages.js").Places} Places */

const WEIGHTS = { title: 12, names: 10 }; // a name that is typed leads to its record

/** The number of a page in the name that the build gave it. @param {string} id */
const pageOf = (id) => Number.parseInt(id, 36);

export class Index {
  /** @param {any} pagefind @param {number} dated how many pages have a date */
  constructor(pagefind, dated) {
    this.pagefind = pagefind;
    this.dated = dated;
    /** @type {Map<string | null, Promise<Result[]>>} */
    this.answers = new Map();
  }

  /** @param {URL} folder of the index @param {number} dated @param {URL} site */
  static async load(folder, dated, site) {
    const pagefind = await import(new URL("pagefind.js", folder).href);
    await pagefind.options({ noWorker: true, baseUrl: site.pathname, ranking: { metaWeights: WEIGHTS } });
    await pagefind.init();
    return new Index(pagefind, dated);
  }

  /** What Pagefind finds for some words, which are remembered. @param {string | null} words all pages where null */
  ask(words) {
    const known = this.answers.get(words);
    if (known) return known;
    const answer = this.pagefind.search(words).then((/** @type {{results: Result[]}} */ { results }) => results);
    this.answers.set(words, answer);
    return /** @type {Promise<Result[]>} */ (answer);
  }

  /** The pages that one of several searches finds, those of the first search first, and of equal ones the newer first.
   * @param {(string | null)[]} searches @param {Order} order @returns {Promise<Hit[]>} */
  async find(searches, order) {
    /** @type {Map<number, Hit>} */
    const found = new Map();
    for (const results of await Promise.all(searches.map((words) => this.ask(words)))) {
      const hits = results.map(({ id, score, data }) => ({ page: pageOf(id), score, data }));
      hits.sort((one, other) => other.score - one.score || one.page - other.page);
      for (const hit of hits) if (!found.has(hit.page)) found.set(hit.page, hit);
    }
    const hits = [...found.values()];
    if (order || searches[0] === null) hits.sort((one, other) => this.time(one.page, order) - this.time(other.page, order));
    return hits;
  }

  /** The place of a page in an order of time; pages without a date come last in both. @param {number} page @param {Order} order */
  time(page, order) {
    return order === "oldest" && page < this.dated ? -page - 1 : page;
  }

  /** Where a word or a phrase stands; of all pages, where nothing is asked for, no place is told.
   * @param {string | null} words @returns {Promise<Places>} */
  async places(words) {
    const results = await this.ask(words);
    return new Map(results.map(({ id, words: places }) => [pageOf(id), words === null ? [] : places]));
  }
}
