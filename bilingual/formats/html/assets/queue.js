// Sentences of several articles on a page: filters that act when they are chosen, and the marks of a sample.

/* global allPairs, ask, byId, litPair, move, say, segmentId, shortcuts, t, warn, whenReady */

// Milliseconds within which a change comes of the key that was pressed.
const KEYED = 100;

function showEstimate({ marked, bad, all, low, high, share }) {
  byId("progress").value = marked;
  const words = t("{bad} of {n} are bad: {share} % (95 %: {low} to {high} %)", { bad, n: marked, share, low, high });
  byId("told").textContent = marked ? `${t("{done} of {n} marked", { done: marked, n: all })} · ${words}` : "";
}

function showMark(item) {
  for (const name of ["good", "bad"]) {
    item.querySelector(`.${name}`).setAttribute("aria-pressed", String(item.dataset.mark === name));
  }
}

let marking = Promise.resolve();

function setMark(item, name) {
  if (name) item.dataset.mark = name;
  else delete item.dataset.mark;
  showMark(item);
}

/** Mark a sentence as bad or good, and go on to the next; the same again takes it back. */
function mark(pair, bad) {
  const item = pair.closest(".item");
  const { size, seed } = document.querySelector("article").dataset;
  const before = item.dataset.mark;
  const name = bad ? "bad" : "good";
  const after = before === name ? "" : name;
  setMark(item, after);
  const about = { n: Number(size), seed: Number(seed), id: segmentId(pair), bad: after ? bad : null };
  // One after the other, so that the last one counts.
  marking = marking.then(async () => {
    try {
      const [, found] = await ask("/review/marks", about);
      showEstimate(found);
      warn("");
    } catch (error) {
      setMark(item, before);
      byId("edits").hidden = false;
      warn(error.said ?? String(error));
    }
  });
  if (!after) return;
  const left = allPairs().filter((one) => !one.closest(".item").dataset.mark);
  if (left.length) move(1, left);
  else say(t("All are marked."));
}

whenReady(() => {
  // Arrow keys change what is chosen at each stroke: who uses them says with Enter that it is the right one.
  let keyed = -KEYED;
  const filters = byId("filters");
  filters?.addEventListener("keydown", ({ key, target, timeStamp }) => {
    keyed = timeStamp;
    if (key === "Enter" && target.matches("select")) filters.requestSubmit();
  });
  filters?.addEventListener("change", ({ timeStamp }) => timeStamp - keyed < KEYED || filters.requestSubmit());
  const { mode, size, seed } = document.querySelector("article").dataset;
  const isMarked = (pair) => Boolean(pair.closest(".item").dataset.mark);
  if (mode === "sample") {
    for (const item of document.querySelectorAll(".item")) {
      showMark(item);
      const pair = item.querySelector(".pair");
      item.querySelector(".good").addEventListener("click", () => mark(pair, false));
      item.querySelector(".bad").addEventListener("click", () => mark(pair, true));
    }
    const marks = (bad) => () => (litPair() ? mark(litPair(), bad) : say(t("Pin a sentence first.")));
    shortcuts({ g: marks(false), b: marks(true) });
    ask(`/review/estimate?n=${size}&seed=${seed}`).then(([, found]) => showEstimate(found), () => {});
  }
  // Whoever comes to work begins with the worst, or with what is not marked.
  const first = allPairs().find((pair) => !isMarked(pair));
  if (first && (mode === "sample" || !location.hash)) move(1, [first]);
});
