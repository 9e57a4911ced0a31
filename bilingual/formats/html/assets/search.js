// The search over the whole corpus: words → the sentences that have them, block by block, and the articles of these.

/* global LONGEST_TERM, fold, then, wanted */
/* exported articleOf, articlesOf, search, sentencesOf, talliesOf */

const FIRST_SMALL = "a".charCodeAt(0);
const FIRST_CAPITAL = "A".charCodeAt(0);
const DIGITS = 26;
// Files of text that one search opens to see whether words follow each other.
const MOST_LOOKED_INTO = 120;

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

/** Set a bit at all numbers that a list names. */
function mark(list, bit, into) {
  if (list === "0") return;
  let at = -1;
  let number = 0;
  for (let index = 0; index < list.length; index += 1) {
    const code = list.charCodeAt(index);
    if (code >= FIRST_SMALL) {
      at += number * DIGITS + code - FIRST_SMALL + 1;
      into[at] |= bit;
      number = 0;
    } else number = number * DIGITS + code - FIRST_CAPITAL;
  }
}

/** Mark where a word stands by a file of a block: in `places` sentences (1 source, 2 target), in `facts` articles. */
function readWords(text, term, open, places, facts) {
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
      mark(source, 1, places);
      mark(target, 2, places);
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

/** Return the article that a sentence is in, by their numbers. */
function articleOf(sentence) {
  return articles[lastUpTo(starts, sentence)];
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

/** Return where a clause may stand in a block: all its words are there, in one language; whether in a row is unknown. */
function standsIn(corpus, number, clause) {
  const block = corpus.blocks[number];
  const [articlesIn, sentencesIn] = sizesOf(corpus, number);
  let result = null;
  clause.terms.forEach((term, index) => {
    const open = clause.open && index === clause.terms.length - 1;
    const [places, facts] = [new Uint8Array(sentencesIn), new Uint8Array(articlesIn)];
    for (const at of filesWith(block, term, open)) {
      readWords(wanted([`words-${number + 1}-${at + 1}`])[0], term, open, places, facts);
    }
    if (result) {
      for (let one = 0; one < sentencesIn; one += 1) result.places[one] &= places[one];
      for (let one = 0; one < articlesIn; one += 1) result.facts[one] &= facts[one];
    } else result = { places, facts };
  });
  if (clause.side >= 0) {
    for (let one = 0; one < sentencesIn; one += 1) result.places[one] &= 1 << clause.side;
    result.facts.fill(0);
  }
  return result;
}

/**
 * Return what the clauses find, or a promise of it: `articles`, the numbers of those that have all of them; `sentences`,
 * the numbers of those that have all in themselves (but for what is a fact of their article); and `unseen`, how many
 * sentences have the words of a phrase, but were too many to be looked into.
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
    then(wanted([...names]), () => {
      const found = corpus.blocks.map((_, number) => clauses.map((clause) => standsIn(corpus, number, clause)));
      return then(lookInto(corpus, clauses, found), (unseen) => ({ ...gather(corpus, clauses, found), unseen }));
    }),
  );
}

/** Unmark sentences, and articles by their facts, in which the words of a clause do not follow each other. */
function lookInto(corpus, clauses, found) {
  const files = new Map();
  let unseen = 0;
  clauses.forEach((clause, index) => {
    if (clause.terms.length < 2) return;
    found.forEach((all, number) => {
      const { places, facts } = all[index];
      const block = corpus.blocks[number];
      for (let at = 0; at < facts.length; at += 1) {
        if (facts[at] && !namesOf(articles[block.article + at]).some((text) => has(text, clause))) facts[at] = 0;
      }
      for (let at = 0; at < places.length; at += 1) {
        if (!places[at]) continue;
        const sentence = block.sentence + at;
        const article = lastUpTo(starts, sentence);
        const name = `text-${lastUpTo(corpus.begins, article) + 1}`;
        if (!files.has(name)) files.set(name, []);
        files.get(name).push({ clause, places, at, sentence, article });
      }
    });
  });
  const opened = [...files.keys()].slice(0, MOST_LOOKED_INTO);
  for (const name of [...files.keys()].slice(MOST_LOOKED_INTO)) {
    for (const { places, at } of files.get(name)) {
      places[at] = 0;
      unseen += 1;
    }
  }
  return then(wanted(opened), (texts) => {
    opened.forEach((name, index) => {
      const first = corpus.begins[Number(name.slice("text-".length)) - 1];
      for (const { clause, places, at, sentence, article } of files.get(name)) {
        const [, source, target] = texts[index][article - first][sentence - starts[article]];
        [source, target].forEach((text, side) => {
          if (places[at] & (1 << side) && !has(text, clause)) places[at] &= ~(1 << side);
        });
      }
    });
    return unseen;
  });
}

/** Return whether the words of a clause follow each other in a text. */
function has(text, clause) {
  clause.pattern ??= new RegExp(
    `(?<![\\p{L}\\p{N}])${clause.terms
      .map((term, index) => {
        const whole = !(clause.open && index === clause.terms.length - 1);
        // Of a longer word only the beginning is compared.
        return whole && term.length < LONGEST_TERM ? `${term}(?![\\p{L}\\p{N}])` : `${term}[\\p{L}\\p{N}]*`;
      })
      .join("[^\\p{L}\\p{N}]+")}`,
    "u",
  );
  return clause.pattern.test(fold(text));
}

/** Return how many of ascending sentences, by their numbers, each article has, by its number. */
function talliesOf(sentences) {
  const tallies = new Map();
  let article = 0;
  for (const sentence of sentences) {
    while (starts[article + 1] <= sentence) article += 1;
    tallies.set(article, (tallies.get(article) ?? 0) + 1);
  }
  return tallies;
}

/** Return what a search finds of an article besides its text. */
function namesOf({ title, authors, section, publisher, id }) {
  return [title, ...authors.split(", "), section, publisher, id];
}

/** Return the articles and sentences that all clauses leave, in the order of the corpus. */
function gather(corpus, clauses, found) {
  const result = { articles: [], sentences: [] };
  const [wantedAt, unwantedAt] = [[], []];
  clauses.forEach(({ not }, index) => (not ? unwantedAt : wantedAt).push(index));
  // What is to be lacking in one language is lacking in a sentence; a word alone must be in none of the article.
  const strict = unwantedAt.filter((index) => clauses[index].side < 0 || !wantedAt.length);
  found.forEach((all, number) => {
    const block = corpus.blocks[number];
    const [articlesIn] = sizesOf(corpus, number);
    for (let one = 0; one < articlesIn; one += 1) {
      const article = block.article + one;
      const hasText = article < corpus.texts;
      const [from, to] = hasText ? [starts[article] - block.sentence, starts[article + 1] - block.sentence] : [0, 0];
      const isIn = (index) => {
        if (all[index].facts[one]) return true;
        for (let at = from; at < to; at += 1) if (all[index].places[at]) return true;
        return false;
      };
      if (!wantedAt.every(isIn)) continue;
      const before = result.sentences.length;
      for (let at = from; at < to && wantedAt.length; at += 1) {
        const fits =
          wantedAt.every((index) => all[index].places[at] || all[index].facts[one]) &&
          wantedAt.some((index) => all[index].places[at]) &&
          !unwantedAt.some((index) => all[index].places[at]);
        if (fits) result.sentences.push(block.sentence + at);
      }
      const some = result.sentences.length > before || unwantedAt.length === strict.length;
      if (some && !strict.some(isIn)) result.articles.push(article);
    }
  });
  return result;
}
