// The lines of the concordance in the order that is asked for: each is a sentence and which of its nodes it has.

/* global articles, blockOf, namesOfRows, nodesAt, rowsOf, then, trustsOf, vocabularyOf, wanted, within, wordAt */
/* exported blocksOf, countTimes, linesIn */

// Words beside the node that decide on the order, the nearest first. As bilingual/corpus/search/results.py has it.
const NEIGHBOURS = 6;

/** Return the blocks that ascending sentences are in: each with its number, and the places of its sentences in these. */
function blocksOf(corpus, sentences) {
  const blocks = [];
  for (let from = 0; from < sentences.length; ) {
    const block = blockOf(corpus, sentences[from]);
    const end = corpus.blocks[block + 1]?.sentence ?? Infinity;
    let to = from;
    while (to < sentences.length && sentences[to] < end) to += 1;
    blocks.push({ block, first: corpus.blocks[block].sentence, from, to });
    from = to;
  }
  return blocks;
}

/** Count the lines of those sentences of which it is not known how many they have (0), or return a promise of it. */
function countTimes(corpus, clauses, { sentences, times }) {
  const unknown = [...times.keys()].filter((at) => !times[at]);
  const blocks = blocksOf(corpus, unknown.map((at) => sentences[at]));
  return then(wanted(namesOfRows(blocks.map(({ block }) => block))), () => {
    for (const { block, first, from, to } of blocks) {
      const nodes = nodesAt(corpus, block, clauses);
      for (const at of unknown.slice(from, to)) times[at] = Math.max(1, nodes(sentences[at] - first).nodes.length);
    }
  });
}

/**
 * Return what gives the lines in order, or a promise of it: an iterator of pairs, the place of a sentence in `sentences`
 * and which of its lines it is, from 0. `times` are how many lines each of them has.
 */
function linesIn(corpus, clauses, { sentences, times }, by) {
  if (by === "left" || by === "right") return byNeighbours(corpus, clauses, sentences, by === "left" ? -1 : 1);
  if (by === "score") return then(trustsOf(corpus, sentences), (trusts) => inTurn(byTrust(trusts), times));
  return inTurn(by === "date" ? byDate(sentences) : sentences.keys(), times);
}

function* inTurn(places, times) {
  for (const place of places) for (let which = 0; which < times[place]; which += 1) yield [place, which];
}

/** Yield the places of sentences, the newest articles first, and last those without a date. */
function* byDate(sentences) {
  const runs = [];
  within(sentences, (article, from, to) => runs.push({ iso: articles[article].iso, from, to }));
  runs.sort((one, other) => (one.iso === other.iso ? one.from - other.from : one.iso > other.iso ? -1 : 1));
  for (const { from, to } of runs) for (let at = from; at < to; at += 1) yield at;
}

/** Return the places of numbers, the lowest first; 0 is none, and last. */
function byTrust(trusts) {
  const last = trusts.reduce((most, one) => Math.max(most, one), 0) + 1;
  return sortedBy(trusts.map((trust) => trust || last), last, Uint32Array.from(trusts.keys()));
}

/** Return indexes sorted by their keys, from 0 to `most`; what has one key stays in order. */
function sortedBy(keys, most, indexes) {
  const begins = new Uint32Array(most + 2);
  for (const index of indexes) begins[keys[index] + 1] += 1;
  for (let key = 0; key <= most; key += 1) begins[key + 1] += begins[key];
  const sorted = new Uint32Array(indexes.length);
  for (const index of indexes) {
    sorted[begins[keys[index]]] = index;
    begins[keys[index]] += 1;
  }
  return sorted;
}

/** Return what gives lines by the words beside their nodes: `step` is -1 for those before, 1 for those after. */
function byNeighbours(corpus, clauses, sentences, step) {
  const blocks = blocksOf(corpus, sentences);
  return then(wanted(namesOfRows(blocks.map(({ block }) => block))), () => {
    const runs = blocks.flatMap((one) => runsOf(corpus, clauses, sentences, one, step));
    return merged(runs);
  });
}

/** Return the lines of a block, sorted, for each language whose text they are of. */
function runsOf(corpus, clauses, sentences, { block, first, from, to }, step) {
  const nodesOf = nodesAt(corpus, block, clauses);
  const found = [0, 1].map(() => ({ places: [], which: [], keys: Array.from({ length: NEIGHBOURS }, () => []) }));
  const sides = [0, 1].map((side) => vocabularyOf(rowsOf(corpus, block, side)));
  for (let at = from; at < to; at += 1) {
    const { side, nodes, count } = nodesOf(sentences[at] - first);
    const { places, which, keys } = found[side];
    const { rows, ranks } = sides[side];
    nodes.forEach(([start, end], index) => {
      places.push(at);
      which.push(index);
      for (let far = 0; far < NEIGHBOURS; far += 1) {
        const beside = step < 0 ? start - 1 - far : end + 1 + far;
        keys[far].push(beside >= 0 && beside < count ? ranks[rows.words[beside]] : 0);
      }
    });
  }
  return found
    .map(({ places, which, keys }, side) => {
      let order = Uint32Array.from(places.keys());
      for (const key of keys.toReversed()) order = sortedBy(key, sides[side].most, order);
      const words = (line) => keys.map((key) => (key[line] ? wordAt(sides[side], key[line]) : ""));
      return { order, at: 0, places, which, words, head: null };
    })
    .filter(({ order }) => order.length);
}

/** Yield the lines of sorted runs, sorted. */
function* merged(runs) {
  const left = new Set(runs);
  const headOf = (run) => (run.head ??= run.words(run.order[run.at]));
  while (left.size) {
    let next = null;
    for (const run of left) if (!next || isBefore(headOf(run), run, headOf(next), next)) next = run;
    const line = next.order[next.at];
    yield [next.places[line], next.which[line]];
    next.head = null;
    next.at += 1;
    if (next.at === next.order.length) left.delete(next);
  }
}

/** Whether a line stands before another by their words, and else by where they stand in the corpus. */
function isBefore(words, run, others, other) {
  for (let far = 0; far < NEIGHBOURS; far += 1) if (words[far] !== others[far]) return words[far] < others[far];
  return run.places[run.order[run.at]] < other.places[other.order[other.at]];
}
