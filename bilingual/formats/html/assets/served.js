// Where what a person does is kept when `bilingual review` gives the pages: on its disk, before it counts as kept.
//
// What is typed is kept in this browser at every key stroke (store.js), and is sent when its field closes; what is accepted
// or dismissed is sent at once. Until the server says that it is on the disk, this browser keeps it, and tries again:
// also in the next review, at the same address. What others do meanwhile is shown; where both changed one sentence,
// neither is lost, and the person chooses.

/* global allPairs, byId, button, chrF, done, draw, frenchOf, givenOf, hashOfPair, isSomething, lineOf, make, openStore, recordOfPair */
/* global referenceOf, root, say, segmentId, setData, showDone, showEdits, t, textOf, warn, wordDiff, words */

const EVERY = 2000;
const MOST_IDS = 200;

/** Ask the server; return the status and what it says. An error says on one line why that cannot be. */
async function ask(path, body) {
  // At this address another review may answer by now, of another corpus.
  const headers = { "Bilingual-Corpus": root.dataset.corpus.slice(1) };
  const posted = { method: "POST", body: JSON.stringify(body), keepalive: true };
  const options = body ? { ...posted, headers: { ...headers, "Content-Type": "application/json" } } : { headers };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw Object.assign(new Error(path), {
      said: t("The server does not answer. This browser keeps what you do, and sends it when bilingual review runs again."),
    });
  }
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  const given = isJson ? await answer.json() : {};
  if (answer.ok || answer.status === 409) return [answer.status, given];
  const said =
    answer.status === 403
      ? t("This page belongs to a review that has ended. This browser keeps what you do: open the address of the new one.")
      : `${t("Not saved:")} ${given.error ?? answer.status}`;
  throw Object.assign(new Error(path), { said });
}

/** Show how much of the queue is done. */
function showProgress({ done: number, total }) {
  const bar = byId("progress");
  if (!bar || document.querySelector("article").dataset.mode !== "queue") return;
  bar.max = Math.max(total, 1);
  bar.value = number;
  byId("told").textContent = t("{done} of {n} done", { done: number, n: total });
}

/** Return lines that say who did what with a sentence, and why. */
function saidOf(pair) {
  return JSON.parse(pair.dataset.said ?? "[]").map(({ action, flag, by, reason }) => {
    const what = { correct: t("Corrected"), confirm: t("accepted as it is") }[action] ?? t("{flag} dismissed", { flag });
    const line = make("span", { className: "line" }, make("b", {}, what));
    for (const one of [by, reason]) if (one) line.append(" · ", one);
    return line;
  });
}

window.openServed = (folder) => {
  const drafts = openStore(folder);
  const { mode } = document.querySelector("article").dataset;
  // By the id of a sentence: what the server has of it; what is to be sent; what another did in between.
  const known = new Map();
  const waiting = new Map();
  const conflicts = new Map();
  // Windows of one browser hear of each other at once, others when they ask.
  const channel = new BroadcastChannel("bilingual-review");
  let sending = Promise.resolve();
  let busy = 0;
  let failed = false;
  let seen = Number(document.querySelector('meta[name="bilingual-number"]').content);
  let hear = () => {};

  const pairOf = (id) => allPairs().find((pair) => segmentId(pair) === id);
  const isSame = (one, other) =>
    ["text", "origin", "dismissed", "note", "said"].every((name) => String(one[name]) === String(other[name]));

  function stateOf(pair) {
    const id = segmentId(pair);
    if (!known.has(id)) {
      const { origin, dismissed, note = "", said = "" } = pair.dataset;
      known.set(id, { text: givenOf(pair), origin, dismissed: words(dismissed), note, said });
    }
    return known.get(id);
  }

  /** Take what the server says of a sentence. */
  function learnOf(pair, state) {
    known.set(state.id, state);
    setData(pair, "note", state.note);
    setData(pair, "said", state.said);
    draw(pair);
  }

  /** Return what has to be done on the server so that it has what a record says. */
  function actsOf(pair, record) {
    const was = stateOf(pair).note;
    const note = (record.note ?? was).trim();
    return [...actsOn(pair, record), ...(note === was ? [] : [{ what: "note", text: note, was }])];
  }

  /** Return those that are about the translation and its flags. */
  function actsOn(pair, record) {
    const state = stateOf(pair);
    const wasHuman = pair.dataset.origin === "human";
    const wanted = textOf(record)?.trim() ?? record.en;
    if (wanted !== state.text) {
      return [wanted === record.en && !wasHuman ? { what: "undo" } : { what: "edit", text: wanted }];
    }
    if (record.accepted && state.origin !== "human") return [{ what: "accept" }];
    if (wanted === record.en && !record.accepted && state.origin === "human" && !wasHuman) return [{ what: "undo" }];
    const flags = new Set([
      ...words(pair.dataset.dismissed).filter((flag) => !record.restored.includes(flag)),
      ...Object.keys(record.dismissed),
    ]);
    const come = [...flags].filter((flag) => !state.dismissed.includes(flag));
    const gone = state.dismissed.filter((flag) => !flags.has(flag));
    return [
      ...come.map((flag) => ({ what: "dismiss", flag, reason: record.dismissed[flag] ?? "" })),
      ...gone.map((flag) => ({ what: "restore", flag })),
    ];
  }

  /** Show what is to be sent of a sentence wherever else it stands on the page with its translation: it holds there, too. */
  function spread() {
    for (const [id, { fr, en, text, accepted, dismissed, restored }] of waiting) {
      if (pairOf(id)?.dataset.origin !== "mt") continue;
      for (const pair of allPairs()) {
        const isOther = frenchOf(pair) === fr && givenOf(pair) === en && segmentId(pair) !== id;
        // What was done there by itself stays.
        if (!isOther || (done.has(pair) && isSomething(done.get(pair)))) continue;
        done.set(pair, { ...recordOfPair(pair), text, accepted, dismissed, restored });
        showDone(pair);
      }
    }
  }

  /** Say in the bar whether all is on the disk. */
  function showSaved() {
    const line = byId("saved");
    let text = t("saved");
    if (conflicts.size) text = t("{n} changed by another, too|{n} changed by others, too", { n: conflicts.size });
    else if (failed) text = t("not saved");
    else if (busy || waiting.size) text = t("saving…");
    if (line && line.textContent !== text) line.textContent = text;
  }

  /** Send what is waiting of a sentence. */
  async function send(id) {
    const record = waiting.get(id);
    const pair = pairOf(id);
    if (!record || !pair || conflicts.has(id)) return;
    const acts = actsOf(pair, record);
    if (acts.length) {
      const [status, given] = await ask("/review/acts", { id, fr: record.fr, expected: stateOf(pair).text, acts });
      if (status === 409) {
        take(pair, given.state);
        return;
      }
      learnOf(pair, given.state);
      showProgress(given);
      channel.postMessage(0);
      if (acts[0].what === "undo" && given.state.text !== record.en) {
        say(t("The machine’s translation is not known any more; a build makes it again."));
      }
    }
    if (waiting.get(id) === record) {
      waiting.delete(id);
      drafts.forget(record).catch(() => {});
    }
  }

  /** Note what a sentence is by now that another changed while something of ours is waiting. */
  function take(pair, state) {
    conflicts.set(segmentId(pair), state);
    setData(pair, "edited", "conflict");
    draw(pair);
    say(
      state
        ? t("Somebody else changed this sentence, too: pin it, and choose.")
        : t("This sentence is another now: load the page again. What you did is kept in this browser."),
    );
    showSaved();
  }

  /** Send all that is waiting, one after the other. */
  async function flush() {
    const ids = [...waiting.keys()];
    spread();
    busy += 1;
    const turn = sending.then(async () => {
      for (const id of ids) await send(id);
    });
    sending = turn.catch(() => {});
    try {
      await turn;
      failed = false;
      warn("");
    } catch (error) {
      failed = true;
      warn(error.said ?? String(error));
      throw error;
    } finally {
      busy -= 1;
      showSaved();
      showEdits();
    }
  }
  const flushed = () => flush().catch(() => {});

  /** Make a page's record of what the server has of a sentence, null where that is what the page has. */
  function recordOf(pair, { text, origin, dismissed }) {
    const given = givenOf(pair);
    const own = words(pair.dataset.dismissed);
    const record = { ...recordOfPair(pair), hash: hashOfPair(pair), en: given, reason: "" };
    record.text = text === given ? null : text;
    record.accepted = record.text === null && origin === "human" && pair.dataset.origin !== "human";
    record.dismissed = Object.fromEntries(dismissed.filter((flag) => !own.includes(flag)).map((flag) => [flag, ""]));
    record.restored = own.filter((flag) => !dismissed.includes(flag));
    record.note = undefined; // which the page has of the server
    record.heard = true;
    return isSomething(record) ? record : null;
  }

  /** Take back what a person wrote before this page was made. */
  async function takeBack(pair) {
    const about = { id: segmentId(pair), fr: recordOfPair(pair).fr, expected: stateOf(pair).text };
    try {
      await ask("/review/acts", { ...about, acts: [{ what: "undo" }] });
      location.reload();
    } catch (error) {
      warn(error.said ?? String(error));
      showEdits();
    }
  }

  /** Return lines on what the machine made where a person corrected it, and who did what with a sentence. */
  function linesOf(pair) {
    const { machine, origin } = pair.dataset;
    const lines = saidOf(pair);
    if (machine) {
      const reference = referenceOf(pair);
      const score = reference?.of.length === 1 ? chrF(machine, reference.text) : null;
      lines.unshift(lineOf(t("Machine"), wordDiff(givenOf(pair), machine), score));
    }
    const record = done.get(pair);
    // An acceptance of another's; for an edit there is a button already.
    const isTheirs = record?.heard && record.accepted;
    if (origin === "human" ? !record : isTheirs) {
      lines.push(make("span", { className: "line" }, button(t("Undo the edit"), () => takeBack(pair))));
    }
    return lines;
  }

  /** Show what another did with a sentence. */
  function heard(state) {
    const pair = pairOf(state.id);
    if (!pair || isSame(stateOf(pair), state)) return;
    const before = stateOf(pair).text;
    if (waiting.has(state.id)) {
      if (![before, textOf(waiting.get(state.id))?.trim()].includes(state.text)) take(pair, state);
      else learnOf(pair, state);
      return;
    }
    learnOf(pair, state);
    hear(recordOf(pair, state), state.id);
  }

  /** Ask what others did. */
  async function look() {
    if (busy || (document.hidden && !waiting.size)) return;
    try {
      const [, given] = await ask(`/review/changes?since=${seen}`);
      if (given.changes === null) {
        // Another review runs by now, and knows nothing of what this page has seen.
        if (!waiting.size) location.reload();
        else await flush();
        seen = given.number;
        return;
      }
      showProgress(given);
      const [ids, texts] = [given.changes.map(({ id }) => id), given.changes.map(({ fr }) => fr)];
      const touched = given.changes.length
        ? allPairs().filter((pair) => ids.includes(segmentId(pair)) || texts.includes(frenchOf(pair)))
        : [];
      const states = [];
      for (let at = 0; at < touched.length; at += MOST_IDS) {
        const some = touched.slice(at, at + MOST_IDS).map(segmentId);
        states.push(...(await ask("/review/states", { ids: some }))[1].states);
      }
      // What is done here just now is heard of in the next round.
      if (busy) return;
      states.forEach(heard);
      seen = given.number;
      if (failed && waiting.size) await flush();
      else warn("");
    } catch (error) {
      warn(error.said ?? String(error));
    }
  }

  /** Do with a sentence that two changed what the person chose. */
  function choose(pair, mine) {
    const id = segmentId(pair);
    const state = conflicts.get(id);
    conflicts.delete(id);
    learnOf(pair, state);
    if (!mine) {
      const record = waiting.get(id);
      waiting.delete(id);
      if (record) drafts.forget(record).catch(() => {});
      const theirs = recordOf(pair, state);
      if (theirs) done.set(pair, theirs);
      else done.delete(pair);
    }
    showDone(pair);
    draw(pair);
    flushed();
  }

  const line = make("span", { id: "saved", className: "saved" });
  const link = make("a", { href: "/review/queue.html", className: "to-queue" }, t("Sentences to check"));
  document.querySelector(".bar nav").append(...(mode === "queue" ? [] : [" · ", link]), " · ", line);
  showSaved();
  document.addEventListener("bilingual:unpin", flushed);
  document.addEventListener("visibilitychange", () => (document.hidden ? flushed() : look()));
  addEventListener("pagehide", flushed);

  return {
    apart: false,
    goesOn: mode === "queue",
    // What is not on the server's disk: a file of it can be saved, whatever became of the server.
    all: () => drafts.all().filter((record) => !waiting.has(record.id) || failed || conflicts.has(record.id)),
    unkept: () => (failed ? waiting.size : 0),
    async keep(record) {
      const kept = drafts.keep(record).catch(() => {});
      waiting.set(record.id, record);
      showSaved();
      const isTyped = document.activeElement?.matches(".work .form :is(textarea, input)");
      if (isTyped) await kept;
      else await flush();
    },
    async undo(record) {
      drafts.forget(record).catch(() => {});
      waiting.set(record.id, { ...record, text: null, accepted: false, dismissed: {}, restored: [] });
      await flush();
    },
    async forget(record) {
      if (waiting.get(record.id)?.hash === record.hash) waiting.delete(record.id);
      await drafts.forget(record);
    },
    settle: flushed,
    notes(pair) {
      const state = conflicts.get(segmentId(pair));
      if (!state) return linesOf(pair);
      const theirs = lineOf(t("Somebody else"), state.text, null);
      theirs.append(" ", button(t("Keep mine"), () => choose(pair, true)));
      theirs.append(" ", button(t("Take theirs"), () => choose(pair, false)));
      return [theirs, ...linesOf(pair)];
    },
    /** At the end of a page of the queue comes the next one, where there is more. */
    atEnd() {
      if (mode !== "queue") return false;
      const bar = byId("progress");
      flush().then(() => {
        if (bar.value < bar.max) location.replace(location.pathname + location.search);
        else say(t("There is nothing left to check."));
      }, () => {});
      return true;
    },
    watch(listener, again) {
      hear = listener;
      // What another review, or this one, did not confirm.
      const resume = () => {
        for (const record of drafts.all()) if (!record.outdated && pairOf(record.id)) waiting.set(record.id, record);
        if (waiting.size) flushed();
      };
      resume();
      drafts.watch(
        () => {},
        () => {
          again();
          resume();
        },
      );
      setInterval(look, EVERY);
      channel.addEventListener("message", look);
    },
  };
};
