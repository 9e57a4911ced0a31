// An article that was opened from results of the index: which of them it is, and the way to the others. The address that
// leads here carries it behind "&in=" (assets/state.js); then the history of this page keeps it, and the address is as
// anybody would cite it.

/* global t, whenReady */

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

const way = wayHere();

whenReady(() => {
  if (!way) return;
  const index = document.querySelector(".bar nav a");
  const [path] = index.getAttribute("href").split("#");
  const top = path.slice(0, path.lastIndexOf("/") + 1);
  index.setAttribute("href", `${path}#${way.state}`);

  /** Return a link to another result: to its page, or by way of the index where that is not known here. */
  function link(by, relation, words, sign) {
    const at = way.at + by;
    const anchor = document.createElement("a");
    anchor.textContent = sign;
    if (at < 0 || at >= way.of) {
      anchor.setAttribute("aria-disabled", "true");
      anchor.setAttribute("role", "link");
      return anchor;
    }
    const page = way.pages[at - way.first];
    const along = encodeURIComponent(JSON.stringify({ ...way, at }));
    const fragment = page?.includes("#") ? "" : "#";
    anchor.href = page ? `${top}${page}${fragment}&in=${along}` : `${path}#${way.state}&go=${at}&list=${way.list}`;
    anchor.rel = relation;
    anchor.setAttribute("aria-label", words);
    return anchor;
  }

  // From here, n and p go on among the results.
  for (const neighbour of document.querySelectorAll('a[rel="prev"], a[rel="next"]')) neighbour.removeAttribute("rel");
  const nav = document.createElement("nav");
  nav.id = "results";
  nav.setAttribute("aria-label", t("Results"));
  nav.append(
    link(-1, "prev", t("result before"), "←"),
    ` ${t("{at} of {all}", { at: way.at + 1, all: way.of })} `,
    link(1, "next", t("next result"), "→"),
  );
  index.closest("nav").after(nav);
  nav.title = new URLSearchParams(way.state).get("q") ?? "";
});
