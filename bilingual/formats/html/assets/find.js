// Find within the article, in both languages, accents or not. Hits are painted by the browser (CSS Custom Highlight
// API), so that the text stays as it is; where it cannot, the sentence found is lit all the same.

/* global allPairs, byId, fold, isHidden, light, shortcuts, sourceOf, step, t, targetOf, uncover, whenReady */

const MOST_PAINTED = 5000;
// Sentences that are painted before the reader sees the answer, and then in a row.
const PAINTED_AT_ONCE = 50;
// Milliseconds after which a page is read that nobody asked for anything.
const READ_AFTER = 1000;

/** Return what a query asks for: words and "phrases", all of them, and -those that must not be there. */
function parsed(query) {
  const terms = { wanted: [], unwanted: [] };
  for (const [, minus, phrase, word] of plain(query).matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
    const text = (phrase ?? word).trim();
    if (text && !(text === "-" && !phrase)) terms[minus ? "unwanted" : "wanted"].push(text);
  }
  return terms;
}

/** Return the stretches of text nodes that lie between two places of their whole text: [node, from, to]. */
function stretches(nodes, start, end) {
  const found = [];
  let offset = 0;
  for (const node of nodes) {
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, node.length)];
    if (from < to) found.push([node, from, to]);
    offset += node.length;
  }
  return found;
}

function textNodes(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

whenReady(() => {
  const form = byId("find");
  const query = byId("query");
  const opener = byId("find-open");
  let texts = null;
  let found = [];
  let at = -1;
  let asked = "";
  let some = false;
  let shown = null;
  let painting = 0;

  /** Return each sentence with its folded texts. Made when first needed, and kept. */
  function read() {
    texts ??= allPairs().map((pair) => ({
      pair,
      sides: [sourceOf(pair), targetOf(pair)].map((side) => ({
        side,
        folded: plain(side.querySelector("bdi")?.textContent ?? side.textContent),
      })),
    }));
    return texts;
  }

  const holds = ({ sides }, term) => sides.some(({ folded }) => folded.includes(term));

  function find() {
    const { wanted, unwanted } = parsed(query.value);
    const key = JSON.stringify([wanted, unwanted]);
    if (key === asked) return;
    asked = key;
    found = [];
    some = false;
    if (wanted.length || unwanted.length) {
      const left = read().filter((each) => !unwanted.some((term) => holds(each, term)));
      found = left.filter((each) => wanted.every((term) => holds(each, term)));
      if (!found.length && wanted.length > 1) {
        found = left.filter((each) => wanted.some((term) => holds(each, term)));
        some = found.length > 0;
      }
    }
    at = -1;
    paint(wanted);
    if (found.length) go(1);
    else tell();
  }

  /** Paint what was found: from the top of the page on, and when there is nothing to do, all of it. */
  function paint(wanted) {
    if (!("highlights" in CSS)) return;
    cancelIdleCallback(painting);
    const highlight = new Highlight();
    CSS.highlights.set("found", highlight);
    // One letter is everywhere; painting it would tell nothing and take long.
    const terms = wanted.filter((term) => term.length > 1);
    const left = terms.length ? [...found] : [];
    const paintSome = () => {
      for (const { sides } of left.splice(0, PAINTED_AT_ONCE)) {
        for (const side of sides) for (const range of rangesIn(side, terms)) highlight.add(range);
      }
      if (left.length && highlight.size < MOST_PAINTED) painting = requestIdleCallback(paintSome);
    };
    paintSome();
  }

  /** Return where terms stand in one side of a sentence. */
  function rangesIn({ side, folded }, terms) {
    const element = side.querySelector("bdi") ?? side;
    const ranges = [];
    let nodes = null;
    let place = null;
    for (const term of terms) {
      for (let start = folded.indexOf(term); start >= 0; start = folded.indexOf(term, start + term.length)) {
        nodes ??= textNodes(element);
        place ??= places(element.textContent, folded);
        for (const [node, from, to] of stretches(nodes, place(start), place(start + term.length - 1, true))) {
          ranges.push(new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }));
        }
      }
    }
    return ranges;
  }

  /** Cover again what was shown because something was found there. */
  function hide() {
    if (shown) uncover(shown, false);
    shown = null;
  }

  function go(by) {
    if (!found.length) return;
    at = step(at, by, found.length);
    const { pair, sides } = found[at];
    hide();
    const { wanted } = parsed(query.value);
    const lies = ({ side, folded }) => isHidden(pair, side) && wanted.some((term) => folded.includes(term));
    if (sides.some(lies)) {
      shown = pair;
      uncover(pair);
    }
    light(pair);
    tell();
  }

  function tell() {
    const { wanted, unwanted } = parsed(query.value);
    const values = { at: at + 1, n: found.length };
    let words = "";
    if (found.length && some) words = t("{at} of {n}, none with all words", values);
    else if (found.length) words = t("{at} of {n} sentence|{at} of {n} sentences", values);
    else if (wanted.length || unwanted.length) words = t("not found");
    byId("found").textContent = words;
  }

  function open() {
    form.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    query.focus();
    query.select();
  }

  function close() {
    form.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    asked = "";
    found = [];
    hide();
    byId("found").textContent = "";
    if ("highlights" in CSS) CSS.highlights.delete("found");
    const current = document.querySelector(".pair[aria-current] .ref");
    (current ?? opener).focus({ preventScroll: true });
  }

  opener.addEventListener("click", () => (form.hidden ? open() : close()));
  query.addEventListener("input", find);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (found.length) go(1);
    else tell();
  });
  byId("find-previous").addEventListener("click", () => go(-1));
  byId("find-close").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.shiftKey) go(-1);
    else return;
    event.preventDefault();
  });
  document.addEventListener("bilingual:changed", () => {
    texts = null;
  });
  // So that the first letter need not wait for it; the page itself comes first.
  addEventListener("load", () => setTimeout(() => requestIdleCallback(read), READ_AFTER));
  shortcuts({ "/": open });

  // The index sends its readers here with what they searched for.
  if (location.hash.startsWith("#find=")) {
    open();
    query.value = decoded(location.hash.slice("#find=".length));
    find();
  }
});

/** Return what an address spells with percent signs, as it stands where it spells nothing. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Return `text` folded, and with plain spaces, apostrophes and quotation marks. */
function plain(text) {
  return fold(text)
    // A space alone stays as it is: there are many.
    .replace(/\s{2,}|[^\S ]/g, " ")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”«»]/g, '"');
}

/** Return a function from a place in `folded` to the place in `text` that it came from, or where that ends. */
function places(text, folded) {
  // The usual case: each letter folds to one.
  if (folded.length === text.length) return (place, end) => place + (end ? 1 : 0);
  const starts = [];
  const ends = [];
  let offset = 0;
  for (const letter of text) {
    const length = plain(letter).length;
    for (let index = 0; index < length; index += 1) {
      starts.push(offset);
      ends.push(offset + letter.length);
    }
    // A mark that folds to nothing belongs to the letter before it.
    if (!length && ends.length) ends[ends.length - 1] = offset + letter.length;
    offset += letter.length;
  }
  return (place, end) => (end ? ends : starts)[Math.min(place, starts.length - 1)];
}
