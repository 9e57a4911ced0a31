// Which words say the same: a word lights with its counterparts where the corpus links them, and a card tells what it is
// translated as in the article. Words are painted by the browser (CSS Custom Highlight API): the text stays as it is.

/* global allPairs, byId, firstInSight, fold, isHidden, light, litPair, make, pairAt, root, say, sayEach, shortcuts, sourceOf, t, targetOf, textNodes, stretches, whenReady */

const MOST_EXAMPLES = 3;

/** Return numbers as `display.py` writes them: five bits a sign, the lowest first, and the lowest of all is minus. */
function numbersIn(text) {
  const found = [];
  let [value, bits] = [0, 0];
  for (const sign of text) {
    const digit = sign.charCodeAt(0) - 63;
    value |= (digit & 31) << bits;
    bits += 5;
    if (digit < 32) {
      found.push(value & 1 ? -(value >> 1) : value >> 1);
      value = bits = 0;
    }
  }
  return found;
}

/** Return the words of a sentence that have links: {side, start, end, others: [[start, end], …]}, in order. */
function linkedIn(pair) {
  const numbers = numbersIn(pair.dataset.links ?? "");
  const words = [new Map(), new Map()];
  const ends = [0, 0];
  for (let at = 0; at + 3 < numbers.length; at += 4) {
    const spans = ends.map((end, side) => {
      const [gap, length] = numbers.slice(at + 2 * side);
      ends[side] = end + gap + length;
      return [end + gap, ends[side]];
    });
    for (const side of [0, 1]) {
      const [start, end] = spans[side];
      const word = words[side].get(start) ?? { side, start, end, others: [] };
      word.others.push(spans[1 - side]);
      words[side].set(start, word);
    }
  }
  return words.map((some) => [...some.values()].sort((one, other) => one.start - other.start));
}

whenReady(() => {
  const texts = new Map();
  const known = new Map();
  let shown = null;
  const cellOf = (pair, side) => [sourceOf, targetOf][side](pair);
  const textOf = (pair, side) => (cellOf(pair, side).querySelector("bdi") ?? cellOf(pair, side)).textContent;
  for (const pair of allPairs()) if (pair.dataset.links) texts.set(pair, [textOf(pair, 0), textOf(pair, 1)]);
  if (!texts.size) return;

  /** Return the linked words of both sides, none of a sentence whose text is another now. */
  function wordsOf(pair) {
    if (!texts.has(pair) || [0, 1].some((side) => textOf(pair, side) !== texts.get(pair)[side])) return [[], []];
    if (!known.has(pair)) known.set(pair, linkedIn(pair));
    return known.get(pair);
  }

  function ranges(pair, side, spans) {
    const nodes = textNodes(cellOf(pair, side).querySelector("bdi"));
    return spans.flatMap(([start, end]) =>
      stretches(nodes, start, end).map(([node, from, to]) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        return range;
      }),
    );
  }

  /** Light a word and its counterparts, those that the view shows; null lights none. */
  function show(pair, word) {
    shown = word ? { pair, word } : null;
    if (!("highlights" in CSS)) return;
    for (const name of ["word", "counterpart"]) CSS.highlights.delete(name);
    if (!word) return;
    const { side, start, end, others } = word;
    CSS.highlights.set("word", new Highlight(...ranges(pair, side, [[start, end]])));
    if (!isHidden(pair, cellOf(pair, 1 - side))) {
      CSS.highlights.set("counterpart", new Highlight(...ranges(pair, 1 - side, others)));
    }
  }

  /** Return the linked word at a place of the window, null where there is none. */
  function wordAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
    const node = caret?.offsetNode ?? caret?.startContainer;
    const text = node?.nodeType === Node.TEXT_NODE && node.parentElement.closest(".source bdi, .target bdi");
    const pair = text && pairAt(text);
    if (!pair) return null;
    const side = text.closest(".target") ? 1 : 0;
    const inside = (one) => one.left <= x && x <= one.right && one.top <= y && y <= one.bottom;
    // Of the place between two words, the one that is pointed at.
    const offset = caret.offset ?? caret.startOffset;
    const nodes = textNodes(text);
    const before = nodes.slice(0, nodes.indexOf(node)).reduce((sum, each) => sum + each.length, offset);
    const near = wordsOf(pair)[side].filter(({ start, end }) => start <= before && before <= end);
    const word = near.find(({ start, end }) =>
      ranges(pair, side, [[start, end]]).some((range) => [...range.getClientRects()].some(inside)),
    );
    return word ? { pair, word } : null;
  }

  const named = (pair, side, [start, end]) => texts.get(pair)[side].slice(start, end);
  const counterparts = (pair, { side, others }) =>
    [...others].sort((one, other) => one[0] - other[0]).map((span) => named(pair, 1 - side, span)).join(" ");

  /** Go to the next linked word, or the one before: of the lit sentence, then of those that follow it. */
  function go(by) {
    const all = allPairs();
    const sideOf = (pair) => Number(isHidden(pair, cellOf(pair, 0)));
    const from = litPair() ?? firstInSight();
    let [pair, side, words] = [from, sideOf(from), wordsOf(from)[sideOf(from)]];
    let at = by > 0 ? 0 : words.length - 1;
    if (shown?.pair === pair) {
      const last = words.indexOf(shown.word);
      at = last < 0 ? words.findIndex((word) => word.start > shown.word.start) : last + by;
    }
    while (!words[at]) {
      pair = all[all.indexOf(pair) + by];
      if (!pair) return true;
      side = sideOf(pair);
      words = wordsOf(pair)[side];
      at = by > 0 ? 0 : words.length - 1;
    }
    if (pair !== litPair()) light(pair, { focus: true });
    show(pair, words[at]);
    const said = [[named(pair, side, [words[at].start, words[at].end]), cellOf(pair, side).lang]];
    if (!isHidden(pair, cellOf(pair, 1 - side))) said.push([counterparts(pair, words[at]), cellOf(pair, 1 - side).lang]);
    sayEach(said);
    return true;
  }

  const keyOf = (text) => fold(text).replace(/[’‘]/g, "'").replace(/(?<=.{3})s$/, "");

  /** Open the card of the word that is lit: what it is translated as in this article, with examples. */
  function open() {
    if (!shown) return false;
    const { pair, word } = shown;
    const name = named(pair, word.side, [word.start, word.end]);
    const key = keyOf(name);
    const found = new Map();
    for (const each of texts.keys()) {
      for (const other of wordsOf(each)[word.side]) {
        if (keyOf(named(each, word.side, [other.start, other.end])) !== key) continue;
        const said = counterparts(each, other);
        const same = found.get(keyOf(said)) ?? { said, places: [] };
        same.places.push({ pair: each, word: other });
        found.set(keyOf(said), same);
      }
    }
    const ways = [...found.values()].sort((one, other) => other.places.length - one.places.length);
    const card = byId("word");
    const title = byId("word-title");
    title.textContent = name;
    title.lang = cellOf(pair, word.side).lang;
    const lang = cellOf(pair, 1 - word.side).lang;
    card.querySelector("dl").replaceChildren(
      ...ways.flatMap(({ said, places }) => [make("dt", { lang }, said), make("dd", {}, places.length.toLocaleString(root.lang))]),
    );
    // One example of each way first, then more of the most frequent.
    const places = ways.map((way) => way.places[0]).concat(ways.flatMap((way) => way.places.slice(1)));
    const chosen = [...new Map(places.map((place) => [place.pair, place])).values()].slice(0, MOST_EXAMPLES);
    card.querySelector("ol").replaceChildren(...chosen.map((place) => example(place)));
    const entries = JSON.parse(card.dataset.terms ?? "[]").filter(([, targets, , forms]) =>
      (word.side ? targets : forms).some((form) => form.split(/[\s'’]+/).map(keyOf).includes(key)),
    );
    const list = card.querySelector("ul");
    for (const part of list ? [list, list.previousElementSibling] : []) part.hidden = !entries.length;
    list?.replaceChildren(
      ...entries.map(([source, targets, note]) => make("li", {}, `${source} → ${targets.join(", ")}${note && ` (${note})`}`)),
    );
    const [index] = document.querySelector(".bar nav a").getAttribute("href").split("#");
    byId("word-corpus").href = `${index}#${new URLSearchParams({ q: name })}`;
    if (!card.open) card.showModal();
    title.focus();
    return true;
  }

  function example({ pair, word }) {
    const item = make("li", {}, make("a", { href: `#${pair.id}` }, pair.querySelector(".ref").textContent));
    for (const side of [0, 1]) {
      const line = make("span", { lang: cellOf(pair, side).lang });
      const spans = (side === word.side ? [[word.start, word.end]] : [...word.others]).sort((one, other) => one[0] - other[0]);
      let end = 0;
      for (const span of spans) {
        line.append(texts.get(pair)[side].slice(end, span[0]), make("mark", {}, named(pair, side, span)));
        end = span[1];
      }
      line.append(texts.get(pair)[side].slice(end));
      item.append(line);
    }
    return item;
  }

  let frame = 0;
  const point = ({ clientX, clientY }) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const at = wordAt(clientX, clientY);
      if (at?.word !== shown?.word) show(at?.pair, at?.word);
    });
  };
  document.addEventListener("pointermove", (event) => event.pointerType !== "touch" && point(event), { passive: true });
  document.addEventListener("click", (event) => event.target instanceof Element && pairAt(event.target) && point(event));
  document.addEventListener("dblclick", (event) => {
    const at = wordAt(event.clientX, event.clientY);
    if (!at || event.target.closest("input, textarea, button")) return;
    getSelection().removeAllRanges();
    light(at.pair, { scroll: false });
    show(at.pair, at.word);
    open();
  });
  document.addEventListener("bilingual:unpin", () => show(null, null));
  document.addEventListener("bilingual:changed", () => show(null, null));
  byId("word").addEventListener("click", ({ target }) => target.closest("a") && byId("word").close());
  shortcuts({
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    w: () => open() || say(t("No word is lit: point at one, or go to one with →.")),
  });
});
