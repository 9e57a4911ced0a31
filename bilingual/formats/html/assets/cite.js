// Citing: "c" copies a sentence in both languages with where it is from and who translated it; a dialog has the link to
// the article, and what programs for references read, BibTeX and RIS.

/* global allPairs, byId, dateWords, hashOf, litPair, pinned, say, segmentId, shortcuts, sourceOf, t, targetOf */
/* global whenReady */
/* exported copied, wholeOf */

// What means something to TeX. Addresses have their own escapes.
const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** Return a text in one line. */
const inLine = (text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
const inTex = (text) => inLine(text).replace(/[\\{}#$%&_~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);
const inAddress = (address) => address.replace(/[\\{}^`|\s]/g, encodeURIComponent);

/** Return the text of one side of a sentence. */
const wholeOf = (side) => inLine(side.querySelector("bdi").textContent);

/** Return the facts of the article; where there are several, of that of the pinned sentence, or of the first. */
function factsOf() {
  const { article, cite } = (litPair()?.closest("[data-cite]") ?? document.querySelector("[data-cite]")).dataset;
  return { id: article, authors: [], title: "", publisher: "", date: "", ...JSON.parse(cite) };
}

/** Return the address of the article where it was found, else of its page. */
const linkOf = ({ url, page = "" }) => url ?? new URL(page, location).href;

/** Return the same where others can follow it, "" for a page on a disk or of a server of this machine. */
function webOf(facts) {
  const link = linkOf(facts);
  return /^https?:\/\/(?!127\.)/.test(link) ? link : "";
}

/** Return a key for references: always the same for an article, and another for another. */
function keyOf({ id }) {
  const plain = id.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `${plain.slice(0, 40) || "article"}-${hashOf(id).slice(0, 6)}`;
}

/** Say who translated a sentence, or (null) the article. */
function translatorOf(pair, { model }) {
  const { origin = model ? "mt" : "aligned", edited } = pair?.dataset ?? {};
  if (origin === "human" || ["edit", "accept"].includes(edited)) return t("English by a person, of a machine translation");
  return origin === "mt" && model ? t("machine translation by {model}", { model }) : t("human translation");
}

function bibtex(facts) {
  const [year, month] = facts.date.match(/^\d{4}(?:-\d\d)?/)?.[0].split("-") ?? [];
  const fields = {
    title: facts.title && `{${inTex(facts.title)}}`,
    author: facts.authors.map((name) => `{${inTex(name)}}`).join(" and "),
    journal: inTex(facts.publisher),
    year,
    month,
    date: year && facts.date,
    url: inAddress(webOf(facts)),
    note: inTex(`${facts.id}; ${translatorOf(null, facts)}`),
  };
  const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@article{${keyOf(facts)},\n${lines.join("")}}\n`;
}

function ris(facts) {
  const date = /^\d{4}/.test(facts.date) ? facts.date : "";
  const [year, month = "", day = ""] = date.split("-");
  const lines = [
    ["TY", "NEWS"],
    ["ID", keyOf(facts)],
    ["TI", facts.title],
    ...facts.authors.map((name) => ["AU", name]),
    ["T2", facts.publisher],
    ["PY", year],
    ["DA", date && `${year}/${month}/${day}/`],
    ["UR", webOf(facts)],
    ["LA", sourceOf(allPairs()[0])?.lang ?? ""],
    ["N1", `${facts.id}; ${translatorOf(null, facts)}`],
  ];
  const said = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${inLine(value)}\r\n`);
  return `${said.join("")}ER  - \r\n`;
}

/** Return a sentence in both languages, and below where it is from. */
function quotation(pair, facts) {
  const { authors, title, publisher, date, id, url } = facts;
  const english = targetOf(pair).querySelector("bdi").textContent;
  const about = [
    authors.join(", "),
    title,
    publisher,
    /^\d{4}(-\d\d){0,2}$/.test(date) ? dateWords(date) : date,
    url,
    pair.id ? segmentId(pair) : id,
    translatorOf(pair, facts),
  ];
  return `${wholeOf(sourceOf(pair))}\n${inLine(english)}\n\n${about.filter(Boolean).map(inLine).join(" · ")}\n`;
}

/** Put a text on the clipboard, and say so. */
async function copied(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a disk may not write there in some browsers, unless what is copied is selected.
    const field = document.createElement("textarea");
    field.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) return say(t("The browser does not let this page copy."));
  }
  return say(said);
}

whenReady(() => {
  const made = { link: linkOf, bibtex, ris };
  byId("cite-open").addEventListener("click", () => {
    byId("cite-text").textContent = bibtex(factsOf());
    byId("cite").showModal();
  });
  byId("cite").addEventListener("click", ({ target }) => {
    const make = made[target.value];
    if (!make) return;
    const text = make(factsOf());
    byId("cite-text").textContent = text;
    copied(text, t("Copied."));
  });
  shortcuts({ c: pinned((pair) => copied(quotation(pair, factsOf()), t("Copied."))) });
});
