// @ts-check
// Filters that are right to the passage, their counts, and the order of time. The numbers of pages and passages come
// from the build (archive_output/search/passages.py): pages from the newest to the oldest, then those without a date.

/** @typedef {Record<string, Set<string>>} Chosen */
/** A value of a facet; its passages are runs. @typedef {{label: string, runs: number[]}} Value */
/** @typedef {Map<string, Value>} Values */
/** How many pages have each value of each facet. @typedef {Record<string, Record<string, number>>} Counts */
/** Where a word or a phrase stands: by page the numbers of the words before; none where only its names or title have it.
 * @typedef {Map<number, number[]>} Places */

/** Marks by number: 1 where something is so. @param {number} size */
const marks = (size) => new Uint8Array(size);

/** @param {number[]} runs @param {(passage: number) => void} visit */
function eachOf(runs, visit) {
  let passage = 0;
  for (let place = 0; place < runs.length; place += 2) {
    passage += runs[place];
    for (let left = runs[place + 1]; left > 0; left--) visit(passage++);
  }
}

export class Passages {
  /** @param {URL} folder of the index @param {string[]} names of the facets, in the order in which they are shown */
  constructor(folder, names) {
    this.folder = folder;
    this.names = names;
    /** @type {Map<string, Promise<Values>>} */
    this.facets = new Map();
    /** @type {Promise<void> | null} */
    this.loaded = null;
    /** The first passage of each page, and the number of all. @type {number[]} */
    this.first = [];
    /** The page of each passage. @type {number[]} */
    this.page = [];
    /** Before how many words of its page each passage begins. @type {number[]} */
    this.begin = [];
  }

  /** @param {string} path @returns {Promise<any>} */
  async read(path) {
    const answer = await fetch(new URL(path, this.folder));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  /** What passages there are. */
  load() {
    this.loaded ??= this.read("passages.json").then((starts) => {
      for (const [page, gaps] of /** @type {number[][]} */ (starts).entries()) {
        this.first.push(this.page.length);
        let words = 0;
        for (const gap of [0, ...gaps]) {
          this.page.push(page);
          this.begin.push((words += gap));
        }
      }
      this.first.push(this.page.length);
    });
    return this.loaded;
  }

  /** How many pages there are. */
  get pages() {
    return this.first.length - 1;
  }

  /** All passages of some pages. @param {Set<number>} pages */
  of(pages) {
    const found = marks(this.page.length);
    for (const page of pages) found.fill(1, this.first[page], this.first[page + 1]);
    return found;
  }

  /** The values of a facet. @param {string} name @returns {Promise<Values>} */
  values(name) {
    const known = this.facets.get(name);
    if (known) return known;
    const lines = /** @type {Promise<[string, string, ...number[]][]>} */ (this.read(`facets/${name}.json`));
    const values = lines.then((all) => new Map(all.map(([value, label, ...runs]) => [value, { label, runs }])));
    this.facets.set(name, values);
    return values;
  }

  /** The values of all facets. */
  async all() {
    const values = await Promise.all(this.names.map((name) => this.values(name)));
    return new Map(this.names.map((name, place) => [name, values[place]]));
  }

  /** The passage in which a word of a page stands. @param {number} page @param {number} word how many stand before */
  at(page, word) {
    let passage = this.first[page];
    while (passage + 1 < this.first[page + 1] && this.begin[passage + 1] <= word) passage++;
    return passage;
  }

  /** The passages in which all words of one of several searches stand. What stands at the head of a page, above its
   * sessions, is about all of them. @param {Set<number>} pages that are found @param {Places[][]} searches */
  hits(pages, searches) {
    const hits = marks(this.page.length);
    for (const page of pages) {
      const [from, to] = [this.first[page], this.first[page + 1]];
      for (const words of searches) {
        if (!words.every((places) => places.has(page))) continue;
        const held = words.map((places) => this.passagesOf(page, places.get(page) ?? []));
        for (let passage = from; passage < to; passage++) {
          if (held.every((passages) => passages.has(passage) || passages.has(from))) hits[passage] = 1;
        }
      }
    }
    return hits;
  }

  /** @param {number} page @param {number[]} words */
  passagesOf(page, words) {
    return new Set(words.length ? words.map((word) => this.at(page, word)) : [this.first[page]]);
  }

  /** The passages that have one of the chosen values of a facet. @param {string} name @param {Set<string>} chosen */
  async having(name, chosen) {
    const values = await this.values(name);
    const found = marks(this.page.length);
    for (const value of chosen) eachOf(values.get(value)?.runs ?? [], (passage) => (found[passage] = 1));
    return found;
  }

  /** By facet the passages that it lets through, for the facets of which values are chosen. @param {Chosen} chosen
   * @returns {Promise<Map<string, Uint8Array>>} */
  async filters(chosen) {
    const names = Object.keys(chosen);
    const having = await Promise.all(names.map((name) => this.having(name, chosen[name])));
    return new Map(names.map((name, place) => [name, having[place]]));
  }

  /** Those passages of some that each filter but one lets through.
   * @param {Uint8Array} hits @param {Map<string, Uint8Array>} filters @param {string} [but] */
  within(hits, filters, but = "") {
    const left = hits.slice();
    for (const [name, having] of filters) {
      if (name === but) continue;
      for (let passage = 0; passage < left.length; passage++) left[passage] &= having[passage];
    }
    return left;
  }

  /** The pages of passages. @param {Uint8Array} passages */
  pagesOf(passages) {
    const pages = new Set();
    for (let passage = 0; passage < passages.length; passage++) if (passages[passage]) pages.add(this.page[passage]);
    return /** @type {Set<number>} */ (pages);
  }

  /** How many pages each value would show beside the filters of the other facets.
   * @param {Uint8Array} hits @param {Map<string, Uint8Array>} filters @returns {Promise<Counts>} */
  async counts(hits, filters) {
    /** @type {Counts} */
    const counts = {};
    for (const [name, values] of await this.all()) {
      const left = this.within(hits, filters, name);
      counts[name] = {};
      for (const [value, { runs }] of values) {
        let number = 0;
        let last = -1;
        eachOf(runs, (passage) => {
          if (left[passage] && this.page[passage] !== last) [number, last] = [number + 1, this.page[passage]];
        });
        counts[name][value] = number;
      }
    }
    return counts;
  }
}
