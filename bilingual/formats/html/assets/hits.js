// The lines of the concordance in the order that is asked for: each is a sentence and which of its nodes it has.

/* global articles, blockOf, namesOfRows, nodesAt, readRow, rowsOf, then, trustsOf, vocabularyOf, wanted, within, wordAt */
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
      for (const at of unknown.slice(from, to)) times[at] = Math.max(1, nodes(sentences[at] - first).found);
    }
  });
}

/**
 * Return what gives the lines in order, or a promise of it: an iterator of pairs, the place of a sentence in `sentences`
 * and which of its lines it is, from 0. `times` are how many lines each of them has.
 */
function linesIn(corpus, clauses, { sentences, times }, by) {
  if (by === "left" || by === "right") return byNeighbours(corpus, clauses, { sentences, times }, by === "left" ? -1 : 1);
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
function byNeighbours(corpus, clauses, { sentences, times }, step) {
  const blocks = blocksOf(corpus, sentences);
  return then(wanted(namesOfRows(blocks.map(({ block }) => block))), () =>
    merged(blocks.flatMap((one) => runsOf(corpus, clauses, sentences, times, one, step))),
  );
}

/**
 * Return the lines of a block by the nearest word beside them, for each language whose text they are of; what has the
 * same is put in order when its turn comes, since nobody looks at all.
 */
function runsOf(corpus, clauses, sentences, times, { block, first, from, to }, step) {
  const nodesOf = nodesAt(corpus, block, clauses);
  let most = 0;
  for (let at = from; at < to; at += 1) most += times[at];
  const runs = [0, 1].map((side) => {
    const called = vocabularyOf(rowsOf(corpus, block, side));
    // Of each line: its sentence, which of its lines it is, the place of the nearest word, and the rank of that.
    const [places, which, nearest, keys] = Array.from({ length: 4 }, () => new Uint32Array(most));
    const rowOfLine = (line) => sentences[places[line]] - first;
    return { called, places, which, nearest, keys, step, rowOfLine, count: 0, at: 0, sorted: 0, head: null };
  });
  for (let at = from; at < to; at += 1) {
    const { side, firsts, lasts, found, count } = nodesOf(sentences[at] - first);
    const run = runs[side];
    const { called, places, which, nearest, keys } = run;
    for (let index = 0; index < found; index += 1) {
      const beside = step < 0 ? firsts[index] - 1 : lasts[index] + 1;
      places[run.count] = at;
      which[run.count] = index;
      nearest[run.count] = beside + 1;
      keys[run.count] = beside >= 0 && beside < count ? called.ranks[called.rows.words[beside]] : 0;
      run.count += 1;
    }
  }
  for (const run of runs) run.order = sortedBy(run.keys, run.called.most, Uint32Array.from({ length: run.count }, (_, line) => line));
  return runs.filter(({ count }) => count);
}

/** Return the ranks of the words beside a line's node, the nearest first, 0 where there are no more. */
function besides({ called, nearest, step, rowOfLine }, line) {
  const count = readRow(called.rows, rowOfLine(line));
  return Array.from({ length: NEIGHBOURS }, (_, far) => {
    const beside = nearest[line] - 1 + step * far;
    return beside >= 0 && beside < count ? called.ranks[called.rows.words[beside]] : 0;
  });
}

/** Put the lines of a run that have the same nearest word in order, where the next of them has its turn. */
function settle(run) {
  const { keys, order, at } = run;
  if (at < run.sorted) return;
  let end = at + 1;
  while (end < order.length && keys[order[end]] === keys[order[at]]) end += 1;
  run.sorted = end;
  if (end === at + 1) return;
  const lines = Array.from(order.subarray(at, end), (line) => ({ line, ranks: besides(run, line) }));
  lines.sort((one, other) => {
    for (let far = 1; far < NEIGHBOURS; far += 1) {
      if (one.ranks[far] !== other.ranks[far]) return one.ranks[far] - other.ranks[far];
    }
    return one.line - other.line;
  });
  lines.forEach(({ line }, index) => {
    order[at + index] = line;
  });
}

/** Return the words beside the next line of a run, the nearest first. */
function headOf(run) {
  if (!run.head) {
    settle(run);
    run.head = besides(run, run.order[run.at]).map((rank) => (rank ? wordAt(run.called, rank) : ""));
  }
  return run.head;
}

/** Yield the lines of runs in order: each time that which comes first of the next ones. */
function* merged(runs) {
  const left = new Set(runs);
  while (left.size) {
    let next = null;
    for (const run of left) if (!next || isBefore(run, next)) next = run;
    // The only one is compared with none.
    settle(next);
    const line = next.order[next.at];
    yield [next.places[line], next.which[line]];
    next.head = null;
    next.at += 1;
    if (next.at === next.order.length) left.delete(next);
  }
}

/** Whether the next line of a run stands before that of another: by their words, and else by where they are in the corpus. */
function isBefore(run, other) {
  const [words, others] = [run, other].map(headOf);
  for (let far = 0; far < NEIGHBOURS; far += 1) if (words[far] !== others[far]) return words[far] < others[far];
  return run.places[run.order[run.at]] < other.places[other.order[other.at]];
}
