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

const MARK = "pagefind_dcd"; // before each file of the index, once it is unpacked
const EXCERPT = 30; // words of a page for which nothing was typed

/** @param {string} text */
const asHtml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** What a file of the index holds, which a host may have unpacked. @param {Response} answer @returns {Promise<any>} */
async function unpacked(answer) {
  const file = await answer.blob();
  const isPacked = (await file.slice(0, MARK.length).text()) !== MARK;
  const text = await (isPacked ? new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))) : file).text();
  return JSON.parse(text.slice(MARK.length));
}

export class Index {
  /** @param {URL} folder of the index @param {number} dated how many pages have a date @param {URL} site */
  constructor(folder, dated, site) {
    this.folder = folder;
    this.dated = dated;
    this.site = site;
    /** @type {Promise<any> | undefined} */
    this.opened = undefined;
    /** @type {Map<string, Promise<Result[]>>} */
    this.answers = new Map();
  }

  /** Pagefind, which is loaded when the first words are looked for, or are about to be typed. */
  open() {
    return (this.opened ??= this.load());
  }

  async load() {
    const pagefind = await import(new URL("pagefind.js", this.folder).href);
    await pagefind.options({ noWorker: true, baseUrl: this.site.pathname, ranking: { metaWeights: WEIGHTS } });
    await pagefind.init();
    return pagefind;
  }

  /** What Pagefind finds for some words, which are remembered. @param {string} words */
  ask(words) {
    const known = this.answers.get(words);
    if (known) return known;
    const answer = this.open().then((pagefind) => pagefind.search(words)).then((/** @type {{results: Result[]}} */ { results }) => results);
    this.answers.set(words, answer);
    return /** @type {Promise<Result[]>} */ (answer);
  }

  /** All pages, the newest first. Pagefind, asked for nothing, would load the whole index to tell them.
   * @param {number} pages how many there are @param {Order} order @returns {Hit[]} */
  all(pages, order) {
    const hits = Array.from({ length: pages }, (_, page) => ({ page, score: 0, data: () => this.page(page) }));
    return hits.sort((one, other) => this.time(one.page, order) - this.time(other.page, order));
  }

  /** A page for which nothing was typed, with the beginning of its text. @param {number} page @returns {Promise<Found>} */
  async page(page) {
    const path = `fragment/${page.toString(36)}.pf_fragment`;
    const answer = await fetch(new URL(path, this.folder));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const { url, content, meta } = await unpacked(answer);
    const excerpt = asHtml(content.split(/\s+/, EXCERPT).join(" "));
    return { url: this.site.pathname + url.slice(1), excerpt, content, meta, locations: [], sub_results: [] };
  }

  /** The pages that one of several searches finds, those of the first search first, and of equal ones the newer first.
   * @param {string[]} searches @param {((page: number) => boolean)[]} filters of each @param {Order} order @returns {Promise<Hit[]>} */
  async find(searches, filters, order) {
    /** @type {Map<number, Hit>} */
    const found = new Map();
    for (const [place, results] of (await Promise.all(searches.map((words) => this.ask(words)))).entries()) {
      const hits = results.map(({ id, score, data }) => ({ page: pageOf(id), score, data })).filter(({ page }) => filters[place](page));
      hits.sort((one, other) => other.score - one.score || one.page - other.page);
      for (const hit of hits) if (!found.has(hit.page)) found.set(hit.page, hit);
    }
    const hits = [...found.values()];
    if (order) hits.sort((one, other) => this.time(one.page, order) - this.time(other.page, order));
    return hits;
  }

  /** The place of a page in an order of time; pages without a date come last in both. @param {number} page @param {Order} order */
  time(page, order) {
    return order === "oldest" && page < this.dated ? -page - 1 : page;
  }

  /** Where a word or a phrase stands. @param {string} words @returns {Promise<Places>} */
  async places(words) {
    return new Map((await this.ask(words)).map(({ id, words: places }) => [pageOf(id), places]));
  }
}
