// An article that was opened from results of the index: which of them it is, and the way to the others. The address that
// leads here carries it behind "&in=" (assets/state.js); then the history of this page keeps it, and the address is as
// anybody would cite it.

/* global folderOf, make, pageOf, t, whenReady */
/* exported way */

// A page of this corpus as its addresses stand in the index: nothing that could lead elsewhere.
const OURS = /^(?:[\w%-][\w.%-]*\/)?[\w%-][\w.%-]*\.html(?:#[\w=%.*'()~!-]*)?$/;
const MOST = 200;

/** Return how results go on, as the address or the history of this page says; null where neither does. */
function wayHere() {
  const [own, along] = location.hash.split("&in=");
  if (along === undefined) return sound(history.state?.results);
  let way = null;
  try {
    way = sound(JSON.parse(decodeURIComponent(along)));
  } catch {
    // Then it is but a page that was opened.
  }
  const address = location.pathname + location.search + (own === "#" ? "" : own);
  history.replaceState(way && { ...history.state, results: way }, "", address);
  return way;
}

/** Return a way that makes sense, null for any other: an address may come from anywhere. */
function sound(way) {
  if (!way || typeof way !== "object" || !Array.isArray(way.pages) || way.pages.length > MOST) return null;
  const { state, list, at, of, first, pages } = way;
  const counts = [at, of, first].every((number) => Number.isInteger(number) && number >= 0 && number < 1e9);
  const texts = typeof state === "string" && state.length < 2000 && ["articles", "sentences"].includes(list);
  const ours = pages.every((page) => typeof page === "string" && page.length < 1000 && OURS.test(page));
  if (!counts || !texts || !ours || at < first || at >= of || at >= first + pages.length) return null;
  return { state, list, at, of, first, pages };
}

let way = wayHere();

/** Return a link to another result: to its page, or by way of the index where that is not known here. */
function resultLink(index, by, relation, sign) {
  const at = way.at + by;
  const anchor = make("a", { ariaLabel: by > 0 ? t("next result") : t("result before") }, sign);
  if (at < 0 || at >= way.of) return Object.assign(anchor, { role: "link", ariaDisabled: "true" });
  const page = way.pages[at - way.first];
  const along = encodeURIComponent(JSON.stringify({ ...way, at }));
  const top = index.slice(0, index.lastIndexOf("/") + 1);
  anchor.rel = relation;
  anchor.href = page
    ? `${top}${page}${page.includes("#") ? "" : "#"}&in=${along}`
    : `${index}#${way.state}&go=${at}&list=${way.list}`;
  return anchor;
}

/** Say which result this is, and lead n, p and i among them and back. */
function showWay() {
  const link = document.querySelector(".bar nav a");
  const [index] = link.getAttribute("href").split("#");
  link.setAttribute("href", `${index}#${way.state}&at=${way.at}&list=${way.list}`);
  for (const other of document.querySelectorAll('.neighbours a[rel="prev"], .neighbours a[rel="next"]')) {
    other.removeAttribute("rel");
  }
  document.getElementById("results")?.remove();
  const title = new URLSearchParams(way.state).get("q") ?? "";
  const nav = make(
    "nav",
    { id: "results", ariaLabel: t("Results"), title },
    resultLink(index, -1, "prev", "←"),
    ` ${t("{at} of {all}", { at: way.at + 1, all: way.of })} `,
    resultLink(index, 1, "next", "→"),
  );
  link.closest("nav").after(nav);
}

whenReady(() => {
  if (way) return showWay();
  // To the row of this article, where the index has it.
  const link = document.querySelector(".bar nav a");
  link.setAttribute("href", `${link.getAttribute("href")}#at=${encodeURIComponent(pageOf(folderOf()))}`);
});

// What was searched is found in the article already, so that keys may lead on to other results.
addEventListener("load", () => {
  if (!way || !document.activeElement?.matches("#find input")) return;
  document.activeElement.blur();
  document.querySelector(".pair[aria-current] .ref")?.focus({ preventScroll: true });
});

// The next result may be in the same article. This is heard before the sentence in the address is lit.
addEventListener("hashchange", () => {
  const next = wayHere();
  if (!next && way) history.replaceState({ ...history.state, results: way }, "");
  if (!next || next === way) return;
  way = next;
  showWay();
});
