// The index: what is asked for stands in the address; the table, the concordance and the counts follow from it.

/* global addressOf, articlesOf, asked, byId, comeBack, compareBy, copyLines, dateOf, dateWords, fits, french, hrefOf */
/* global inFigures, inWords, keepPlace, keeper, linesIn, linesOf, made, nodesIn, openCorpus, rowOf, saveLines, say, search */
/* global sentencesOf, shortcuts, showCounts, shownLine, showStatuses, stateIn, stateOf, STATUS, t, then, UnreadError, wayTo */
/* global folderOf, pageOf, whenReady, within, wordsOf */

// What is added to a list at a time.
const ROWS_AT_ONCE = 100;
const LINES_AT_ONCE = 30;
// Lines that are copied or saved.
const MOST_FETCHED = 1000;

// These are worth most when they are highest, so the first click puts the highest first.
const DESCENDING = new Set(["date", "sentences", "check"]);
const ORDERS = ["title", "publisher", "date", "sentences", "check"];
const FIELDS = { q: "query", publisher: "publisher", least: "least", most: "most", read: "read", by: "by" };

whenReady(() => {
  const form = byId("filters");
  if (!form) return;
  const body = document.querySelector("tbody");
  const unchanged = [...body.rows];
  const heads = [...document.querySelectorAll("thead th")];
  // The heading names both languages.
  const languages = [...document.querySelectorAll("h1 [lang]")].map(({ lang }) => lang);
  let state = {};
  let asks = 0;
  // What was found last, and by which clauses.
  let last = null;
  // How many articles the corpus has, once that is known.
  let total = 0;
  // What is shown: articles, sentences, how many lines each of these has, and how many rows and lines there are so far.
  let shown = { articles: [], sentences: [], times: [], clauses: [], rows: 0, lines: [], all: 0, order: null };

  const isPlain = () => !Object.keys(state).some((name) => name !== "by");

  /** Put what is asked for into the fields. */
  function fill() {
    for (const [name, id] of Object.entries(FIELDS)) {
      const field = byId(id);
      const value = state[name] ?? "";
      if (name === "publisher" && value && ![...field.options].some((option) => option.value === value)) {
        field.append(new Option(value, value));
      }
      if (field.value !== value) field.value = value;
    }
    for (const name of ["from", "to"]) {
      const field = byId(name);
      if (state[name]) field.removeAttribute("aria-invalid");
      // What is no date stays, so that it can be mended.
      if (document.activeElement === field || field.hasAttribute("aria-invalid")) continue;
      field.value = state[name] ? dateWords(state[name]) : "";
    }
    byId("check").checked = Boolean(state.check);
    heads.forEach((head, column) => {
      const [name, down] = [(state.sort ?? "").replace("-", ""), (state.sort ?? "").startsWith("-")];
      if (name === ORDERS[column]) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    for (const bar of document.querySelectorAll(".picture a")) {
      const chosen = Object.entries(stateOf(bar.getAttribute("href")) ?? {});
      bar.classList.toggle("chosen", chosen.length > 0 && chosen.every(([name, value]) => state[name] === value));
    }
  }

  /** Take what the fields ask for. */
  function read() {
    const next = { sort: state.sort };
    for (const [name, id] of Object.entries(FIELDS)) next[name] = byId(id).value.slice(0, 500);
    for (const name of ["from", "to"]) {
      const text = byId(name).value.trim();
      next[name] = dateOf(text);
      const wrong = Boolean(text) && !next[name];
      if (wrong) byId(name).setAttribute("aria-invalid", "true");
      else byId(name).removeAttribute("aria-invalid");
    }
    next.check = byId("check").checked ? "1" : "";
    return stateOf(`#${addressOf(next)}`) ?? {};
  }

  /** Ask for something else, and let the address say it. */
  function ask(next) {
    // Who leaves a field by a click on a result has changed nothing, and the result must stay under the pointer.
    if (addressOf(next) === addressOf(state)) {
      fill();
      return;
    }
    state = next;
    nameInAddress();
    update();
  }

  // What is to be done once what is asked for is shown: an article's page sent its reader on, or back.
  let afterwards = null;
  /** Ask for nothing any more. */
  function clear() {
    for (const name of ["from", "to"]) byId(name).removeAttribute("aria-invalid");
    ask({});
  }

  let addressTimer = 0;

  /** Let the address say what is asked for, soon: browsers refuse to do it for every key. */
  function nameInAddress() {
    clearTimeout(addressTimer);
    addressTimer = setTimeout(putAddress, 150);
  }

  function putAddress() {
    clearTimeout(addressTimer);
    const fragment = addressOf(state);
    if (fragment !== addressOf(stateIn(location)) || /[#&]at=/.test(location.hash)) {
      history.replaceState(history.state, "", location.pathname + location.search + (fragment ? `#${fragment}` : ""));
    }
  }

  /** Show what is asked for; what comes late of something that was asked before is let go. */
  function update() {
    asks += 1;
    const mine = asks;
    fill();
    if (isPlain()) {
      last = null;
      show({ articles: null, sentences: [], times: [], clauses: [] });
      afterwards?.();
      afterwards = null;
      return;
    }
    const fail = (error) => mine === asks && showFailure(error);
    document.querySelector("main").setAttribute("aria-busy", "true");
    try {
      const done = then(openCorpus(), (corpus) => {
        offer(corpus);
        const clauses = asked(state.q ?? "", corpus.languages);
        return then(articlesOf(corpus), (all) => {
          return then(found(corpus, clauses), (result) => {
            if (mine !== asks) return null;
            const left = filtered(all, result);
            if (state.sort) left.articles.sort(compareBy(state.sort, languages[0], all));
            return show({ ...left, clauses, corpus });
          });
        });
      });
      const next = afterwards;
      afterwards = null;
      then(done, next ?? (() => null))?.catch?.(fail);
    } catch (error) {
      fail(error);
    }
  }

  /** Return what is found, or a promise of it: who filters and sorts need not wait for the search again. */
  function found(corpus, clauses) {
    if (!clauses.length) return { articles: null, sentences: [], times: [] };
    const key = JSON.stringify(clauses);
    if (last?.key === key) return last.result;
    return then(search(corpus, clauses), (result) => {
      last = { key, result };
      return result;
    });
  }

  /** Return what the filters leave of what was found; `articles` are numbers, null for all. */
  function filtered(all, { articles, sentences, times }) {
    const some = articles ? articles.map((number) => all[number]) : [...all];
    if (!isFiltered()) return { articles: some, sentences, times };
    const left = { articles: some.filter((one) => fits(one, state)), sentences: [], times: [] };
    within(sentences, (article, from, to) => {
      if (!fits(all[article], state)) return;
      for (let at = from; at < to; at += 1) {
        left.sentences.push(sentences[at]);
        left.times.push(times[at]);
      }
    });
    return left;
  }

  const isFiltered = () => Object.keys(state).some((name) => !["q", "sort", "by"].includes(name));

  function showFailure(error) {
    document.querySelector("main").removeAttribute("aria-busy");
    byId("nothing").hidden = false;
    byId("nothing").textContent =
      error instanceof UnreadError
        ? t("“{file}” cannot be read: the search needs the folder “search” beside this page", { file: error.message })
        : String(error);
    byId("found").textContent = "";
  }

  /** Show articles (null: those of this page) and sentences. */
  function show({ articles, sentences, times, clauses, corpus }) {
    const all = times.reduce((sum, one) => sum + one, 0);
    shown = { articles, sentences, times, clauses, corpus, rows: 0, lines: [], all, order: null };
    const words = clauses.some(({ not }) => !not);
    const besides = [
      clauses.length > 1 && !sentences.length && articles?.length && t("no sentence has all of it, but articles do"),
      sentences.length && !articles.length && t("but their articles have what is excluded elsewhere"),
    ].filter(Boolean);
    byId("results").hidden = !words || (!sentences.length && !besides.length);
    const nothing = articles !== null && !articles.length && !sentences.length;
    byId("nothing").hidden = !nothing;
    if (nothing) byId("nothing").textContent = whyNothing(clauses);
    document.querySelector("table").hidden = articles !== null && !articles.length;
    for (const element of document.querySelectorAll(".whole")) element.hidden = articles !== null;
    tell();
    if (articles === null) body.replaceChildren(...unchanged);
    else {
      body.replaceChildren();
      addRows();
    }
    byId("more-rows").hidden = articles === null || shown.rows >= articles.length;
    byId("lines").replaceChildren();
    const idle = () => document.querySelector("main").removeAttribute("aria-busy");
    if (byId("results").hidden) return idle();
    byId("tally").textContent = [sentences.length || !besides.length ? tally() : "", ...besides].filter(Boolean).join("; ");
    byId("lines-tools").hidden = !sentences.length;
    showCounts(shown, state);
    const mine = asks;
    return then(addLines(), () => (mine === asks ? idle() : null));
  }

  /** Say how many lines there are, and of how many sentences. */
  function tally() {
    const { all, sentences, clauses } = shown;
    const values = { lines: t("{n} line|{n} lines", { n: all }), n: sentences.length };
    return clauses.filter(({ not }) => !not).length > 1
      ? t("{lines}, from {n} sentence that has all of it|{lines}, from {n} sentences that have all of it", values)
      : t("{lines}, from {n} sentence|{lines}, from {n} sentences", values);
  }

  /** Say how many articles are shown of how many, as soon as that is known. */
  function tell() {
    const count = shown.articles?.length ?? total;
    byId("found").textContent = total ? t("{n} of {all} articles", { n: count, all: total }) : "";
  }

  function whyNothing(clauses) {
    const excluded = clauses.some(({ not }) => not);
    if (!clauses.length) return t("No article is like that: loosen the filters");
    if (isFiltered()) return t("Nothing is found with these filters: loosen them, or search for less");
    if (!clauses.some(({ not }) => !not)) return t("Every article has what is excluded");
    return excluded
      ? t("Nothing has these words without those that are excluded")
      : t("Nothing in the corpus has all of these words");
  }

  function addRows() {
    const next = shown.articles.slice(shown.rows, shown.rows + ROWS_AT_ONCE);
    const names = shown.clauses.filter(({ not, side }) => !not && side < 0);
    body.append(...next.map((article) => rowOf(article, languages, names.length ? factsOf(article, names) : "")));
    inWords(body);
    showStatuses(body.rows);
    shown.rows += next.length;
    byId("more-rows").hidden = shown.rows >= shown.articles.length;
  }

  /** Return the authors and the section of an article where they have what is searched. */
  function factsOf({ authors, section }, clauses) {
    const has = (text) => text && clauses.some((clause) => nodesIn(wordsOf(text), clause).length);
    return [authors, section].filter(has).join(" · ");
  }

  /** Return lines in the order that is asked for, from one place to another, or a promise of them. */
  function lines(from, to) {
    const { corpus, clauses, sentences } = shown;
    shown.order ??= { taken: [], coming: linesIn(corpus, clauses, shown, state.by) };
    const { order } = shown;
    return then(order.coming, (coming) => {
      while (order.taken.length < to) {
        const { done, value } = coming.next();
        if (done) break;
        order.taken.push(value);
      }
      const some = order.taken.slice(from, to);
      const places = [...new Set(some.map(([place]) => place))];
      return then(sentencesOf(corpus, places.map((place) => sentences[place])), (all) => {
        const byPlace = new Map(places.map((place, index) => [place, linesOf(all[index], clauses)]));
        return some.map(([place, which], index) => ({ ...(byPlace.get(place)[which] ?? byPlace.get(place).at(-1)), number: from + index }));
      });
    });
  }

  function addLines() {
    const mine = asks;
    const from = shown.lines.length;
    return then(lines(from, from + LINES_AT_ONCE), (some) => {
      // Who presses twice wants no line twice.
      if (mine !== asks || from !== shown.lines.length) return null;
      shown.lines.push(...some);
      byId("lines").append(...some.map((line) => shownLine(line, languages)));
      byId("more-lines").hidden = shown.lines.length >= shown.all;
      return null;
    });
  }

  /** Do something with as many lines as are fetched at most. */
  async function withLines(action) {
    const { all } = shown;
    try {
      action(await lines(0, MOST_FETCHED), all);
    } catch (error) {
      showFailure(error);
    }
  }

  /** Take in what the corpus is: how many articles, how many of them are searched, and their publishers. */
  function offer(corpus) {
    if (total) return;
    total = corpus.total;
    tell();
    const covered = [
      corpus.articles < total && t("Search and filters cover the first {n} articles.", { n: corpus.articles }),
      corpus.texts < corpus.articles &&
        t("The search covers all text of the first {n} articles, and of the others titles, authors and sections.", { n: corpus.texts }),
    ].filter(Boolean);
    byId("covered").hidden = !covered.length;
    byId("covered").textContent = covered.join(" ");
    const select = byId("publisher");
    const there = new Set([...select.options].map(({ value }) => value));
    const names = corpus.publishers.filter((name) => !there.has(name)).sort(new Intl.Collator(languages[0]).compare);
    select.append(...names.map((name) => new Option(name, name)));
  }

  /** Return the fragment that lets an article find what was searched: all of it, or its longest word. */
  function findIn(article) {
    const typed = shown.clauses.filter(({ not }) => !not).map((clause) => (clause.open ? clause.typed : `"${clause.typed}"`));
    if (!typed.length) return "";
    if (!shown.whole) {
      shown.whole = new Set();
      within(shown.sentences, (number) => shown.whole.add(number));
    }
    const longest = shown.clauses.filter(({ not }) => !not).reduce((one, other) => (other.typed.length > one.typed.length ? other : one));
    // Its title or an author has the only word: there is nothing to find in its text.
    if (!shown.whole.has(article.number) && typed.length === 1) return "";
    const words = shown.whole.has(article.number) ? typed.join(" ") : longest.typed;
    return `#find=${encodeURIComponent(words)}`;
  }

  /** Return the address of a result, with how the results go on: of one in a list ("articles" or "sentences"). */
  function addressIn(list, at) {
    const [results, count, pageIn] =
      list === "sentences"
        ? [shown.lines, shown.all, ({ article, place }) => `${hrefOf(article)}#p${place.replace(".", "s")}`]
        : [shown.articles, shown.articles.length, (article) => hrefOf(article) + findIn(article)];
    const page = pageIn(results[at]);
    const along = JSON.stringify(wayTo(state, list, at, count, results, pageIn));
    return `${page}${page.includes("#") ? "" : "#"}&in=${encodeURIComponent(along)}`;
  }

  /** Let a link to a result say how the results go on. */
  function lead(link) {
    if (isPlain()) return;
    const { line, number } = link.dataset;
    link.setAttribute(
      "href",
      line
        ? addressIn("sentences", Number(line))
        : addressIn("articles", shown.articles.findIndex((article) => article.number === Number(number))),
    );
  }

  const linksIn = (list) => [...document.querySelectorAll(list === "sentences" ? "#lines a" : "tbody th a")];

  /** Return the place among the rows of an article by its page's path, -1 for none. */
  function rowNamed(page) {
    const folder = folderOf();
    return linksIn("articles").findIndex((link) => pageOf(folder, link.pathname) === page);
  }

  /** Return the link to a result, which is shown now if it was not; undefined where there is none. */
  async function linkTo(list, at) {
    if (list === "sentences") while (shown.lines.length <= at && shown.lines.length < shown.all) await addLines();
    else while (shown.articles && shown.rows <= at && shown.rows < shown.articles.length) addRows();
    return linksIn(list)[at];
  }

  /** Go where an article's page has sent its reader on: to a result that it did not know. */
  async function goOn(list, at) {
    await linkTo(list, at);
    if ((list === "sentences" ? shown.lines : (shown.articles ?? []))[at]) location.replace(addressIn(list, at));
  }

  /** Show a result where it was in the window, or else in the middle; the one that was followed is gone on from. */
  async function goBack([list, at, followed], top = innerHeight / 2) {
    // An address may come from anywhere, and nobody waits for more.
    const link = linksIn(list)[at] ?? (at >= 0 && at < MOST_FETCHED && (await linkTo(list, at)));
    if (!link) return;
    if (followed) link.focus({ preventScroll: true });
    comeBack(link, top);
  }

  /** Return the link that was followed, or else the first in sight, with its list and its place in that. */
  function inSight() {
    const all = ["sentences", "articles"].flatMap((list) =>
      linksIn(list).map((link, at) => [link, [list, at, link === document.activeElement]]),
    );
    const own = all.find(([, [, , followed]]) => followed);
    return own ?? all.find(([link]) => link.checkVisibility() && link.getBoundingClientRect().bottom > 0) ?? [];
  }

  for (const event of ["pointerdown", "focusin", "click"]) {
    document.addEventListener(
      event,
      ({ target }) => {
        const link = target.closest?.("a[data-number], a[data-line]");
        if (link) lead(link);
        if (link && event === "click") putAddress();
      },
      true,
    );
  }

  heads.forEach((head, column) => {
    const button = made("button", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const [name, before] = [ORDERS[column], state.sort ?? ""];
      const down = before.replace("-", "") === name ? !before.startsWith("-") : DESCENDING.has(name);
      ask({ ...state, sort: `${down ? "-" : ""}${name}` });
    });
  });

  form.addEventListener("input", ({ target }) => {
    // A date is read when it is whole.
    if (!["from", "to"].includes(target.id) || dateOf(target.value) || !target.value.trim()) ask(read());
  });
  form.addEventListener("change", ({ target }) => {
    ask(read());
    if (target.hasAttribute("aria-invalid")) say(t("This is no date: write 2 August 2023, August 2023 or 2023"));
  });
  byId("by").addEventListener("change", () => ask(read()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("#lines a, tbody a")?.focus();
  });
  form.addEventListener("reset", () => setTimeout(clear));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  for (const pictures of document.querySelectorAll(".picture, #counts")) {
    pictures.addEventListener("click", (event) => {
      const bar = event.target.closest("a");
      if (!bar || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const wanted_ = stateOf(bar.getAttribute("href")) ?? {};
      const without = { ...state };
      for (const name of Object.keys(wanted_)) delete without[name];
      ask(bar.classList.contains("chosen") ? without : { ...state, ...wanted_ });
    });
  }
  byId("more-rows").addEventListener("click", addRows);
  byId("more-lines").addEventListener("click", addLines);
  byId("copy").addEventListener("click", () => withLines((some, all) => copyLines(some, all, languages)));
  byId("save").addEventListener("click", () => withLines((some, all) => saveLines(some, all, languages, state.q ?? "")));

  addEventListener("hashchange", () => {
    if (!location.hash || location.hash.includes("=")) {
      state = stateIn(location);
      update();
    }
  });
  addEventListener("pagehide", putAddress);
  // What was read meanwhile, on a page that one comes back from or in another window.
  keeper.watch(STATUS, (_, late) => (late && state.read ? update() : showStatuses(body.rows)));

  function move(by) {
    const links = () => [...document.querySelectorAll("#lines a, tbody a")].filter((link) => link.checkVisibility());
    const at = Math.max(links().indexOf(document.activeElement) + by, by > 0 ? 0 : -1);
    if (at >= links().length && !byId("more-rows").hidden) addRows();
    const next = links()[at];
    if (next) next.focus();
    else say(by > 0 ? t("Nothing comes after this.") : t("Nothing comes before this."));
  }
  const find = () => {
    byId("query").focus();
    byId("query").select();
  };
  shortcuts({ "/": find, j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });

  const sent = new URLSearchParams(location.hash.slice(1));
  const [left, top] = keepPlace(inSight);
  const [going, at] = ["go", "at"].map((name) => (/^\d{1,6}$/.test(sent.get(name) ?? "") ? Number(sent.get(name)) : null));
  if (going !== null) afterwards = () => goOn(sent.get("list"), going);
  else if (left) afterwards = () => goBack(left, top);
  else if (at !== null) afterwards = () => goBack([sent.get("list"), at, true]);
  else if (sent.has("at")) afterwards = () => goBack(["articles", rowNamed(sent.get("at")), true]);
  if (french) {
    for (const bar of document.querySelectorAll('.picture a[href^="#from="]')) {
      const [name, count] = [bar.querySelector("title"), bar.textContent.trim().split(": ").at(-1)];
      name.textContent = `${dateWords(stateOf(bar.getAttribute("href")).from)} : ${inFigures(count.replace(/,/g, ""))}`;
    }
  }
  state = stateIn(location);
  putAddress();
  showStatuses(unchanged);
  update();
  // So that the first search need not wait for it, and the filters offer all publishers.
  then(openCorpus(), offer)?.catch?.(showFailure);
  byId("more-filters").open = matchMedia("(width >= 46em)").matches || !isPlain();
});
