// The concordance: each sentence that was found with its key word in context, and the other language under it.

/* global byId, hrefOf, inFigures, made, nameOf, nodesIn, say, sideOf, stretchesOf, t, whenOf, wordsOf */
/* exported copyLines, linesOf, saveLines, shownLine */

// How much of a sentence stands on either side of the key word, in characters.
const CONTEXT = 140;
// Of a longer node wide windows show both ends, at least so much of each, since these are what was asked for.
const MOST_NODE = 60;
const END_OF_NODE = 24;

/** Return the places of UTF-16 code units for an array of code points' offsets in a text. */
function unitsOf(text, offsets) {
  if (!/[\ud800-\udfff]/.test(text)) return offsets;
  const units = [0];
  for (const letter of text) units.push(units.at(-1) + letter.length);
  return offsets.map((offset) => units[Math.min(offset, units.length - 1)]);
}

/**
 * Return the lines of a sentence, one for each node: which side has it, where, and what to light on either side, `lit`;
 * `nodesAt` in tokens.js finds as many.
 */
function linesOf(sentence, clauses) {
  const words = sentence.texts.map(wordsOf);
  const asked = clauses.filter(({ not }) => !not);
  const found = words.map((own, side) => asked.map((clause) => (clause.side === 1 - side ? [] : nodesIn(own, clause))));
  const lit = found.map((lists, side) => lists.flat().map((node) => stretch(words[side], node)));
  const side = sideOf(found);
  const nodes = stretchesOf(found[side]).map((node) => stretch(words[side], node));
  // What none of these texts has is a fact of the article.
  return (nodes.length ? nodes : [[0, 0]]).map(([start, end]) => {
    const counterparts = counterpartsOf(sentence, side, lit[side].filter(([from, to]) => start <= from && to <= end));
    return { ...sentence, side, start, end, lit, counterparts };
  });
}

/** Return where in a text a node begins and ends. */
function stretch(words, [first, last]) {
  return [words[first].start, words[last].end];
}

/**
 * Return where the other language says what stands in some stretches, by the word links of the corpus; neighbours are one.
 */
function counterpartsOf({ texts, links }, side, stretches) {
  const found = [];
  const both = [0, 1].map((one) => unitsOf(texts[one], links.filter((_, index) => index % 4 >> 1 === one)));
  for (let at = 0; at < both[0].length; at += 2) {
    const [own, other] = [both[side].slice(at, at + 2), both[1 - side].slice(at, at + 2)];
    if (stretches.some(([start, end]) => own[0] < end && start < own[1])) found.push(other);
  }
  const joined = [];
  for (const [start, end] of found.sort((one, other) => one[0] - other[0])) {
    const before = joined.at(-1);
    if (before && start <= before[1] + 1) before[1] = Math.max(before[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** Return a text in pieces, with an element around each of some stretches of it. */
function litText(text, stretches, from, to, name) {
  const pieces = [];
  let at = from;
  for (const [start, end] of stretches.toSorted((one, other) => one[0] - other[0])) {
    if (start < at || end > to) continue;
    pieces.push(text.slice(at, start), made(name, {}, text.slice(start, end)));
    at = end;
  }
  return [...pieces, text.slice(at, to)].filter(Boolean);
}

/** Return a line as an element; `languages` are the tags of source and target. */
function shownLine(line, languages) {
  const { texts, side, start, end, lit, article, place } = line;
  const [own, other] = [texts[side], texts[1 - side]];
  const before = beginOf(own, start);
  const after = endOf(own, end);
  const [paragraph, sentence] = place.split(".");
  const href = `${hrefOf(article)}#p${paragraph}s${sentence}`;
  const link = made(
    "a",
    { href, lang: languages[side] },
    made("span", { class: "left" }, made("bdi", {}, before ? "…" : "", ...litText(own, lit[side], before, start, "b"))),
    made("mark", {}, ...nodeOf(own, lit[side], start, end)),
    made("span", { class: "right" }, made("bdi", {}, ...litText(own, lit[side], end, after, "b"), after < own.length ? "…" : "")),
  );
  link.dataset.line = line.number;
  const under = made("p", { class: "other", lang: languages[1 - side] });
  const counterparts = line.counterparts.length ? line.counterparts : lit[1 - side];
  under.append(made("bdi", {}, ...litText(other, counterparts, 0, other.length, "mark")));
  const where = made("p", { class: "where" }, nameOf(article, languages[0]));
  for (const fact of [article.publisher && made("bdi", {}, article.publisher), whenOf(article)]) {
    if (fact) where.append(" · ", fact);
  }
  where.append(` · ${place}`);
  const value = line.trust !== null && inFigures((line.trust / 100).toFixed(2));
  if (value) where.append(" · ", line.of === "trust" ? t("trust {value}", { value }) : t("score {value}", { value }));
  if (line.toCheck) where.append(" · ", made("span", { class: "asks" }, t("to check")));
  return made("li", {}, made("p", { class: "kwic" }, link), under, where);
}

/** Return a node in pieces; what stands within a long one can be passed over. */
function nodeOf(text, stretches, start, end) {
  const from = text.indexOf(" ", start + END_OF_NODE);
  const to = text.lastIndexOf(" ", end - END_OF_NODE) + 1;
  if (end - start <= MOST_NODE || from < 0 || to <= from) return litText(text, stretches, start, end, "b");
  return [
    ...litText(text, stretches, start, from, "b"),
    made("span", { class: "within" }, ...litText(text, stretches, from, to, "b")),
    ...litText(text, stretches, to, end, "b"),
  ];
}

/** Return where the context before a key word begins: at a word. */
function beginOf(text, start) {
  if (start <= CONTEXT) return 0;
  const space = text.indexOf(" ", start - CONTEXT);
  return space < 0 || space >= start ? start - CONTEXT : space + 1;
}

function endOf(text, end) {
  if (text.length - end <= CONTEXT) return text.length;
  const space = text.lastIndexOf(" ", end + CONTEXT);
  return space <= end ? end + CONTEXT : space;
}

// As `bilingual search --kwic --to tsv` names them.
const COLUMNS = ["id", "language", "left", "node", "right", "counterpart", "aligned", "title", "publisher", "date", "trust"];

/** Return lines as tab-separated values; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function asTable(lines, languages) {
  const cell = (text) => String(text ?? "").replace(/\s+/g, " ").trim().replace(/^(?=[=+\-@])/, "'");
  const rows = lines.map(({ article, place, texts, side, start, end, counterparts, trust }) => [
    `${article.id}:${place.replace(".", ":")}`,
    languages[side],
    texts[side].slice(0, start),
    texts[side].slice(start, end),
    texts[side].slice(end),
    counterparts.map(([from, to]) => texts[1 - side].slice(from, to)).join(" … "),
    texts[1 - side],
    article.title || article.opening || article.id,
    article.publisher,
    article.date,
    trust === null ? "" : (trust / 100).toFixed(2),
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join("\t")}\n`).join("");
}

/** Return what was done, and with how much of all, if not with all. */
function of(done, lines, all) {
  return lines.length < all ? t("{done}, the first of {all}", { done, all }) : done;
}

/** Put lines on the clipboard, and say so; `all` is how many there are. */
async function copyLines(lines, all, languages) {
  const text = asTable(lines, languages);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a disk may not write there in some browsers, unless what is copied is selected.
    const field = made("textarea", { "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) {
      say(t("The browser does not let this page copy: save them instead"));
      return;
    }
  }
  say(of(t("{n} line copied|{n} lines copied", { n: lines.length }), lines, all));
}

/** Hand lines over as a file. */
function saveLines(lines, all, languages, query) {
  const address = URL.createObjectURL(new Blob(["\ufeff", asTable(lines, languages)], { type: "text/tab-separated-values" }));
  const name = query.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  const link = made("a", { href: address, download: `${name || "concordance"}.tsv` });
  byId("lines").append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(of(t("{n} line saved|{n} lines saved", { n: lines.length }), lines, all));
}
