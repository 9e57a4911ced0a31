// One article: views, the sentence that is lit, and what is said of it.
//
// For further scripts of an article's page, which stand behind this one:
// - `bilingual:pin` and `bilingual:unpin` bubble from the sentence (`.pair`) that is lit, or let go of.
// - `bilingual:changed`, sent from a sentence, tells the others that its text, note or `data-check` is another now.
// - `allPairs()` and `litPair()` return sentences, `sourceOf`, `targetOf` and `noteOf` the parts of one (in "facing pages"
//   the translation stands elsewhere), `pairAt(element)` the one that an element belongs to.
// - `light(pair, { focus: true })` lights one, `move(1, some)` goes on among some, `toCheck()` are those to check.
// - `choose("side")` changes the view; `say`, `t` and `shortcuts` are of common.js and language.js.

/* global byId, comeBack, keep, keepPlace, make, recall, root, say, shortcuts, step, t, way, whenReady */
/* exported allPairs, firstInSight, litPair, pairAt, sayEach, sourceOf, toCheck, uncover */

const VIEWS = { side: "columns", interleaved: "rows", source: "single", target: "single", reveal: "", facing: "single facing" };
// Paragraphs that are laid out in a row, and the milliseconds that must be left for more.
const AT_ONCE = 8;
const AT_LEAST = 8;
// Browsers that never call themselves idle go on after so many milliseconds.
const SOON = { timeout: 500 };
const wide = matchMedia("(width >= 46em)");
let view = recall("view", Object.keys(VIEWS));
let pairs = [];
let lit = null;

const allPairs = () => pairs;
const litPair = () => lit;
const toCheck = () => pairs.filter((pair) => pair.dataset.check === "to-check");
const sourceOf = (pair) => pair.querySelector(".source");
const targetOf = (pair) => pair.querySelector(".target") ?? document.querySelector(`.target[data-of="${pair.id}"]`);

/** Return the sentence that an element stands in, in either language; null for none. */
function pairAt(element) {
  const away = element.closest(".target[data-of]");
  return away ? byId(away.dataset.of) : element.closest(".pair");
}

/** Show the page in the view that was chosen, or in the one that fits the window. */
function show() {
  const automatic = wide.matches ? "side" : "interleaved";
  const shown = view || automatic;
  root.dataset.view = shown;
  root.dataset.layout = VIEWS[shown] || VIEWS[automatic];
  const select = byId("view");
  if (!select) return;
  select.value = shown;
  face(shown === "facing");
  cover();
  for (const heading of document.querySelectorAll("[aria-labelledby].paragraph")) {
    const side = shown === "target" ? "target" : "source";
    const labels = heading.getAttribute("aria-labelledby").replace(/-(source|target)\b/g, `-${side}`);
    heading.setAttribute("aria-labelledby", labels);
  }
}

/** Lay paragraphs beside paragraphs: the translations go into a column of their own, or back to their sentences. */
function face(on) {
  if (on === Boolean(document.querySelector(".column"))) return;
  for (const paragraph of document.querySelectorAll("article .paragraph")) {
    const own = [...paragraph.querySelectorAll(".pair")];
    if (on) {
      const columns = ["left", "right"].map((side) => make("span", { className: `column ${side}` }));
      for (const pair of own) {
        const target = targetOf(pair);
        target.dataset.of = pair.id;
        columns[0].append(pair, " ");
        columns[1].append(target, " ");
      }
      paragraph.replaceChildren(...columns);
    } else {
      const targets = own.map(targetOf);
      own.forEach((pair, index) => {
        sourceOf(pair).after(" ", targets[index]);
        delete targets[index].dataset.of;
      });
      paragraph.replaceChildren(...own.flatMap((pair) => [pair, " "]));
    }
  }
}

let laying = 0;

/** Lay out the paragraphs of a long article that are out of sight, some at a time, whenever there is nothing to do. */
function layOut() {
  cancelIdleCallback(laying);
  const left = [...document.querySelectorAll(".long .paragraph:not(.laid)")].reverse();
  const some = (deadline) => {
    do {
      const next = left.splice(-AT_ONCE);
      for (const paragraph of next) paragraph.classList.add("laid");
      // To ask is what lays them out, now and not when the reader does something.
      next.at(-1)?.getBoundingClientRect();
    } while (left.length && deadline.timeRemaining() > AT_LEAST);
    if (left.length) laying = requestIdleCallback(some, SOON);
  };
  laying = requestIdleCallback(some, SOON);
}

/** Do `change`, which is seen everywhere, at first where the window is alone; no reader waits for the rest. */
function soon(change) {
  for (const paragraph of document.querySelectorAll(".laid")) paragraph.classList.remove("laid");
  change();
  layOut();
}

/** Do `change` and leave what is being read where it is on the screen. */
function inPlace(change, anchor = lit ?? firstInSight()) {
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (anchor && scrollY > 0) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

function choose(name) {
  view = name;
  keep("view", view);
  inPlace(() => soon(show));
}

/** Return the first sentence that is not above the window. The sentences follow each other, so halving finds it. */
function firstInSight() {
  const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
  let [low, high] = [0, pairs.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[middle].getBoundingClientRect().bottom > bar) high = middle;
    else low = middle + 1;
  }
  return pairs[low];
}

let addressTimer = 0;

/** Let the address name the lit sentence, soon: browsers refuse to do it for every repeat of a held key. */
function nameInAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    const address = location.pathname + location.search + (lit ? `#${lit.id}` : "");
    history.replaceState(history.state, "", address);
  }, 120);
}

/** Return the line under a sentence, made now where the page has none: there is nothing wrong that anyone knows of. */
function noteOf(pair) {
  let note = pair.querySelector(".why");
  note?.setAttribute("role", "note");
  if (note) return note;
  note = make("span", { className: "why", id: `${pair.id}-why`, lang: root.lang, role: "note" }, nothingWrong(pair.dataset));
  pair.append(note);
  pair.querySelector(".ref").setAttribute("aria-describedby", note.id);
  return note;
}

function nothingWrong({ origin, trust, score }) {
  if (origin === "aligned") return t("A person’s translation, laid beside it by a program; no check found a fault.");
  const byTrust = document.querySelector("article").dataset.by === "trust";
  const value = byTrust ? trust : score && String(Math.exp(score));
  if (!value) return t("No check found a fault.");
  // Cut off, as everywhere: rounded, it could seem to be in the band above.
  const values = { value: (Math.floor(Number(value) * 100 + 1e-6) / 100).toFixed(2), n: 1 };
  if (byTrust) {
    return t("No check found a fault. Trust {value}: probably near what a person would write.", values);
  }
  return t("No check found a fault. Score {value}: the model was sure of its words.", values);
}

/** Say a sentence to screen readers, with its translation and what is wrong; nothing that the view hides. */
function announce(pair, before = "") {
  const said = [[before, root.lang]];
  const sides = [sourceOf(pair), targetOf(pair)];
  for (const side of sides) if (!isHidden(pair, side)) said.push([side.textContent, side.lang]);
  if (sides.every((side) => !isHidden(pair, side))) said.push([noteOf(pair).textContent, root.lang]);
  sayEach(said);
}

/** Say texts to screen readers, each in its language. */
function sayEach(said) {
  const status = byId("status");
  status.classList.remove("seen");
  status.replaceChildren(
    ...said.filter(([text]) => text).map(([text, lang]) => make("span", { lang }, `${text.trim()} `)),
  );
}

/** Light a sentence in both languages and let go of the one before; null lights none. */
function light(pair, { scroll = true, focus = false, before = "" } = {}) {
  const change = () => {
    const last = lit;
    lit = pair;
    if (last) {
      last.removeAttribute("aria-current");
      targetOf(last).classList.remove("pinned");
      if (last !== pair) last.dispatchEvent(new CustomEvent("bilingual:unpin", { bubbles: true }));
    }
    if (!pair) return;
    noteOf(pair);
    pair.setAttribute("aria-current", "true");
    targetOf(pair).classList.add("pinned");
    pair.dispatchEvent(new CustomEvent("bilingual:pin", { bubbles: true }));
  };
  // The line under the one before goes away: what was clicked stays where it is.
  if (scroll) change();
  else inPlace(change, pair ?? lit);
  nameInAddress();
  if (!pair) return;
  if (scroll) pair.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (focus) {
    pair.querySelector(".ref").focus({ preventScroll: true });
    announce(pair, before);
  }
}

/** Light the sentence `by` places on among `among`; around the ends, unless they are all. */
function move(by, among = pairs) {
  if (!among.length) return;
  let next;
  if (!lit) next = among === pairs ? pairs.indexOf(firstInSight()) : step(-1, by, among.length);
  else if (among.includes(lit)) next = among.indexOf(lit) + by;
  else {
    const after = among.findIndex((pair) => lit.compareDocumentPosition(pair) & Node.DOCUMENT_POSITION_FOLLOWING);
    next = (after < 0 ? among.length : after) + (by > 0 ? 0 : -1);
  }
  if (among === pairs && (next < 0 || next >= pairs.length)) {
    say(next < 0 ? t("This is the first sentence.") : t("This is the last sentence."));
    return;
  }
  const at = (next + among.length) % among.length;
  const before = among === pairs ? "" : t("{at} of {all}", { at: at + 1, all: among.length });
  light(among[at], { focus: true, before });
}

/** Return the side of a sentence that the view “reveal” hides until it is asked for. */
function hiddenSide(pair) {
  return root.dataset.hides === "source" ? sourceOf(pair) : targetOf(pair);
}

/** Tell whether a reader cannot see one side of a sentence. */
function isHidden(pair, side) {
  const open = pair.dataset.open !== undefined;
  const shown = root.dataset.view;
  if (shown === "reveal") return !open && side === hiddenSide(pair);
  return !open && ["source", "target"].includes(shown) && !side.classList.contains(shown);
}

/** Keep from screen readers what the view “reveal” hides. */
function cover() {
  const hiding = root.dataset.view === "reveal";
  if (!hiding && !document.querySelector(".pair bdi[aria-hidden]")) return;
  for (const pair of pairs) {
    for (const side of [sourceOf(pair), targetOf(pair)]) {
      const text = side.querySelector("bdi");
      if (hiding && isHidden(pair, side)) text.setAttribute("aria-hidden", "true");
      else text.removeAttribute("aria-hidden");
    }
  }
}

/** Show what the view hides of a sentence, or hide it again. */
function uncover(pair, open = true) {
  pair.toggleAttribute("data-open", open);
  if (root.dataset.view !== "reveal") return;
  const text = hiddenSide(pair).querySelector("bdi");
  if (open) text.removeAttribute("aria-hidden");
  else text.setAttribute("aria-hidden", "true");
}

/** In the view that hides one language, show that of a sentence, or of its paragraph, or hide it again. */
function reveal(pair, whole = root.dataset.at === "paragraph") {
  const asked = whole ? [...pair.closest(".paragraph").querySelectorAll(".pair")] : [pair];
  const open = asked.some((each) => each.dataset.open === undefined);
  for (const each of asked) uncover(each, open);
  sayEach(open ? asked.map((each) => [hiddenSide(each).textContent, hiddenSide(each).lang]) : []);
}

function follow(relation, none) {
  const link = document.querySelector(`a[rel="${relation}"]`);
  if (link) link.click();
  else say(none);
}

/** Light the sentence that the address names, or say that there is none of that number. */
function lightAddressed() {
  const [, paragraph, sentence] = location.hash.match(/^#p(\d+)(?:s(\d+))?$/) ?? [];
  if (!paragraph) return;
  const named = byId(`p${paragraph}s${sentence ?? 1}`);
  if (named?.matches(".pair")) light(named);
  else {
    const number = sentence ? `${paragraph}.${sentence}` : paragraph;
    say(t("This article has no sentence {number}.", { number }));
  }
}

show();
wide.addEventListener("change", () => inPlace(() => soon(show)));

if (!("requestIdleCallback" in window)) {
  window.requestIdleCallback = (some) => setTimeout(some, 200, { timeRemaining: () => 0 });
  window.cancelIdleCallback = clearTimeout;
}

whenReady(() => {
  pairs = [...document.querySelectorAll(".pair")];
  if (root.lang !== "en") {
    for (const ref of document.querySelectorAll(".ref")) ref.ariaLabel = t("Sentence {number}", { number: ref.textContent });
  }
  show();
  byId("view").addEventListener("change", ({ target }) => choose(target.value));
  lightAddressed();
  const [seen, top] = keepPlace(() => {
    const pair = firstInSight();
    return [pair, pair?.id];
  });
  const goBack = () => byId(seen) && comeBack(byId(seen), top);
  goBack();
  addEventListener("load", () => {
    // A browser has gone to what the address names once more.
    goBack();
    layOut();
  });
  document.addEventListener("bilingual:theme", () => soon(() => {}));
  addEventListener("beforeprint", () => document.querySelectorAll(".long .paragraph").forEach((one) => one.classList.add("laid")));
  addEventListener("hashchange", lightAddressed);

  document.addEventListener("click", (event) => {
    const pair = pairAt(event.target);
    const modified = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && view !== "reveal");
    // The end of a selection is a click as well; whoever selects wants to copy, not to pin.
    if (!pair || modified || !getSelection().isCollapsed) return;
    if (event.target.closest("button, input, textarea, select, .why a")) return;
    event.preventDefault();
    if (view === "reveal") {
      reveal(pair, event.shiftKey || undefined);
      light(pair, { scroll: false });
    } else light(pair === lit ? null : pair, { scroll: false });
  });

  // On facing pages the two sides of a sentence have no element in common that could light both.
  let over = [];
  document.addEventListener("mouseover", ({ target }) => {
    const pair = view === "facing" ? pairAt(target) : null;
    if (over[0] === (pair ?? undefined)) return;
    for (const side of over) side.classList.remove("over");
    over = pair ? [pair, targetOf(pair)] : [];
    for (const side of over) side.classList.add("over");
  });

  document.addEventListener("selectstart", ({ target }) => {
    const element = target instanceof Element ? target : target.parentElement;
    const cell = element?.closest(".source, .target");
    root.dataset.selecting = cell ? cell.classList[0] : "";
  });

  const ask = (event) => {
    if (view !== "reveal" || !lit || event.target.closest("a:not(.ref), button, summary")) return false;
    reveal(lit, event.shiftKey || undefined);
    return true;
  };
  shortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    n: () => follow("next", way ? t("Nothing comes after this.") : t("This is the last article.")),
    p: () => follow("prev", way ? t("Nothing comes before this.") : t("This is the first article.")),
    i: () => document.querySelector(".bar nav a").click(),
    Enter: ask,
    " ": ask,
    Escape: () => (lit ? light(null) : false),
    ...Object.fromEntries(Object.keys(VIEWS).map((name, index) => [String(index + 1), () => choose(name)])),
  });
});
