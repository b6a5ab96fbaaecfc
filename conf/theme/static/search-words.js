// @ts-check
// The words of a search: what else they may be called or spelled, and what was meant where nothing bears them.
// The names come from search-names/, which the build makes of the archive (archive_output/vocabulary.py).

/** A record under one of its names: the name folded, title, kind, document, all names.
 * @typedef {[name: string, title: string, kind: string, docname: string, names: string[]]} Known */
/** @typedef {{from: number, to: number, known: Known[]}} Match */
/** @typedef {{words: string, instead: string, because: string}} Other */

const LETTERS = /** @type {Record<string, string>} */ ({ ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ħ: "h", ı: "i", þ: "th", ð: "d", ß: "ss" });
const LONGEST = 8; // words of the longest name that is looked for within a search
const FORM = 4; // letters that a form of a word may have more, as "trafficking" has of "traffic"
const OTHERS = 6; // other names that are searched for at once

/** Small letters without accents, only letters and digits, single spaces. @param {string} text */
export function fold(text) {
  const plain = text.toLowerCase().replace(/['’‘`]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
  const known = [...plain].map((sign) => LETTERS[sign] ?? sign).join("");
  return (known.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** The file in which a folded name lies. @param {string} name */
export const fileOf = (name) =>
  [...name].slice(0, 2).filter((sign) => sign !== " ").map((sign) => (sign < "\u0080" ? sign : `u${sign.codePointAt(0)?.toString(16)}`)).join("");

/** British and American spellings of the same words, as endings or beginnings of parts. */
const SPELLINGS = [
  ["isation", "ization"], ["ise", "ize"], ["ised", "ized"], ["ising", "izing"], ["iser", "izer"], ["yse", "yze"], ["ysed", "yzed"], ["ysing", "yzing"],
  ["our", "or"], ["ours", "ors"], ["oured", "ored"], ["ourer", "orer"], ["ourers", "orers"], ["ouring", "oring"],
  ["entre", "enter"], ["entres", "enters"], ["ence", "ense"], ["ences", "enses"], ["ogramme", "ogram"], ["ogrammes", "ograms"],
  ["elling", "eling"], ["elled", "eled"], ["eller", "eler"], ["ellers", "elers"], ["udgement", "udgment"], ["ueue", "ue"], ["heque", "heck"], ["eying", "eing"],
];

/** How a word is spelled on the other side of the ocean; what it gives need not be a word. @param {string} word */
export function otherSpellings(word) {
  const found = new Set();
  for (const [british, american] of SPELLINGS) {
    for (const [one, other] of [[british, american], [american, british]]) {
      if (word.length > one.length + 1 && word.endsWith(one)) found.add(word.slice(0, -one.length) + other);
    }
  }
  found.delete(word);
  return [...found];
}

/** The number of single mistakes between two words: a letter too many, too few, wrong, or two changed round.
 * @param {string} one @param {string} other @param {number} most how many are of interest */
export function mistakes(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) least = Math.min(least, before[column - 2] + 1);
      line.push(least);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return above[other.length];
}

/** How many mistakes a word may have. @param {string} word */
export const allowed = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** Whether a word, or a form of it, is among some words. @param {string} word @param {Record<string, number>} known */
export const isAmong = (word, known) =>
  Boolean(known[word]) ||
  Object.keys(known).some((other) => other.startsWith(word) || (other.length > 3 && word.startsWith(other) && word.length - other.length < FORM));

/** The nearest of some words, the most frequent of those that are equally near. @param {string} word @param {Record<string, number>} known */
export function nearest(word, known) {
  const most = allowed(word);
  let best = "";
  let least = most + 1;
  for (const other of Object.keys(known)) {
    const wrong = mistakes(word, other, most);
    if (wrong && (wrong < least || (wrong === least && known[other] > (known[best] ?? 0)))) [best, least] = [other, wrong];
  }
  return least <= most ? best : "";
}

/** The names and the words of the archive, of which only those are loaded that may belong to a search. */
export class Vocabulary {
  /** @param {URL} site @param {URL} index its folder */
  constructor(site, index) {
    this.site = site;
    this.index = index;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** @param {URL} address @param {any} nothing what stands for a file that is not there */
  read({ href }, nothing) {
    const known = this.files.get(href);
    if (known) return known;
    const file = fetch(href).then((answer) => (answer.ok ? answer.json() : nothing));
    this.files.set(href, file);
    return file;
  }

  /** What a folder holds for words that begin like one. @param {URL} folder @param {string} word @param {any} nothing */
  async near(folder, word, nothing) {
    const key = fileOf(word);
    const keys = await this.read(new URL("all-keys.json", folder), []);
    return keys.includes(key) ? this.read(new URL(`${key}.json`, folder), nothing) : nothing;
  }

  /** The names that begin like a folded text. @param {string} text @returns {Promise<Known[]>} */
  namesLike(text) {
    return this.near(new URL("search-names/", this.site), text, []);
  }

  /** The words of the archive that begin like one, with the number of their pages. @param {string} word @returns {Promise<Record<string, number>>} */
  wordsLike(word) {
    return this.near(new URL("words/", this.index), word, {});
  }

  /** The names that stand in a search, the longest where they overlap. @param {string} query @returns {Promise<Match[]>} */
  async namesIn(query) {
    const words = fold(query).split(" ").filter(Boolean);
    /** @type {Match[]} */
    const matches = [];
    for (let from = 0; from < words.length; ) {
      const rest = words.slice(from).join(" ");
      const known = await this.namesLike(rest);
      let to = Math.min(words.length, from + LONGEST);
      const here = () => known.filter(([name]) => name === words.slice(from, to).join(" "));
      while (to > from && !here().length) to--;
      if (to > from) matches.push({ from, to, known: here() });
      from = Math.max(to, from + 1);
    }
    return matches;
  }

  /** What else to search for: the other names of what is named, and other spellings. @param {string} query @returns {Promise<Other[]>} */
  async others(query) {
    const words = fold(query).split(" ").filter(Boolean);
    const put = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ instead) =>
      [...words.slice(0, from), ...fold(instead).split(" "), ...words.slice(to)].join(" ");
    /** @type {Map<string, Other>} */
    const found = new Map();
    const add = (/** @type {string} */ text, /** @type {string} */ instead, /** @type {string} */ because) => {
      if (text !== words.join(" ") && !found.has(text)) found.set(text, { words: text, instead, because });
    };
    const matches = await this.namesIn(query);
    for (const { from, to, known } of matches) {
      const named = words.slice(from, to).join(" ");
      for (const [, title, , , names] of known) for (const name of names) if (fold(name) !== named) add(put(from, to, name), name, title);
    }
    for (const [place, word] of words.entries()) {
      if (matches.some(({ from, to }) => place >= from && place < to && to - from > 1)) continue;
      const known = await this.wordsLike(word);
      for (const other of otherSpellings(word)) if (known[other]) add(put(place, place + 1, other), other, word);
    }
    return [...found.values()].slice(0, OTHERS);
  }

  /** The words of a search that stand on no page in any form. Pagefind would cut them until something is found.
   * @param {string} query */
  async unknown(query) {
    const words = fold(query).split(" ").filter((word) => word.length > 2 && !/\d/.test(word));
    const known = await Promise.all(words.map((word) => this.wordsLike(word)));
    return words.filter((word, place) => !isAmong(word, known[place]));
  }

  /** The search that was probably meant; nothing where each word is known, or found something as it is.
   * @param {string} query @param {boolean} found whether the search has found anything */
  async meant(query, found) {
    const words = fold(query).split(" ").filter(Boolean);
    let changed = false;
    for (const [place, word] of words.entries()) {
      const known = await this.wordsLike(word);
      const better = known[word] || /\d/.test(word) ? "" : nearest(word, known);
      const same = found && (better.startsWith(word) || word.startsWith(better)); // Pagefind knows the stem
      if (better && !same) [words[place], changed] = [better, true];
    }
    return changed ? words.join(" ") : "";
  }
}
