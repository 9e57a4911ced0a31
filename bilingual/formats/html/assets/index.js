// The index: sort and filter its table, and search the words that the page carries.

/* global byId, fold, shortcuts, whenReady */

// The format of the data block is that of bilingual/formats/html/search.py.
const LONGEST_TERM = 32;
const FIRST_SMALL = "a".charCodeAt(0);
const FIRST_CAPITAL = "A".charCodeAt(0);
const DIGITS = 26;

const NUMERIC = new Set([3, 4, 5]);
// These are worth most when they are highest, so the first click puts the highest first.
const DESCENDING = new Set([3, 5]);

/** Return the words of a text as the index has them. */
function termsOf(text) {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((term) => [...term].slice(0, LONGEST_TERM).join(""));
}

/** Read the data block: all terms, and for each the text that names its articles. */
function readIndex(text) {
  const terms = [];
  const articles = [];
  let before = [];
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ");
    before = [...before.slice(0, parseInt(line[0], 36)), ...line.slice(1, space)];
    terms.push(before.join(""));
    articles.push(line.slice(space + 1));
  }
  return { terms, articles };
}

/** Add the articles that `text` names to a set. */
function addArticles(text, set) {
  let article = -1;
  let number = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= FIRST_SMALL) {
      article += number * DIGITS + code - FIRST_SMALL + 1;
      set.add(article);
      number = 0;
    } else number = number * DIGITS + code - FIRST_CAPITAL;
  }
}

/** Return the numbers of the articles with all these words; a word stands for all that begin with it. */
function search({ terms, articles }, words) {
  let result = null;
  for (const word of words) {
    const set = new Set();
    terms.forEach((term, index) => term.startsWith(word) && addArticles(articles[index], set));
    result = result ? new Set([...result].filter((article) => set.has(article))) : set;
  }
  return result;
}

whenReady(() => {
  const form = byId("filters");
  if (!form) return;
  const body = document.querySelector("tbody");
  const rows = [...body.rows].map((row) => {
    const link = row.querySelector("a");
    return {
      row,
      link,
      values: [...row.cells].map((cell) => cell.dataset.value),
      names: null,
    };
  });
  const query = byId("query");
  // The heading names the language of the sources first.
  const language = document.querySelector("h1 [lang]").lang;
  let index = null;

  /** Return which rows a search keeps, null for all. */
  function searched(words) {
    if (!words.length) return null;
    const block = byId("index");
    if (block) {
      index ??= readIndex(block.textContent);
      return search(index, words);
    }
    const kept = new Set();
    for (const entry of rows) {
      entry.names ??= termsOf(`${entry.row.cells[0].textContent} ${entry.row.cells[1].textContent}`);
      if (words.every((word) => entry.names.some((name) => name.startsWith(word)))) kept.add(Number(entry.values[0]));
    }
    return kept;
  }

  function filter() {
    const words = termsOf(query.value);
    const kept = searched(words);
    const [publisher, from, to] = [byId("publisher").value, byId("from").value, byId("to").value];
    const [sentences, score] = [byId("sentences").value, byId("score").value];
    const fragment = words.length && byId("index") ? `#find=${encodeURIComponent(longest(query.value))}` : "";
    let shown = 0;
    for (const { row, link, values } of rows) {
      const date = values[2];
      row.hidden =
        (kept && !kept.has(Number(values[0]))) ||
        (publisher && values[1] !== publisher) ||
        // A month may have begun before the day that is asked for.
        (from && (!date || `${date}~` < from)) ||
        (to && (!date || date > to)) ||
        (sentences && Number(values[3]) < Number(sentences)) ||
        (score && (!values[4] || Number(values[4]) > Number(score))) ||
        (byId("flagged").checked && values[5] === "0");
      shown += row.hidden ? 0 : 1;
      if (link.hash !== fragment) link.hash = fragment;
    }
    const all = rows.length.toLocaleString("en");
    byId("found").textContent = `${shown.toLocaleString("en")} of ${all} articles`;
  }

  /** Return the longest word of what was searched for, as it was typed. */
  function longest(text) {
    return text.split(/[^\p{L}\p{M}\p{N}]+/u).reduce((one, other) => (other.length > one.length ? other : one), "");
  }

  function sort(column, header) {
    const before = header.getAttribute("aria-sort");
    const down = before ? before === "ascending" : DESCENDING.has(column);
    for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const collator = new Intl.Collator(language, { numeric: true });
    const key = column ? ({ values }) => values[column] : ({ link }) => link.textContent;
    const keys = new Map(rows.map((entry) => [entry, key(entry)]));
    const sorted = rows.toSorted((one, other) => {
      const [left, right] = [keys.get(one), keys.get(other)];
      // What has no value comes last either way.
      if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1);
      const order = NUMERIC.has(column) ? left - right : collator.compare(left, right);
      return down ? -order : order;
    });
    body.append(...sorted.map(({ row }) => row));
  }

  [...document.querySelectorAll("thead th")].forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(column, header));
  });

  const publishers = [...new Set(rows.map(({ values }) => values[1]).filter(Boolean))];
  const collator = new Intl.Collator(language);
  byId("publisher").append(...publishers.sort(collator.compare).map((name) => new Option(name, name)));

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") form.reset();
  });

  function move(by) {
    const links = [...body.rows].filter((row) => !row.hidden).map((row) => row.querySelector("a"));
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(at + by, links.length - 1))]?.focus();
  }
  const find = () => {
    query.focus();
    query.select();
  };
  shortcuts({ "/": find, j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  // The browser may have kept what was typed, when one comes back.
  filter();
});
