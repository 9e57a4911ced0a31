// One article: views, and the sentence that is lit.

/* global byId, keep, recall, root, shortcuts, step, whenReady */
/* exported light */

const VIEWS = { side: "columns", interleaved: "rows", source: "single", target: "single", reveal: "" };
const wide = matchMedia("(width >= 46em)");
let view = recall("view", Object.keys(VIEWS));
let pairs = [];
let lit = null;

/** Show the page in the view that was chosen, or in the one that fits the window. */
function show() {
  const automatic = wide.matches ? "side" : "interleaved";
  const shown = view || automatic;
  root.dataset.view = shown;
  root.dataset.layout = VIEWS[shown] || VIEWS[automatic];
  const select = byId("view");
  if (select) select.value = shown;
}

/** Do `change` and leave what is being read where it is on the screen. */
function inPlace(change) {
  const anchor = lit ?? firstInSight();
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (anchor && scrollY > 0) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

function choose(name) {
  view = name;
  keep("view", view);
  inPlace(show);
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

/** Light a sentence in both languages and let go of the one before; null lights none. */
function light(pair, { scroll = true, focus = false } = {}) {
  lit?.removeAttribute("aria-current");
  lit?.querySelector(".target").removeAttribute("data-why");
  lit = pair;
  nameInAddress();
  if (!pair) return;
  pair.setAttribute("aria-current", "true");
  // A finger cannot hover over a mark to read its title: there, the style shows it under the translation.
  const why = pair.querySelector(".mark")?.title;
  if (why) pair.querySelector(".target").dataset.why = why;
  if (scroll) pair.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (focus) pair.querySelector(".ref").focus({ preventScroll: true });
}

/** Light the sentence `by` places on among `among`. */
function move(by, among = pairs) {
  if (!among.length) return;
  let next;
  if (!lit) next = among === pairs ? pairs.indexOf(firstInSight()) : step(-1, by, among.length);
  else if (among.includes(lit)) next = among.indexOf(lit) + by;
  else {
    const after = among.findIndex((pair) => lit.compareDocumentPosition(pair) & Node.DOCUMENT_POSITION_FOLLOWING);
    next = (after < 0 ? among.length : after) + (by > 0 ? 0 : -1);
  }
  if (among === pairs) next = Math.max(0, Math.min(next, pairs.length - 1));
  light(among.at(next % among.length), { focus: true });
}

/** In the view that hides translations, show that of a sentence or hide it again, and say it to screen readers. */
function reveal(pair) {
  const open = pair.toggleAttribute("data-open");
  const status = byId("status");
  status.lang = pair.querySelector(".target").lang;
  status.textContent = open ? pair.querySelector(".target bdi").textContent : "";
}

function follow(relation) {
  const link = document.querySelector(`a[rel="${relation}"]`);
  if (!link) return false;
  link.click();
  return true;
}

/** List the sentences to look at again; what a mark says is its own title. */
function listDoubtful(doubtful) {
  const list = byId("doubtful").querySelector("ol");
  list.replaceChildren(
    ...doubtful.map((pair) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const source = pair.querySelector(".source");
      link.href = `#${pair.id}`;
      link.lang = source.lang;
      link.textContent = source.textContent;
      const why = document.createElement("span");
      why.textContent = pair.querySelector(".mark").title;
      item.append(link, why);
      return item;
    }),
  );
  byId("doubtful").showModal();
}

function lightAddressed() {
  const named = byId(location.hash.slice(1));
  if (named?.matches(".pair")) light(named);
}

show();
wide.addEventListener("change", () => inPlace(show));

whenReady(() => {
  pairs = [...document.querySelectorAll(".pair")];
  const doubtful = pairs.filter((pair) => pair.dataset.check === "to-check");
  show();
  byId("view").addEventListener("change", ({ target }) => choose(target.value));
  lightAddressed();
  addEventListener("hashchange", lightAddressed);

  const opener = byId("doubtful-open");
  opener.hidden = !doubtful.length;
  opener.textContent = `${doubtful.length} doubtful`;
  opener.addEventListener("click", () => listDoubtful(doubtful));
  byId("doubtful").addEventListener("click", (event) => {
    const link = event.target.closest("li a");
    if (!link) return;
    event.preventDefault();
    byId("doubtful").close();
    light(byId(link.hash.slice(1)), { focus: true });
  });

  document.addEventListener("click", (event) => {
    const pair = event.target.closest(".pair");
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    // The end of a selection is a click as well; whoever selects wants to copy, not to pin.
    if (!pair || modified || !getSelection().isCollapsed) return;
    event.preventDefault();
    if (view === "reveal") {
      reveal(pair);
      light(pair, { scroll: false });
    } else light(pair === lit ? null : pair, { scroll: false });
  });

  document.addEventListener("selectstart", ({ target }) => {
    const element = target instanceof Element ? target : target.parentElement;
    const cell = element?.closest(".source, .target");
    root.dataset.selecting = cell ? cell.className : "";
  });

  const ask = ({ target }) => {
    if (view !== "reveal" || !lit || target.closest("a:not(.ref), button, summary")) return false;
    reveal(lit);
    return true;
  };
  shortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    n: () => follow("next"),
    p: () => follow("prev"),
    f: () => move(1, doubtful),
    F: () => move(-1, doubtful),
    l: () => doubtful.length > 0 && listDoubtful(doubtful),
    i: () => document.querySelector(".bar nav a").click(),
    Enter: ask,
    " ": ask,
    Escape: () => (lit ? light(null) : false),
    ...Object.fromEntries(Object.keys(VIEWS).map((name, index) => [String(index + 1), () => choose(name)])),
  });
});
