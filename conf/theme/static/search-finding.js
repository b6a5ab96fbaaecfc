// @ts-check
// From a search to the pages that it finds, and the passages of these that are looked for. It shows nothing.

/** @typedef {import("./search-address.js").Search} Search */
/** @typedef {import("./search-index.js").Index} Index */
/** @typedef {import("./search-index.js").Hit} Hit */
/** @typedef {import("./search-passages.js").Passages} Passages */
/** @typedef {import("./search-passages.js").Chosen} Chosen */
/** @typedef {import("./search-passages.js").Counts} Counts */
/** @typedef {import("./search-passages.js").Values} Values */
/** @typedef {import("./search-words.js").Vocabulary} Vocabulary */
/** ``others``: what else was searched for and found. ``isWanted``: whether a word of a page, told by its number, stands
 * in a passage that is looked for. ``isStray``: whether Pagefind takes a word for one that was asked for and it is none.
 * @typedef {{hits: Hit[], others: string[], isWanted: (page: number, word: number) => boolean, isStray: (word: string) => boolean,
 *   counts: () => Promise<Counts>}} Finding */

/** A phrase that is searched for as it stands; nothing where words are searched for. @param {string} query */
const phrase = (query) => /^["“„”](.+)["“”]$/.exec(query)?.[1];

/** A word that Pagefind cuts short, and for which it then takes all that begins like the rest: “with” for “witness”,
 * “awarded” for “awareness”. As a phrase it is cut as well, and nothing else is taken. */
const CUT = /^(\p{L}+)ness(es)?$/u;

/** Whether a search asks for anything. @param {Search} search */
export const isIdle = ({ query, chosen }) => !query && !Object.keys(chosen).length;

export class Finder {
  /** @param {Index} index @param {Passages} passages @param {Vocabulary} vocabulary @param {(text: string) => string} fold */
  constructor(index, passages, vocabulary, fold) {
    this.index = index;
    this.passages = passages;
    this.vocabulary = vocabulary;
    this.fold = fold;
  }

  /** What is asked of the index, what was typed first, each with the words in which it was meant; of an exact phrase
   * nothing else, and nothing where nothing was typed. @param {Search} search @returns {Promise<{asked: string, instead: string}[]>} */
  async questions({ query, only }) {
    const exact = phrase(query);
    if (exact) return [{ asked: `"${exact}"`, instead: "" }];
    if (!query) return [];
    const others = only ? [] : await this.vocabulary.others(query);
    const unknown = await this.vocabulary.unknown(query);
    const typed = unknown.length ? [] : [{ asked: query, instead: "" }];
    return [...typed, ...others.map(({ words, instead }) => ({ asked: words, instead }))];
  }

  /** What is asked of the index for each word. @param {string} asked */
  words(asked) {
    if (phrase(asked)) return [asked];
    return this.fold(asked).split(" ").map((word) => (CUT.test(word) ? `"${word}"` : word));
  }

  /** The pages with the words that Pagefind cuts short; all where there is no such word. @param {string} asked */
  async uncut(asked) {
    const cut = this.words(asked).filter((word) => word.startsWith('"'));
    const places = await Promise.all(cut.map((word) => this.index.places(word)));
    return (/** @type {number} */ page) => places.every((held) => held.has(page));
  }

  /** @param {Search} search @returns {Promise<Finding>} */
  async find(search) {
    const questions = await this.questions(search);
    const all = search.query ? await this.found(questions.map(({ asked }) => asked), search.order) : await this.everything(search.order);
    const others = [];
    for (const { asked, instead } of questions) if (instead && (await this.found([asked], "")).length) others.push(instead);
    /** Worked out once, where filters or their counts need it. @type {Promise<{hits: Uint8Array, filters: Map<string, Uint8Array>}> | undefined} */
    let passages;
    const inPassages = () => (passages ??= this.inPassages(all, questions.map(({ asked }) => asked), search.chosen));
    const counts = async () => {
      const { hits, filters } = await inPassages();
      return this.passages.counts(hits, filters);
    };
    const cut = questions.flatMap(({ asked }) => this.words(asked).map((word) => CUT.exec(word.replaceAll('"', ""))?.[1] ?? "").filter(Boolean));
    const isStray = (/** @type {string} */ word) => cut.some((rest) => this.fold(word).startsWith(rest) && !this.fold(word).startsWith(`${rest}ness`));
    const finding = { hits: all, others, isWanted: () => true, isStray, counts };
    if (!Object.keys(search.chosen).length) return finding;
    const { hits, filters } = await inPassages();
    const wanted = this.passages.within(hits, filters);
    const pages = this.passages.pagesOf(wanted);
    const isWanted = (/** @type {number} */ page, /** @type {number} */ word) => wanted[this.passages.at(page, word)] === 1;
    return { ...finding, hits: all.filter(({ page }) => pages.has(page)), isWanted };
  }

  /** The pages on which one of some questions is answered. @param {string[]} questions @param {Search["order"]} order */
  async found(questions, order) {
    const filters = await Promise.all(questions.map((asked) => this.uncut(asked)));
    return this.index.find(questions, filters, order);
  }

  /** All pages. @param {Search["order"]} order */
  async everything(order) {
    await this.passages.load();
    return this.index.all(this.passages.pages, order);
  }

  /** The passages in which what was asked for stands, all of the pages where nothing was, and those that each filter lets through.
   * @param {Hit[]} found @param {string[]} questions @param {Chosen} chosen */
  async inPassages(found, questions, chosen) {
    await this.passages.load();
    const pages = new Set(found.map(({ page }) => page));
    const places = await Promise.all(questions.map((asked) => Promise.all(this.words(asked).map((word) => this.index.places(word)))));
    const hits = questions.length ? this.passages.hits(pages, places) : this.passages.of(pages);
    return { hits, filters: await this.passages.filters(chosen) };
  }

  /** The values of those facets of which some are chosen. Where the address gives labels, their ids are put there.
   * @param {Chosen} chosen @returns {Promise<Map<string, Values>>} */
  async chosenValues(chosen) {
    /** @type {Map<string, Values>} */
    const facets = new Map();
    for (const [name, given] of Object.entries(chosen)) {
      const values = await this.passages.values(name);
      const byLabel = new Map([...values].map(([value, { label }]) => [label, value]));
      chosen[name] = new Set([...given].map((value) => (values.has(value) ? value : byLabel.get(value) ?? value)));
      facets.set(name, values);
    }
    return facets;
  }

  /** What was probably meant; nothing where words were found as they are. @param {Search} search @param {number} found */
  async meant({ query }, found) {
    return query && !phrase(query) ? this.vocabulary.meant(query, found > 0) : "";
  }
}
