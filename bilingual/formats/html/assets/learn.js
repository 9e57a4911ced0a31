// Words to learn: "v" keeps the word that is selected, with its sentence and the translation; a list asks them, and a
// file takes them to Anki.

/* global byId, keeper, pairAt, saveAs, say, segmentId, shortcuts, sourceOf, t, targetOf, whenReady, wholeOf */

const LEARNED = "bilingual.learn:";
const MOST_LETTERS = 100;

/** Return the words that are kept, in the order in which they were. */
function learned() {
  const all = keeper.names(LEARNED).map((name) => ({ ...keeper.get(name), name }));
  return all.filter(isWord).sort((one, other) => one.since - other.since);
}

/** Tell whether something is a word as it was kept: a store may hold what other pages put there. */
function isWord({ word, sentence, translation, id, lang, of, since }) {
  const texts = [word, sentence, translation, id, lang, of];
  return texts.every((value) => typeof value === "string") && typeof since === "number";
}

/** Return the selected word, or the one that is lit with its counterpart, and the element that it stands in. */
function wordHere() {
  const selection = getSelection();
  const at = selection.anchorNode?.parentElement;
  const word = selection.toString().replace(/\s+/g, " ").trim();
  if (word && at?.closest(".pair, .target[data-of]")) return [word, at];
  // What word links light, where the corpus has them.
  const [linked] = CSS.highlights?.get("word") ?? [];
  const within = linked?.startContainer.parentElement;
  return within?.closest(".pair, .target[data-of]") ? [linked.toString().trim(), within] : ["", null];
}

async function learn() {
  const [word, at] = wordHere();
  if (!/\p{L}/u.test(word)) return say(t("Select a word first."));
  if (word.length > MOST_LETTERS) return say(t("This is too long for a word to learn."));
  const pair = pairAt(at);
  const isTarget = Boolean(at.closest(".target"));
  const sides = [sourceOf(pair), targetOf(pair)];
  if (isTarget) sides.reverse();
  const [sentence, translation] = sides.map(wholeOf);
  const id = segmentId(pair);
  const [lang, of] = sides.map((side) => side.lang);
  try {
    const value = { word, sentence, translation, id, lang, of, since: Date.now() };
    await keeper.put(LEARNED + JSON.stringify([id, word]), value);
  } catch {
    return say(t("This browser keeps nothing for this page."));
  }
  count();
  return say(t("Kept to learn: {word}", { word }));
}

function count() {
  const n = learned().length;
  byId("learn-open").hidden = !n;
  byId("learn-open").textContent = t("{n} word to learn|{n} words to learn", { n });
}

/** Return the file for Anki, with the header lines of its manual ("Text files"): in quotes nothing means anything. */
function anki(all) {
  const cell = (text) => `"${text.replace(/\s+/g, " ").replaceAll('"', '""')}"`;
  const rows = all.map(({ word, sentence, translation, id }) => [word, sentence, translation, id].map(cell).join("\t"));
  const head = ["#separator:tab", "#html:false", "#columns:Word\tSentence\tTranslation\tId"];
  return `${[...head, ...rows].join("\n")}\n`;
}

function spanOf(text, lang) {
  const span = document.createElement("span");
  span.textContent = text;
  span.lang = lang;
  return span;
}

/** List the words; what they mean is hidden until it is asked for. */
function listWords() {
  const items = learned().map(({ name, word, sentence, translation, lang, of }) => {
    const item = document.createElement("li");
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const forget = document.createElement("button");
    summary.append(spanOf(word, lang));
    details.append(summary, spanOf(sentence, lang), spanOf(translation, of));
    forget.type = "button";
    forget.textContent = t("Forget");
    forget.ariaLabel = `${t("Forget")} ${word}`;
    forget.addEventListener("click", () => {
      keeper.forget(name).catch(() => {});
      listWords();
      count();
    });
    item.append(details, forget);
    return item;
  });
  byId("learn").querySelector("ol").replaceChildren(...items);
  if (!items.length) byId("learn").close();
}

whenReady(() => {
  count();
  byId("learn-open").addEventListener("click", () => {
    listWords();
    byId("learn").showModal();
  });
  byId("learn-reveal").addEventListener("click", () => {
    const all = [...byId("learn").querySelectorAll("details")];
    const open = all.some((one) => !one.open);
    for (const one of all) one.open = open;
  });
  byId("learn-save").addEventListener("click", () => saveAs("words.txt", anki(learned()), "text/tab-separated-values"));
  keeper.watch(LEARNED, count);
  shortcuts({ v: () => void learn() });
});
