// A person at work on the sentence that is pinned: its English edited in place, accepted, or a flag of it dismissed.
//
// What is done is kept in `store` (store.js) at every key stroke, and is shown in the text at once. `data-edited` on a
// sentence says what was done: "edit", "accept", "dismiss", "note"; "outdated" where the sentence or its translation is another
// now: such a thing is shown, and never laid over the new one.

/* global allPairs, byId, chrF, folderOf, hashOf, isDone, isSomething, light, listEdits, litPair, move, openStore, pageOf, pairAt, rowsOf, say */
/* global saveFile, shortcuts, showEdits, sourceOf, t, targetOf, toCheck, tongue, warn, whenReady, wordDiff */
/* global noteLine, writeNote */
/* exported pinned, store, targetLanguage */

let store = null;
let folder = "";
// By the sentence: what was done with it; what was done with it when it was another; what the page has of its translation.
const done = new Map();
const outdated = new Map();
const original = new Map();
// Sentences before one whose reference may be of it, too.
const LOOK_BACK = 30;

const targetLanguage = () => targetOf(allPairs()[0])?.lang ?? "en";
const frenchOf = (pair) => sourceOf(pair).querySelector("bdi").textContent;
const words = (text) => (text ? text.split(" ") : []);

/** Return the id of a sentence in the corpus; a page with sentences of several articles says it of each. */
function segmentId(pair) {
  const told = pair.closest("[data-segment]");
  if (told) return told.dataset.segment;
  const [, paragraph, sentence] = pair.id.match(/^p(\d+)s(\d+)$/);
  return `${document.querySelector("article").dataset.article}:${paragraph}:${sentence}`;
}

/** Return the translation as the page has it, whatever was done with it since. */
function givenOf(pair) {
  return targetOf(pair).dataset.text ?? original.get(pair)?.text ?? targetOf(pair).querySelector("bdi").textContent;
}

const hashOfPair = (pair) => hashOf(frenchOf(pair), givenOf(pair));

/** Return what was done with a sentence, as a record that may be changed. */
function recordOfPair(pair) {
  const known = done.get(pair);
  if (known) return structuredClone(known);
  const [fr, en] = [frenchOf(pair), givenOf(pair)];
  const page = pair.closest("[data-page]")?.dataset.page ?? pageOf(folder);
  const blank = { text: null, accepted: false, dismissed: {}, restored: [], reason: "" };
  return { id: segmentId(pair), hash: hashOf(fr, en), page, fr, en, ...blank };
}

const textOf = (record) => (record?.text?.trim() && record.text !== record.en ? record.text : null);

/** Return the flags of a sentence that nobody dismissed, in the corpus or here. */
function openFlags(pair) {
  const { dismissed = {}, restored = [] } = done.get(pair) ?? {};
  const gone = words(pair.dataset.dismissed).filter((flag) => !restored.includes(flag));
  return words(pair.dataset.flags).filter((flag) => !gone.includes(flag) && !(flag in dismissed));
}

/** Return the flags of a sentence that are dismissed, in the corpus or here. */
function dismissedFlags(pair) {
  const open = openFlags(pair);
  return words(pair.dataset.flags).filter((flag) => !open.includes(flag));
}

/** Return how much a sentence asks for a person with its open flags alone: see bilingual/checks/attention.py. */
function attentionOf(pair, before) {
  const open = openFlags(pair);
  const severe = words(pair.dataset.severe).some((flag) => open.includes(flag));
  const mark = pair.querySelector(".mark")?.classList;
  const judged = !dismissedFlags(pair).includes("low-score");
  if (severe || (judged && mark?.contains("doubt"))) return before;
  const rest = open.some((flag) => !["split", "low-score"].includes(flag));
  return rest || (judged && mark?.contains("check")) ? "less-sure" : "";
}

/** Show in the text what was done with a sentence, and tell the others on the page, unless somebody does it later. */
function showDone(pair, tell = true) {
  const record = done.get(pair);
  const cell = targetOf(pair).querySelector("bdi");
  const mine = textOf(record);
  if (!original.has(pair)) {
    if (!record) return;
    original.set(pair, { text: givenOf(pair), nodes: [...cell.childNodes], check: pair.dataset.check ?? "" });
  }
  const before = original.get(pair);
  if (mine === null) cell.replaceChildren(...before.nodes);
  else cell.textContent = mine;
  const what = mine !== null ? "edit" : record?.accepted ? "accept" : record && isDone(record) ? "dismiss" : record?.note ? "note" : "";
  let check = before.check;
  if (what === "dismiss") check = attentionOf(pair, before.check);
  else if (what && what !== "note") check = "";
  setData(pair, "check", check);
  setData(pair, "edited", what || (outdated.has(pair) ? "outdated" : ""));
  if (tell) pair.dispatchEvent(new CustomEvent("bilingual:changed", { bubbles: true }));
}

function setData(element, name, value) {
  if (value) element.dataset[name] = value;
  else delete element.dataset[name];
}

/** Keep a record, or forget it where nothing is done any more; say so at once where that is not possible. */
async function keepRecord(pair, record) {
  const wanted = isSomething(record) || record.text !== null;
  if (wanted) done.set(pair, record);
  else done.delete(pair);
  const keeping = wanted ? store.keep(record) : (store.undo ?? store.forget)(record);
  showDone(pair);
  showEdits();
  try {
    await keeping;
    warn("");
  } catch (error) {
    const full = error.name === "QuotaExceededError";
    const lost = full
      ? t("This browser’s store is full: what you do is lost when this page closes. Save the file now.")
      : t("This browser keeps nothing for this page: what you do is lost when it closes. Save the file now.");
    warn(error.said ?? lost);
    showEdits();
  }
}

// The panel under the pinned sentence

function make(name, properties = {}, ...inside) {
  const { data = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  Object.assign(element.dataset, data);
  element.append(...inside);
  return element;
}

function button(text, act, key = "") {
  const made = make("button", { type: "button" }, text);
  if (key) made.append(" ", make("kbd", {}, key));
  made.addEventListener("click", act);
  return made;
}

/** Return the sentence whose reference is of this one, too, with how many it is of; null where there is none. */
function referenceOf(pair) {
  const pairs = allPairs();
  const at = pairs.indexOf(pair);
  for (let index = at; index >= Math.max(0, at - LOOK_BACK); index--) {
    const { reference, referenceOf: number } = pairs[index].dataset;
    if (!reference) continue;
    const count = Number(number ?? 1);
    return index + count > at ? { text: reference, of: pairs.slice(index, index + count) } : null;
  }
  return null;
}

/** Return a number with one decimal, as the page's language writes it. */
function inTenths(number) {
  return number.toLocaleString(tongue, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function lineOf(label, text, score) {
  const line = make("span", { className: "line" }, make("b", {}, label), " ");
  line.append(make("span", { lang: targetLanguage() }, text));
  if (score !== null) line.append(" ", make("small", {}, t("chrF {value}", { value: inTenths(score) })));
  return line;
}

/** Return the translations of a sentence one under the other: the page's, the person's, and the reference. */
function comparison(pair) {
  const record = done.get(pair);
  const mine = textOf(record);
  const reference = referenceOf(pair);
  if (mine === null && !reference) return [];
  const many = reference?.of ?? [pair];
  const given = many.map(givenOf).join(" ");
  const now = many.map((one) => textOf(done.get(one)) ?? givenOf(one)).join(" ");
  const score = (text) => (reference ? chrF(text, reference.text) : null);
  const label = { human: t("Corrected"), aligned: t("Translation") }[pair.dataset.origin] ?? t("Machine");
  const lines = [lineOf(label, given, score(given))];
  if (now !== given) lines.push(lineOf(t("Yours"), wordDiff(given, now), score(now)));
  if (reference) {
    const of = many.length;
    lines.push(
      lineOf(
        of > 1 ? t("Reference of {n} sentence|Reference of {n} sentences", { n: of }) : t("Reference"),
        wordDiff(now, reference.text),
        null,
      ),
    );
  }
  return lines;
}

/** Return what was done with a sentence when it was another, each with what may become of it. */
function ofBefore(pair) {
  return (outdated.get(pair) ?? []).map((record) => {
    const line = make("span", { className: "line outdated" }, make("b", {}, t("Outdated")), " ");
    const mine = textOf(record);
    const said = mine === null ? rowsOf(record).map(({ action, flag }) => `${action} ${flag}`.trim()).join(", ") : mine;
    line.append(make("span", { lang: targetLanguage() }, said), " ");
    if (mine !== null) {
      const use = () => {
        keepRecord(pair, { ...recordOfPair(pair), text: mine });
        drop(pair, record);
      };
      line.append(button(t("Use it here"), use), " ");
    }
    line.append(button(t("Forget"), () => drop(pair, record)));
    return line;
  });
}

function drop(pair, record) {
  const left = (outdated.get(pair) ?? []).filter((one) => one !== record);
  if (left.length) outdated.set(pair, left);
  else outdated.delete(pair);
  store.forget(record).catch(() => {});
  if (!original.has(pair)) setData(pair, "edited", done.has(pair) ? pair.dataset.edited : "");
  showDone(pair);
  showEdits();
  draw(pair);
}

/** Draw the panel of the pinned sentence anew; a field that is open stays as it is. */
function draw(pair) {
  if (pair !== litPair()) return;
  let panel = pair.querySelector(".work");
  if (!panel) {
    panel = make("span", { className: "work" });
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", t("Correct this sentence"));
    panel.append(make("span", { className: "acts" }), make("span", { className: "form" }));
    panel.append(make("span", { className: "lines" }));
    // What is pressed or selected in it does not let go of the sentence.
    panel.addEventListener("click", (event) => event.stopPropagation());
    pair.append(panel);
  }
  const record = done.get(pair);
  const acts = [button(t("Edit"), () => edit(pair), "e")];
  if (pair.dataset.origin !== "human") {
    acts.push(button(record?.accepted ? t("Not accepted") : t("Accept"), () => accept(pair), "a"));
  }
  if (openFlags(pair).length) acts.push(button(t("Dismiss a flag"), () => dismiss(pair), "d"));
  for (const flag of dismissedFlags(pair)) {
    acts.push(button(t("{flag} is a flag again", { flag }), () => restore(pair, flag)));
  }
  if (textOf(record) !== null) acts.push(button(t("Undo the edit"), () => keepText(pair, null)));
  acts.push(button(t("Note"), () => writeNote(pair), "N"));
  panel.querySelector(".acts").replaceChildren(...acts.flatMap((act) => [act, " "]));
  panel.querySelector(".lines").replaceChildren(
    ...noteLine(pair),
    ...comparison(pair),
    ...ofBefore(pair),
    ...(store.notes?.(pair) ?? []),
  );
}

/** Return what does something with the pinned sentence, or says that there is none. */
function pinned(act) {
  return () => {
    const pair = litPair();
    if (pair) act(pair);
    else say(t("Pin a sentence first."));
  };
}

function closeForm(pair) {
  const form = pair.querySelector(".work > .form");
  if (!form?.firstChild) return;
  const focused = form.contains(document.activeElement);
  form.replaceChildren();
  store.settle?.();
  if (focused) pair.querySelector(".ref").focus({ preventScroll: true });
}

function keepText(pair, text) {
  const record = recordOfPair(pair);
  record.text = text === record.en ? null : text;
  if (record.text !== null) record.accepted = false;
  keepRecord(pair, record);
  draw(pair);
}

/** Go on to the next sentence that is to check. */
function goOn() {
  const left = toCheck();
  if (left.length) move(1, left);
  else if (!store.atEnd?.()) say(t("There is nothing left to check."));
}

/** Turn the translation of a sentence into a field. */
function edit(pair) {
  draw(pair);
  closeForm(pair);
  const before = done.get(pair)?.text ?? null;
  const field = make("textarea", { value: before ?? givenOf(pair), lang: targetLanguage(), rows: 1, spellcheck: true });
  field.setAttribute("aria-label", t("Translation of the sentence"));
  field.setAttribute("aria-describedby", pair.querySelector(".why").id);
  const fit = () => {
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  };
  field.addEventListener("input", () => {
    fit();
    keepText(pair, field.value.replace(/\s*[\r\n]+\s*/g, " "));
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      keepText(pair, before);
      closeForm(pair);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (!field.value.trim()) {
        say(t("A translation cannot be empty."));
        return event.preventDefault();
      }
      closeForm(pair);
      goOn();
    } else return;
    event.preventDefault();
  });
  const hint = make("small", {}, t("Ctrl+Enter keeps it and goes on, Esc undoes."));
  pair.querySelector(".work > .form").replaceChildren(field, hint);
  fit();
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** Accept a translation as it is, or no longer; then go on. */
function accept(pair) {
  // Whoever comes late with the same key must not take back what another did.
  if (pair.dataset.origin === "human" || done.get(pair)?.heard) {
    say(t("A person corrected it already."));
    return;
  }
  const record = recordOfPair(pair);
  record.accepted = !record.accepted;
  record.text = null;
  closeForm(pair);
  keepRecord(pair, record);
  draw(pair);
  if (record.accepted) goOn();
}

/** Ask which flag of a sentence is none, and why. */
function dismiss(pair) {
  const open = openFlags(pair);
  if (!open.length) {
    say(t("There is no flag here to dismiss."));
    return;
  }
  draw(pair);
  closeForm(pair);
  const flag = make("select", {}, ...open.map((one) => make("option", { value: one }, one)));
  const reason = make("input", { type: "text", autocomplete: "off" });
  const put = () => {
    const record = recordOfPair(pair);
    record.restored = record.restored.filter((one) => one !== flag.value);
    if (!words(pair.dataset.dismissed).includes(flag.value)) record.dismissed[flag.value] = reason.value.trim();
    closeForm(pair);
    keepRecord(pair, record);
    draw(pair);
    if (store.goesOn && pair.dataset.check !== "to-check") goOn();
  };
  const keys = (event) => {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") closeForm(pair);
    else put();
  };
  for (const element of [flag, reason]) element.addEventListener("keydown", keys);
  const form = pair.querySelector(".work > .form");
  form.replaceChildren(
    make("label", {}, t("Flag"), " ", flag), " ",
    make("label", {}, t("Reason"), " ", reason), " ",
    button(t("Dismiss"), put),
  );
  (open.length > 1 ? flag : reason).focus();
}

/** Take back that a flag was dismissed. */
function restore(pair, flag) {
  const record = recordOfPair(pair);
  if (flag in record.dismissed) delete record.dismissed[flag];
  else record.restored.push(flag);
  keepRecord(pair, record);
  draw(pair);
}

// What was kept before

/** Take out of a record what the corpus has by now; say whether anything is left. */
function isLeft(pair, record) {
  const { origin, dismissed, flags } = pair.dataset;
  if (origin === "human") record.accepted = false;
  for (const flag of words(dismissed)) if (!record.restored.includes(flag)) delete record.dismissed[flag];
  for (const flag of Object.keys(record.dismissed)) if (!words(flags).includes(flag)) delete record.dismissed[flag];
  record.restored = record.restored.filter((flag) => words(dismissed).includes(flag));
  return isSomething(record) || record.text !== null;
}

/** Lay over the page what was kept of its sentences. */
function takeKept() {
  const byName = new Map();
  const prefix = `${document.querySelector("article").dataset.article}:`;
  const several = document.querySelector("[data-segment]") !== null;
  const isHere = ({ id }) => id.startsWith(prefix) && /^\d+:\d+$/.test(id.slice(prefix.length));
  let records = several ? store.all() : store.all().filter(isHere);
  if (!records.length) return;
  outdated.clear();
  for (const pair of allPairs()) byName.set(segmentId(pair), pair);
  if (several) records = records.filter(({ id }) => byName.has(id));
  for (const record of records) {
    const pair = byName.get(record.id);
    const isOld = !pair || record.hash !== hashOfPair(pair);
    const isThere = isOld && pair && pair.dataset.origin === "human" && givenOf(pair) === record.text;
    const current = structuredClone(record);
    // The corpus took what was done; what was noted stays with the sentence.
    if (isThere && record.note) {
      const left = { ...recordOfPair(pair), note: record.note };
      done.set(pair, left);
      store.keep(left).catch(() => {});
    }
    if (isThere || (!isOld && !isLeft(pair, current))) store.forget(record).catch(() => {});
    else if (isOld) {
      if (pair) outdated.set(pair, [...(outdated.get(pair) ?? []), record]);
      if (pair) pair.dataset.edited = "outdated";
      if (!record.outdated) {
        record.outdated = true;
        store.keep(record).catch(() => {});
      }
    } else {
      delete current.outdated;
      if (JSON.stringify(current) !== JSON.stringify(record)) store.keep(current).catch(() => {});
      done.set(pair, current);
      showDone(pair, false);
    }
  }
  document.dispatchEvent(new CustomEvent("bilingual:changed"));
}

/** Take what another window did with a sentence; what is being typed here stays in its field. */
function hear(record, id) {
  showEdits();
  for (const pair of allPairs()) {
    if (id && segmentId(pair) !== id) continue;
    if (record && record.hash !== hashOfPair(pair)) continue;
    if (record) done.set(pair, record);
    else done.delete(pair);
    showDone(pair);
    draw(pair);
    const field = pair.querySelector(".work textarea");
    if (field && field.value !== (record?.text ?? givenOf(pair))) {
      say(t("Another window changed this sentence, too: what you type here takes the place of that."));
    }
  }
}

whenReady(() => {
  folder = folderOf();
  store = (window.openServed ?? openStore)(folder);
  takeKept();
  showEdits();
  store.watch(hear, () => {
    takeKept();
    showEdits();
    if (litPair()) draw(litPair());
  });

  document.addEventListener("bilingual:pin", ({ target }) => draw(target));
  document.addEventListener("bilingual:unpin", ({ target }) => target.querySelector(".work")?.remove());
  if (litPair()) draw(litPair());

  byId("edits-save").addEventListener("click", saveFile);
  byId("edits-open").addEventListener("click", () =>
    listEdits(folder, (record) => {
      const pair = allPairs().find((one) => segmentId(one) === record.id);
      if (!pair) return;
      if (done.get(pair)?.hash === record.hash) done.delete(pair);
      else outdated.delete(pair);
      showDone(pair);
      draw(pair);
      showEdits();
    }),
  );
  addEventListener("beforeunload", (event) => store.unkept() && event.preventDefault());

  shortcuts({ e: pinned(edit), a: pinned(accept), d: pinned(dismiss), N: pinned(writeNote) });
});
