// What a reader asks for: words, "phrases", -exclusions, fr: and en:. And where a text has that.

/* global fold */
/* exported asked, nodesIn, sideOf, stretchesOf, wordsOf */

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
    // Who has typed "fr:" so far goes on.
    const begun = phrase === undefined && /^\p{L}+:-?$/u.test(plain);
    if (!terms.length || begun || clauses.length >= MOST_CLAUSES) continue;
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

/** Return a query in which a prefix stands before its word, and one that names no language of the corpus is but a word. */
function withLanguages(query, languages) {
  return query.replace(/(^|\s)(-?)(\p{L}+):(-?)\s*/gu, (_, space, minus, name, inner) =>
    `${space}${minus}${name}${languages.includes(name.toLowerCase()) ? ":" : " "}${inner}`,
  );
}

// Of these letters and signs none becomes one of the other kind when it is folded.
const PLAIN = /^[\0-\u209f\u20ac]*$/;

/** Return the words of a text with their places: `term`, and `start` and `end` in UTF-16 code units. */
function wordsOf(text) {
  const words = [];
  if (PLAIN.test(text)) {
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      for (const term of termsOf(match[0])) {
        words.push({ term, start: match.index, end: match.index + match[0].length });
      }
    }
    return words;
  }
  // The index folds the whole ("№ 5" → "no 5") and finds words in that, and so must this, letter by letter.
  const [places, ends, pieces] = [[], [], []];
  for (const { 0: letter, index } of text.matchAll(/.\p{M}*/gsu)) {
    const folded = fold(letter);
    pieces.push(folded);
    for (let at = 0; at < folded.length; at += 1) {
      places.push(index);
      ends.push(index + letter.length);
    }
  }
  for (const { 0: word, index } of pieces.join("").matchAll(/[\p{L}\p{N}]+/gu)) {
    words.push({ term: termsOf(word)[0], start: places[index], end: ends[index + word.length - 1] });
  }
  return words;
}

/** Return where a clause stands among words, once for each: pairs of the first word's number and the last one's. */
function nodesIn(words, { terms, open }) {
  const found = [];
  const last = terms.length - 1;
  for (let at = 0; at + last < words.length; at += 1) {
    const fits = terms.every((term, index) => {
      const other = words[at + index].term;
      return open && index === last ? other.startsWith(term) : other === term;
    });
    if (!fits) continue;
    found.push([at, at + last]);
    at += last;
  }
  return found;
}

/** Return the language whose text is the concordance's: `nodes` are of both, by clauses; that in which most clauses stand. */
function sideOf(nodes) {
  const [source, target] = nodes.map((lists) => lists.reduce((sum, { length }) => sum + (length ? 1 : 0), 0));
  return target > source ? 1 : 0;
}

/**
 * Return the nodes of a sentence's lines. `nodes` are, for each clause, the places where it stands. Of one clause these
 * are all of them; of several the shortest stretches that have one of each, and no two share a word. As `stretches` in
 * bilingual/corpus/search/kwic.py has them.
 */
function stretchesOf(nodes) {
  const lists = nodes.filter(({ length }) => length);
  if (lists.length < 2) return lists[0] ?? [];
  const tight = [];
  const next = lists.map(() => 0);
  const firsts = lists.flatMap((list) => list.map(([first]) => first)).sort((one, other) => one - other);
  for (const first of firsts) {
    let end = first;
    for (let index = 0; index < lists.length; index += 1) {
      const list = lists[index];
      while (next[index] < list.length && list[next[index]][0] < first) next[index] += 1;
      end = next[index] < list.length ? Math.max(end, list[next[index]][1]) : Infinity;
      if (end === Infinity) return apart(tight);
    }
    // What begins later and ends no later is tighter.
    while (tight.length && tight.at(-1)[1] >= end) tight.pop();
    tight.push([first, end]);
  }
  return apart(tight);
}

/** Return those of ascending stretches that share no word, the shortest chosen first. */
function apart(stretches) {
  if (stretches.length < 2) return stretches;
  const lengthOf = ([first, last]) => last - first;
  const shortest = stretches.map((_, index) => index).sort((one, other) => lengthOf(stretches[one]) - lengthOf(stretches[other]) || one - other);
  const left = stretches.map(() => true);
  const kept = stretches.map(() => false);
  for (const index of shortest) {
    if (!left[index]) continue;
    kept[index] = true;
    const [first, last] = stretches[index];
    for (let at = index; at < stretches.length && stretches[at][0] <= last; at += 1) left[at] = false;
    for (let at = index; at >= 0 && stretches[at][1] >= first; at -= 1) left[at] = false;
  }
  return stretches.filter((_, index) => kept[index]);
}
