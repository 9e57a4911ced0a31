// The table of articles: its rows are made anew for what was asked, as the template makes them.

/* global dateWords, hrefOf, inFigures, isStatus, isWithin, made, t, tongue */
/* exported compareBy, fits, rowOf, whenOf */

/** Return what an article is called: its title, or its first words, or its id. */
function nameOf({ title, opening, id }, language) {
  if (title) return made("bdi", { lang: language }, title);
  return opening ? made("bdi", { class: "opening", lang: language }, opening) : made("bdi", { class: "id" }, id);
}

/** Return a date in words, as its article gives it where it is none. */
function whenOf({ iso, date }) {
  if (!date) return "";
  return iso ? made("time", { datetime: iso }, dateWords(iso)) : made("bdi", {}, date);
}

/** Return a small bar of how much is to be checked. */
function barOf(share) {
  const [space, kind] = ["http://www.w3.org/2000/svg", ["svg", "rect"]];
  const [drawing, bar] = kind.map((name) => document.createElementNS(space, name));
  const facts = { class: "share", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(facts)) drawing.setAttribute(key, value);
  bar.setAttribute("width", String(Math.round(1000 * share) / 10));
  bar.setAttribute("height", "10");
  drawing.append(bar);
  return drawing;
}

/** Return the row of an article; `said` is what to say of it besides, such as its authors. */
function rowOf(article, [source, target], said) {
  const { headline, publisher, sentences, toCheck } = article;
  const link = made("a", { href: hrefOf(article) }, nameOf(article, source));
  link.dataset.number = article.number;
  const head = made("th", { scope: "row" }, link);
  if (headline) head.append(made("span", { class: "headline", lang: target }, made("bdi", {}, headline)));
  if (said) head.append(made("span", { class: "headline", lang: source }, made("bdi", {}, said)));
  const count = made("td", { "data-unit": sentences === 1 ? t("sentence") : t("sentences") }, inFigures(sentences));
  const check = made("td", { "data-unit": t("to check") });
  if (toCheck) check.append(barOf(toCheck / sentences), " ", inFigures(toCheck));
  return made(
    "tr",
    {},
    head,
    made("td", {}, publisher ? made("bdi", {}, publisher) : ""),
    made("td", {}, whenOf(article)),
    count,
    check,
  );
}

/** Whether an article is among those that the filters leave. */
function fits(article, { publisher, from = "", to = "", least, most, check, read }) {
  return (
    (!publisher || article.publisher === publisher) &&
    isWithin(article.iso, from, to) &&
    (!least || article.sentences >= Number(least)) &&
    (!most || article.sentences <= Number(most)) &&
    (!check || article.toCheck > 0) &&
    (!read || isStatus(article.page, read))
  );
}

const KEYS = {
  title: ({ title, opening, id }) => title || opening || id,
  publisher: ({ publisher }) => publisher,
  date: ({ iso }) => iso,
  sentences: ({ sentences }) => sentences,
  check: ({ toCheck, sentences }) => toCheck / Math.max(sentences, 1),
};

const ranks = new Map();

/** Return the places of all articles by a column of words, by their numbers: to compare words takes too long each time. */
function ranksBy(name, language, all) {
  if (!ranks.has(name)) {
    const key = KEYS[name];
    const collator = new Intl.Collator([language, tongue], { numeric: true });
    const sorted = all.toSorted((one, other) => collator.compare(key(one), key(other)));
    const ranked = new Uint32Array(all.length);
    let rank = 0;
    sorted.forEach((article, index) => {
      if (index && collator.compare(key(article), key(sorted[index - 1]))) rank = index;
      ranked[article.number] = rank;
    });
    ranks.set(name, ranked);
  }
  return ranks.get(name);
}

/** Return what compares two of all articles by a column, downwards with "-" before its name; what has no value comes last. */
function compareBy(sort, language, all) {
  const [down, name] = sort.startsWith("-") ? [true, sort.slice(1)] : [false, sort];
  const key = KEYS[name];
  const ranked = ["title", "publisher"].includes(name) && ranksBy(name, language, all);
  return (one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left === "" || right === "") return (left === "" ? 1 : 0) - (right === "" ? 1 : 0) || one.number - other.number;
    const order = ranked ? ranked[one.number] - ranked[other.number] : left < right ? -1 : left > right ? 1 : 0;
    return (down ? -order : order) || one.number - other.number;
  };
}
