// The data beside the index: scripts that hand over one value each (bilingual/formats/html/siblings.py), run when they
// are needed. What is there already is had at once, so that small corpora answer while one types.

/* exported bilingual, openCorpus, then, UnreadError, wanted */

// Files that are kept; beyond that, those that were asked for longest ago go.
const MOST_KEPT = 700;
const FOLDER = "search";
// A corpus of so few bytes is fetched whole, before anything is asked.
const SMALL = 1_500_000;

const kept = new Map();
const coming = new Map();

/** What is raised where a file beside the index cannot be read. */
class UnreadError extends Error {}

const bilingual = {
  /** Take the value that a file hands over; of one that nobody asked for, nothing. */
  data(name, value) {
    if (coming.has(name)) kept.set(name, value);
  },
};

/** Run a file, and return a promise of its value. */
function fetched(name) {
  if (kept.has(name)) return Promise.resolve(kept.get(name));
  if (!coming.has(name)) {
    const promise = new Promise((done, failed) => {
      const script = document.createElement("script");
      const end = () => {
        script.remove();
        coming.delete(name);
        if (kept.has(name)) done(kept.get(name));
        else failed(new UnreadError(`${FOLDER}/${name}.js`));
      };
      script.addEventListener("load", end);
      script.addEventListener("error", end);
      script.src = `${FOLDER}/${name}.js`;
      document.head.append(script);
    });
    coming.set(name, promise);
  }
  return coming.get(name);
}

/** Return the values of files, or a promise of them where one has yet to come. */
function wanted(names) {
  for (const name of names) {
    if (!kept.has(name)) continue;
    const value = kept.get(name);
    kept.delete(name);
    kept.set(name, value);
  }
  const values = names.every((name) => kept.has(name)) ? names.map((name) => kept.get(name)) : null;
  if (values) return values;
  return Promise.all(names.map(fetched)).then((all) => {
    for (const name of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(name);
    }
    return all;
  });
}

/** Return what `step` makes of a value, or a promise of that where it is one of the value. */
function then(value, step) {
  return value instanceof Promise ? value.then(step) : step(value);
}

/** Return what there is beside the index, with what searches it, or a promise; of a small corpus, all is fetched then. */
function openCorpus() {
  return then(wanted(["corpus", "program"]), ([corpus]) => {
    const rows = Math.ceil(corpus.articles / corpus.rows);
    if (corpus.bytes > SMALL) return corpus;
    const names = Array.from({ length: rows }, (_, index) => `articles-${index + 1}`);
    corpus.blocks.forEach(({ sentence, words }, block) => {
      names.push(...words.map((_, at) => `words-${block + 1}-${at + 1}`));
      if (sentence < corpus.sentences) names.push(`tokens-${block + 1}-1`, `tokens-${block + 1}-2`, `trust-${block + 1}`);
    });
    corpus.begins.forEach((_, index) => names.push(`text-${index + 1}`));
    for (const name of names) fetched(name).catch(() => {});
    return corpus;
  });
}
