// What a reader asks for: words, "phrases", -exclusions, fr: and en:. And where a text has that.

/* global fold */
/* exported asked, nodesIn, termsOf, wordsOf */

// As bilingual/formats/html/search.py has them.
const LONGEST_TERM = 32;
// A shorter word is looked for as it stands: too many begin with it.
const SHORTEST_BEGINNING = 3;
const MOST_CLAUSES = 12;

/** Return the words of a text as the index has them. */
function termsOf(text) {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((term) => [...term].slice(0, LONGEST_TERM).join(""));
}

/**
 * Return the clauses of a query. Each has `terms` that follow each other in a text; `open` is whether the last is a
 * beginning, `side` the language (0 source, 1 target, -1 either), `not` whether it excludes, `quoted` what was typed.
 */
function asked(query, languages) {
  const clauses = [];
  const pattern = /([-\p{L}]*:)?(-?)(?:["“”«]([^"“”»]*)(["“”»]?)|([^\s"“”«»]+))/gu;
  for (const [, prefix = "", minus, phrase, closed, plain] of withLanguages(query, languages).matchAll(pattern)) {
    const terms = termsOf(phrase ?? plain);
    if (!terms.length || clauses.length >= MOST_CLAUSES) continue;
    const last = terms.at(-1);
    // What has no letters of ours may have no spaces either.
    const long = last.length >= SHORTEST_BEGINNING || /[^a-z0-9]/.test(last);
    clauses.push({
      terms,
      side: languages.indexOf(prefix.replace(/^-/, "").replace(/:$/, "").toLowerCase()),
      not: minus === "-" || prefix.startsWith("-"),
      open: long && (phrase === undefined || !closed),
      typed: phrase ?? plain,
    });
  }
  return clauses;
}

/** Return a query in which a prefix that names no language of the corpus is but a word. */
function withLanguages(query, languages) {
  return query.replace(/(^|\s)(-?)(\p{L}+):/gu, (whole, space, minus, name) =>
    languages.includes(name.toLowerCase()) ? whole : `${space}${minus}${name} `,
  );
}

/** Return the words of a text with their places: `term`, and `start` and `end` in UTF-16 code units. */
function wordsOf(text) {
  const words = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const term of termsOf(match[0])) {
      words.push({ term, start: match.index, end: match.index + match[0].length });
    }
  }
  return words;
}

/** Return where a clause stands among words: pairs of the first word's number and the last one's. */
function nodesIn(words, { terms, open }) {
  const found = [];
  const last = terms.length - 1;
  for (let at = 0; at + last < words.length; at += 1) {
    const fits = terms.every((term, index) => {
      const other = words[at + index].term;
      return open && index === last ? other.startsWith(term) : other === term;
    });
    if (fits) found.push([at, at + last]);
  }
  return found;
}
