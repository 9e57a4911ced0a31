// The search over the whole corpus: words → the sentences that have them, block by block, and the articles of these.

/* global countTimes, follow, nodesIn, then, wanted, wordsOf */
/* exported articlesOf, blockOf, namesOfRows, search, sentencesOf, within */

const FIRST_SMALL = "a".charCodeAt(0);
const FIRST_CAPITAL = "A".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
const DIGITS = 26;

let articles = null;
let starts = null;

/** Return all articles that the index knows, or a promise of them: each with the number of its first sentence. */
function articlesOf(corpus) {
  if (articles) return articles;
  const names = Array.from({ length: Math.ceil(corpus.articles / corpus.rows) }, (_, index) => `articles-${index + 1}`);
  return then(wanted(names), (files) => {
    articles = files.flat().map(byRow);
    starts = new Uint32Array(corpus.texts + 1);
    for (let index = 0; index < corpus.texts; index += 1) starts[index + 1] = starts[index] + articles[index].sentences;
    return articles;
  });
}

/** Return an article by its row in a file of articles. */
function byRow(row, number) {
  const [page, title, opening, headline, publisher, date, id, authors, section, sentences, toCheck, dated] = row;
  const iso = dated ? date : "";
  return { number, page, title, opening, headline, publisher, date, iso, id, authors, section, sentences, toCheck };
}

/** Return the number of the last of ascending `begins` that is not beyond `value`. */
function lastUpTo(begins, value) {
  let [low, high] = [0, begins.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (begins[middle] > value) high = middle;
    else low = middle;
  }
  return low;
}

/** Return the numbers (from 0) of a block's files that may have a word, or words that begin with it. */
function filesWith({ words }, term, open) {
  const files = [];
  for (let at = lastUpTo(words, term); at < words.length; at += 1) {
    if (at > 0 && words[at] > term && !(open && words[at].startsWith(term))) break;
    files.push(at);
  }
  return files;
}

/** Set a bit at all numbers that a list names, and add to `times` how often each is meant. */
function mark(list, bit, into, times) {
  if (list === "0") return;
  let [at, number, once, counted] = [-1, 0, true, 1];
  for (let index = 0; index < list.length; index += 1) {
    const code = list.charCodeAt(index);
    if (code >= FIRST_SMALL) {
      at += number * DIGITS + code - FIRST_SMALL + 1;
      into[at] |= bit;
      if (times) times[at] += 1;
      [number, once, counted] = [0, true, 1];
    } else if (code >= FIRST_CAPITAL) number = number * DIGITS + code - FIRST_CAPITAL;
    else {
      const whole = (once ? 0 : counted * 10) + code - ZERO;
      if (times) times[at] += whole - counted;
      [once, counted] = [false, whole];
    }
  }
}

/** Mark where a word stands by a file of a block: in `places` sentences (1 source, 2 target), in `facts` articles. */
function readWords(text, term, open, { places, facts, times }) {
  let before = "";
  let begin = 0;
  while (begin < text.length) {
    let end = text.indexOf("\n", begin);
    if (end < 0) end = text.length;
    const space = text.indexOf(" ", begin);
    const shared = parseInt(text[begin], 36);
    before = startOf(before, shared) + text.slice(begin + 1, space);
    if (before === term || (open && before.startsWith(term))) {
      const [source, target, named] = text.slice(space + 1, end).split(" ");
      mark(source, 1, places, times[0]);
      mark(target, 2, places, times[1]);
      mark(named, 1, facts);
    } else if (before > term && before.slice(0, term.length) > term) return;
    begin = end + 1;
  }
}

/** Return sentences by their numbers, or a promise of them: each with its article, place, both texts and links. */
function sentencesOf(corpus, numbers) {
  const places = numbers.map((sentence) => {
    const article = lastUpTo(starts, sentence);
    const file = lastUpTo(corpus.begins, article);
    return { sentence, article, file, row: article - corpus.begins[file], at: sentence - starts[article] };
  });
  const files = [...new Set(places.map(({ file }) => file))];
  return then(wanted(files.map((file) => `text-${file + 1}`)), (texts) => {
    const byFile = new Map(files.map((file, index) => [file, texts[index]]));
    return places.map(({ sentence, article, file, row, at }) => {
      const [place, source, target, trust, toCheck, links = []] = byFile.get(file)[row][at];
      return { sentence, article: articles[article], place, texts: [source, target], trust, toCheck, links, of: corpus.of };
    });
  });
}

/** Return the first `count` characters of a text, counted as Python does. */
function startOf(text, count) {
  const start = text.slice(0, count);
  return /[\ud800-\udfff]/.test(text) ? [...text].slice(0, count).join("") : start;
}

/** Return the sizes of a block: how many articles and sentences it has. */
function sizesOf(corpus, number) {
  const [block, following] = [corpus.blocks[number], corpus.blocks[number + 1]];
  const { article, sentence } = following ?? { article: corpus.articles, sentence: corpus.sentences };
  return [article - block.article, sentence - block.sentence];
}

/**
 * Return where a clause may stand in a block: all its words are there, in one language; whether in a row is unknown.
 * `times` says how often, by languages; of several words, as soon as `follow` has counted them.
 */
function standsIn(corpus, number, clause, files) {
  const block = corpus.blocks[number];
  const [articlesIn, sentencesIn] = sizesOf(corpus, number);
  let result = null;
  clause.terms.forEach((term, index) => {
    const open = clause.open && index === clause.terms.length - 1;
    const times = [new Uint16Array(sentencesIn), new Uint16Array(sentencesIn)];
    const stands = { places: new Uint8Array(sentencesIn), facts: new Uint8Array(articlesIn), times };
    for (const at of filesWith(block, term, open)) {
      readWords(files.get(`words-${number + 1}-${at + 1}`), term, open, stands);
    }
    if (result) {
      for (let one = 0; one < sentencesIn; one += 1) result.places[one] &= stands.places[one];
      for (let one = 0; one < articlesIn; one += 1) result.facts[one] &= stands.facts[one];
    } else result = stands;
  });
  if (clause.side >= 0) {
    for (let one = 0; one < sentencesIn; one += 1) result.places[one] &= 1 << clause.side;
    result.facts.fill(0);
  }
  return result;
}

/**
 * Return what the clauses find, or a promise of it: `articles`, the numbers of those that have all of them; `sentences`,
 * the numbers of those that have all in themselves (but for what is a fact of their article); and `times`, how many lines
 * of the concordance each of these has.
 */
function search(corpus, clauses) {
  const names = new Set();
  corpus.blocks.forEach((block, number) => {
    for (const { terms, open } of clauses) {
      terms.forEach((term, index) => {
        for (const at of filesWith(block, term, open && index === terms.length - 1)) names.add(`words-${number + 1}-${at + 1}`);
      });
    }
  });
  return then(articlesOf(corpus), () =>
    then(wanted([...names]), (texts) => {
      const files = new Map([...names].map((name, index) => [name, texts[index]]));
      const found = corpus.blocks.map((_, number) => clauses.map((clause) => standsIn(corpus, number, clause, files)));
      return then(lookInto(corpus, clauses, found), () => {
        const result = gather(corpus, clauses, found);
        return then(countTimes(corpus, clauses, result), () => result);
      });
    }),
  );
}

/** Return the names of the files with the words in a row of some blocks, by their numbers. */
function namesOfRows(blocks) {
  return blocks.flatMap((block) => [1, 2].map((side) => `tokens-${block + 1}-${side}`));
}

/** Return the number of the block that a sentence is in. */
function blockOf(corpus, sentence) {
  corpus.firsts ??= corpus.blocks.map((block) => block.sentence);
  return lastUpTo(corpus.firsts, sentence);
}

/** Unmark sentences, and articles by their facts, in which the words of a clause do not follow each other. */
function lookInto(corpus, clauses, found) {
  const rows = new Set();
  const steps = [];
  clauses.forEach((clause, index) => {
    if (clause.terms.length < 2) return;
    found.forEach((all, block) => {
      const { places, facts } = all[index];
      const { article } = corpus.blocks[block];
      let sides = 0;
      for (let at = 0; at < places.length; at += 1) sides |= places[at];
      for (let at = 0; at < facts.length; at += 1) {
        if (facts[at] && !namesOf(articles[article + at]).some((text) => nodesIn(wordsOf(text), clause).length)) facts[at] = 0;
      }
      for (const side of [0, 1]) {
        if (!(sides & (1 << side))) continue;
        rows.add(`tokens-${block + 1}-${side + 1}`);
        steps.push(() => follow(corpus, block, side, clause, all[index]));
      }
    });
  });
  return then(wanted([...rows]), () => steps.forEach((step) => step()));
}

/** Call `action` for each article that ascending sentences are of, with its number and the places of its sentences in them. */
function within(sentences, action) {
  let [article, from] = [0, 0];
  while (from < sentences.length) {
    while (starts[article + 1] <= sentences[from]) article += 1;
    let to = from + 1;
    while (to < sentences.length && sentences[to] < starts[article + 1]) to += 1;
    action(article, from, to);
    from = to;
  }
}

/** Return what a search finds of an article besides its text. */
function namesOf({ title, authors, section, publisher, id }) {
  return [title, ...authors.split(", "), section, publisher, id];
}

/** Return the articles and sentences that all clauses leave, in the order of the corpus. */
function gather(corpus, clauses, found) {
  const [wantedAt, unwantedAt] = [[], []];
  clauses.forEach(({ not }, index) => (not ? unwantedAt : wantedAt).push(index));
  const result = { articles: [], sentences: [], times: [] };
  // What is to be lacking in one language is lacking in a sentence; a word alone must be in none of the article.
  const strict = unwantedAt.filter((index) => clauses[index].side < 0 || !wantedAt.length);
  found.forEach((all, number) => {
    const block = corpus.blocks[number];
    const [articlesIn] = sizesOf(corpus, number);
    const [wants, forbids] = [wantedAt, unwantedAt].map((indexes) => indexes.map((index) => all[index]));
    for (let one = 0; one < articlesIn; one += 1) {
      const article = block.article + one;
      const hasText = article < corpus.texts;
      const [from, to] = hasText ? [starts[article] - block.sentence, starts[article + 1] - block.sentence] : [0, 0];
      if (!wants.every((stands) => isIn(stands, one, from, to))) continue;
      const before = result.sentences.length;
      for (let at = from; at < to && wants.length; at += 1) {
        if (!fitsAll(wants, forbids, one, at)) continue;
        result.sentences.push(block.sentence + at);
        result.times.push(linesAt(wants, at));
      }
      const some = result.sentences.length > before || unwantedAt.length === strict.length;
      if (some && !strict.some((index) => isIn(all[index], one, from, to))) result.articles.push(article);
    }
  });
  return result;
}

/** Whether a clause stands in an article of a block: among its facts, or in one of its sentences. */
function isIn({ places, facts }, one, from, to) {
  if (facts[one]) return true;
  for (let at = from; at < to; at += 1) if (places[at]) return true;
  return false;
}

/** Whether a sentence has all that is wanted, some of it in itself, and nothing that is forbidden. */
function fitsAll(wants, forbids, one, at) {
  let some = 0;
  for (const { places, facts } of wants) {
    if (!places[at] && !facts[one]) return false;
    some |= places[at];
  }
  if (!some) return false;
  for (const { places } of forbids) if (places[at]) return false;
  return true;
}

/**
 * Return how many lines a sentence has: as often as the clause stands there, or once where one of several stands there
 * once; 0 where they are to be counted. They are of the language in which most clauses stand.
 */
function linesAt(wants, at) {
  let [source, target] = [0, 0];
  for (const { places } of wants) {
    source += places[at] & 1;
    target += places[at] >> 1;
  }
  const side = target > source ? 1 : 0;
  let least = Infinity;
  for (const { places, times } of wants) if (places[at] & (1 << side)) least = Math.min(least, times[side][at]);
  return least === 1 || (side ? target : source) === 1 ? least : 0;
}
