// What is to check: the marks that are drawn, the list, and the way from one to the next.

/* global allPairs, byId, keep, light, make, move, noteOf, recall, root, say, shortcuts, sourceOf, step, t, toCheck, whenReady */

const MARKS = ["none", "serious", "all"];
root.dataset.marks = recall("marks", MARKS) || "serious";

function nextMarks() {
  const next = MARKS[step(MARKS.indexOf(root.dataset.marks), 1, MARKS.length)];
  root.dataset.marks = next;
  keep("marks", next);
  if (next === "none") say(t("No marks are shown."));
  else if (next === "all") say(t("All marks are shown."));
  else say(t("The marks of sentences to check are shown."));
}

/** Say in the bar, and above the text, how many sentences are to check: an edit may change it. */
function recount() {
  const n = toCheck().length;
  const opener = byId("doubtful-open");
  opener.hidden = !n;
  opener.textContent = t("{n} to check", { n });
  const tally = document.querySelector(".tally");
  if (!tally) return;
  const less = allPairs().filter((pair) => pair.dataset.check === "less-sure").length;
  const some = `${t("{n} to check", { n })} · ${t("{n} less sure", { n: less })}`;
  tally.textContent = n || less ? some : t("nothing to check");
}

/** List the sentences to check, each with what is wrong. */
function list() {
  const doubtful = toCheck();
  if (!doubtful.length) {
    say(t("There is nothing to check in this article."));
    return;
  }
  byId("doubtful").querySelector("ol").replaceChildren(
    ...doubtful.map((pair) => {
      const { lang, textContent } = sourceOf(pair);
      const link = make("a", { href: `#${pair.id}`, lang }, textContent.trim() || t("(nothing)"));
      return make("li", {}, link, make("span", {}, noteOf(pair).textContent));
    }),
  );
  byId("doubtful").showModal();
}

function go(by) {
  const doubtful = toCheck();
  if (doubtful.length) move(by, doubtful);
  else say(t("There is nothing to check in this article."));
}

whenReady(() => {
  recount();
  byId("help-marks")?.append(...[...document.querySelectorAll(".colophon > details > :not(summary)")].map((part) => part.cloneNode(true)));
  document.addEventListener("bilingual:changed", recount);
  byId("doubtful-open").addEventListener("click", list);
  byId("doubtful").addEventListener("click", (event) => {
    const link = event.target.closest("li a");
    if (!link) return;
    event.preventDefault();
    byId("doubtful").close();
    light(byId(link.hash.slice(1)), { focus: true });
  });
  // Whoever rests on a mark need not pin the sentence to read what it means.
  document.addEventListener("mouseover", ({ target }) => {
    if (target.matches(".pair > .mark")) target.title = noteOf(target.parentElement).textContent.replace(/\s+/g, " ").trim();
  });
  shortcuts({ f: () => go(1), F: () => go(-1), l: list, m: nextMarks });
});
