// The words of the corpus in a row: which stand beside which, where in a sentence, and how often. As
// bilingual/formats/html/tokens.py writes them.

/* global blocksOf, stretchesOf, then, wanted */
/* exported follow, nodesAt, readRow, rowsOf, trustsOf, vocabularyOf, wordAt */

const SPACE = " ".charCodeAt(0);
const SIGNS = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).filter((sign) => !'"&<>\\'.includes(sign));
// Of the signs so many end a number, so many go on with it.
const ENDS = 44;
const GOES_ON = SIGNS.length - ENDS;
// What a sign is worth: a last digit, or less than nothing: -1 less another.
const WORTH = new Int8Array(128);
SIGNS.forEach((sign, index) => {
  WORTH[sign.charCodeAt(0)] = index < ENDS ? index : ENDS - index - 1;
});

const opened = new WeakMap();

/** Return the words of a block in one language (0 source, 1 target), which are there. */
function rowsOf(corpus, block, side) {
  const [value] = wanted([`tokens-${block + 1}-${side + 1}`]);
  if (!opened.has(value)) opened.set(value, rowsIn(value));
  return opened.get(value);
}

function rowsIn([vocabulary, stream]) {
  const starts = [];
  let longest = 0;
  for (let at = 0, end; (end = stream.indexOf(" ", at)) >= 0; at = end + 1) {
    starts.push(at);
    longest = Math.max(longest, end - at);
  }
  // No number is shorter than its sign, so that this holds the words of any sentence.
  return { vocabulary, stream, starts: Uint32Array.from(starts), words: new Uint32Array(longest) };
}

/** Read the numbers of a sentence's words into `words`, and return how many there are. */
function readRow({ stream, starts, words }, sentence) {
  let [at, count, number] = [starts[sentence], 0, 0];
  for (let code = stream.charCodeAt(at); code !== SPACE; code = stream.charCodeAt(at)) {
    const worth = WORTH[code];
    if (worth < 0) number = number * GOES_ON - worth - 1;
    else {
      words[count] = number * ENDS + worth;
      count += 1;
      number = 0;
    }
    at += 1;
  }
  return count;
}

/** Read the number that stands in a vocabulary behind a place, up to a space. */
function numberIn(vocabulary, from) {
  let number = 0;
  for (let at = from, code; (code = vocabulary.charCodeAt(at)) !== SPACE; at += 1) {
    number = number * 36 + (code < 97 ? code - 48 : code - 87);
  }
  return number;
}

/** Return what tells the words of a clause by their numbers, one test for each; null where these have one of them not. */
function testsOf({ vocabulary }, { terms, open }) {
  const tests = [];
  for (const [index, term] of terms.entries()) {
    const begins = open && index === terms.length - 1;
    const numbers = new Set();
    let at = vocabulary.indexOf(` ${term}${begins ? "" : ":"}`);
    while (at >= 0 && vocabulary.startsWith(term, at + 1)) {
      const colon = vocabulary.indexOf(":", at);
      numbers.add(numberIn(vocabulary, colon + 1));
      at = begins ? vocabulary.indexOf(" ", colon) : -1;
    }
    if (!numbers.size) return null;
    tests.push({ one: numbers.size === 1 ? [...numbers][0] : -1, numbers });
  }
  return tests;
}

/** Put where the words of a clause stand in a row of numbers into `firsts` and `lasts`, and return how many there are. */
function placesOf(tests, words, count, firsts, lasts) {
  let found = 0;
  const last = tests.length - 1;
  const { one, numbers } = tests[0];
  for (let at = 0; at + last < count; at += 1) {
    if (one < 0 ? !numbers.has(words[at]) : words[at] !== one) continue;
    if (last && !fitsAt(tests, words, at)) continue;
    firsts[found] = at;
    at += last;
    lasts[found] = at;
    found += 1;
  }
  return found;
}

function fitsAt(tests, words, at) {
  for (let index = 0; index < tests.length; index += 1) {
    const { one, numbers } = tests[index];
    const word = words[at + index];
    if (word !== one && (one >= 0 || !numbers.has(word))) return false;
  }
  return true;
}

/** Return the signs of a number. */
function signsOf(number) {
  let [signs, rest] = [SIGNS[number % ENDS], Math.floor(number / ENDS)];
  for (; rest; rest = Math.floor(rest / GOES_ON)) signs = SIGNS[ENDS + (rest % GOES_ON)] + signs;
  return signs;
}

/**
 * Unmark the sentences of a block in which the words of a clause do not follow each other, in one language, and count in
 * `times` how often they do. Only the last may be one of several words, so that the browser finds those before it.
 */
function follow(corpus, block, side, clause, { places, times: { [side]: times } }) {
  const rows = rowsOf(corpus, block, side);
  const { stream, starts } = rows;
  const tests = testsOf(rows, clause);
  times.fill(0);
  if (tests) {
    const { one, numbers } = tests.at(-1);
    const before = tests.slice(0, -1).map((test) => signsOf(test.one)).join("");
    const signs = one < 0 ? before : before + signsOf(one);
    let sentence = 0;
    for (let at = stream.indexOf(signs); at >= 0; at = stream.indexOf(signs, at)) {
      const end = at + signs.length;
      // What goes on from a sign before it is another number.
      const fits = (at === 0 || WORTH[stream.charCodeAt(at - 1)] >= 0) && (one >= 0 || numbers.has(numberAt(stream, end)));
      if (fits) {
        while (starts[sentence + 1] <= at) sentence += 1;
        times[sentence] += 1;
      }
      at = fits ? end : at + 1;
    }
  }
  const bit = 1 << side;
  for (let sentence = 0; sentence < places.length; sentence += 1) if (!times[sentence]) places[sentence] &= ~bit;
}

/** Return the number that begins at a place, -1 where a sentence ends there. */
function numberAt(stream, from) {
  let number = 0;
  for (let at = from; ; at += 1) {
    const code = stream.charCodeAt(at);
    if (code === SPACE) return -1;
    const worth = WORTH[code];
    if (worth >= 0) return number * ENDS + worth;
    number = number * GOES_ON - worth - 1;
  }
}

/**
 * Return a function that says where in a sentence of a block, by its number there, the lines of the concordance have
 * their nodes: of which `side` they are, the places of their first words and their last ones, how many were `found`, and
 * the `count` of words of this side, which were read. What it returns holds until it is called again. As `linesOf` in
 * lines.js does.
 */
function nodesAt(corpus, block, clauses) {
  const asked = clauses.filter(({ not }) => !not);
  const sides = [0, 1].map((side) => {
    const rows = rowsOf(corpus, block, side);
    return { rows, tests: asked.map((clause) => (clause.side === 1 - side ? null : testsOf(rows, clause))) };
  });
  // Where each clause stands in the sentence that was read last.
  const places = asked.map(() => ({ firsts: [], lasts: [], found: 0 }));
  const all = { side: 0, firsts: [], lasts: [], found: 0, count: 0 };
  const read = (side, sentence) => {
    const { rows, tests } = sides[side];
    let stand = 0;
    all.side = side;
    all.count = tests.some(Boolean) ? readRow(rows, sentence) : 0;
    for (let index = 0; index < tests.length; index += 1) {
      const one = places[index];
      one.found = tests[index] ? placesOf(tests[index], rows.words, all.count, one.firsts, one.lasts) : 0;
      if (one.found) stand += 1;
    }
    return stand;
  };
  return (sentence) => {
    // As `sideOf` has it: that in which most clauses stand.
    const source = read(0, sentence);
    if (source < asked.length && read(1, sentence) <= source) read(0, sentence);
    join(places, all);
    return all;
  };
}

/** Put the nodes of a sentence's lines into `all`: see `stretchesOf`, which most sentences need not. */
function join(places, all) {
  const stand = places.filter(({ found }) => found);
  all.found = stand.length ? 1 : 0;
  if (stand.length === 1) {
    const [{ firsts, lasts, found }] = stand;
    Object.assign(all, { firsts, lasts, found });
    return;
  }
  let [first, last] = [Infinity, -1];
  for (const { firsts, lasts, found } of stand) {
    if (found > 1) {
      const nodes = stretchesOf(stand.map((one) => one.firsts.slice(0, one.found).map((from, at) => [from, one.lasts[at]])));
      all.firsts = nodes.map(([from]) => from);
      all.lasts = nodes.map(([, to]) => to);
      all.found = nodes.length;
      return;
    }
    first = Math.min(first, firsts[0]);
    last = Math.max(last, lasts[0]);
  }
  all.firsts = [first];
  all.lasts = [last];
}

/** Return what the words of a row are called: `ranks` by their numbers, from 1 to `most`, and where each one begins. */
function vocabularyOf(rows) {
  if (rows.called) return rows.called;
  const { vocabulary } = rows;
  const [numbers, begins] = [[], [0]];
  for (let at = 1, colon; (colon = vocabulary.indexOf(":", at)) >= 0; at = vocabulary.indexOf(" ", colon) + 1) {
    numbers.push(numberIn(vocabulary, colon + 1));
    begins.push(at);
  }
  const ranks = new Uint32Array(numbers.length);
  numbers.forEach((number, index) => {
    ranks[number] = index + 1;
  });
  rows.called = { rows, ranks, begins, most: numbers.length };
  return rows.called;
}

/** Return a word by its rank. */
function wordAt({ rows, begins }, rank) {
  return rows.vocabulary.slice(begins[rank], rows.vocabulary.indexOf(":", begins[rank]));
}

/** Return how far sentences are to be trusted, in hundredths and 1 more, 0 where nobody knows, or a promise of that. */
function trustsOf(corpus, sentences) {
  const blocks = blocksOf(corpus, sentences);
  return then(wanted(blocks.map(({ block }) => `trust-${block + 1}`)), (texts) => {
    const trusts = new Uint16Array(sentences.length);
    blocks.forEach(({ first, from, to }, index) => {
      const all = trustsIn(texts[index]);
      for (let at = from; at < to; at += 1) trusts[at] = all[sentences[at] - first];
    });
    return trusts;
  });
}

function trustsIn(text) {
  const trusts = [];
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const worth = WORTH[text.charCodeAt(at)];
    if (worth < 0) number = number * GOES_ON - worth - 1;
    else {
      trusts.push(number * ENDS + worth);
      number = 0;
    }
  }
  return trusts;
}
