// How many lines of the concordance are of which year and publisher; a count filters when it is clicked.

/* global addressOf, articles, byId, inFigures, made, t, within */
/* exported showCounts */

const MOST_SHOWN = 12;

/** Show the counts of lines: `times` are how many each sentence has. */
function showCounts({ sentences, times }, state) {
  const [years, publishers] = [new Map(), new Map()];
  within(sentences, (number, from, to) => {
    const { iso, publisher } = articles[number];
    const year = iso.slice(0, 4);
    let count = 0;
    for (let at = from; at < to; at += 1) count += times[at];
    years.set(year, (years.get(year) ?? 0) + count);
    publishers.set(publisher, (publishers.get(publisher) ?? 0) + count);
  });
  const byYear = [...years].sort(([one], [other]) => (one < other ? -1 : 1));
  const byPublisher = [...publishers].sort(([, one], [, other]) => other - one);
  byId("counts").replaceChildren(
    ...[
      countsOf(t("Lines by year"), byYear.slice(-MOST_SHOWN), byYear.length, (year) => ({ ...state, from: year, to: year })),
      countsOf(t("Lines by publisher"), byPublisher.slice(0, MOST_SHOWN), byPublisher.length, (publisher) => ({ ...state, publisher })),
    ].filter(Boolean),
  );
}

/** Return a list of counts; null where there is but one thing to count. */
function countsOf(name, counts, all, chosen) {
  if (all < 2) return null;
  const most = Math.max(...counts.map(([, count]) => count));
  const items = counts.map(([what, count]) => {
    const label = what ? made("a", { href: `#${addressOf(chosen(what))}` }, made("bdi", {}, what)) : t("none said");
    const meter = made("meter", { min: "0", max: String(most), value: String(count), "aria-hidden": "true" });
    return made("li", {}, label, " ", made("span", { class: "number" }, inFigures(count)), meter);
  });
  if (all > counts.length) items.push(made("li", {}, t("and {n} more", { n: all - counts.length })));
  return made("div", {}, made("h3", {}, name), made("ul", {}, ...items));
}
