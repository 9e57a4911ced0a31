"use strict";

// The words of the page itself, in English or, where the browser speaks it, in French. Templates and scripts write
// English; FRENCH, which stands before this, has what that means (bilingual/formats/html/interface.py says more).
//
// For further scripts: `t("{n} to check", { n: 3 })` returns words in the page's language, `inWords(element)` swaps
// those of a piece of page that was made later, `french` says which language it is.

/* global FRENCH */
/* exported dateWords, inWords, t, tongue */

const french = /^fr\b/i.test(navigator.language);
const tongue = french ? "fr" : "en";
// What writes months, and numbers of so many decimals: each takes longer to make than to write a hundred.
const figures = [];
const months = new Intl.DateTimeFormat(tongue, { month: "long", timeZone: "UTC" });
const SWAPPED_ATTRIBUTES = ["aria-label", "data-unit", "label", "placeholder", "title"];

// The French texts by digests of the English, taken out of their short form (bilingual/formats/html/interface.py).
const frenchTexts = new Map();
if (french) {
  const whole = FRENCH[1].reduceRight((text, piece) => text.replaceAll(piece[0], piece.slice(1)), FRENCH[0]);
  for (const one of whole.split("~").slice(1)) frenchTexts.set(one.slice(0, 3), one.slice(3));
}

/** Return what an English text is in French, undefined where nobody wrote it. */
function inFrench(english) {
  let number = 0;
  for (let index = 0; index < english.length; index += 1) {
    number = (Math.imul(number, 33) + english.charCodeAt(index)) >>> 0;
  }
  return frenchTexts.get((number % 36 ** 3).toString(36).padStart(3, "0"));
}

/** Return which form of a text ("one|many") a count takes: French has the first for 0, too. */
function formOf(text, count = 1) {
  const [one, many = one] = text.split("|");
  return (french ? count < 2 : Number(count) === 1) ? one : many;
}

/** Return a number as this language writes it, with as many decimals as `plain` has. */
function inFigures(plain) {
  const digits = String(plain).split(".")[1]?.length ?? 0;
  return (figures[digits] ??= new Intl.NumberFormat(tongue, { minimumFractionDigits: digits })).format(plain);
}

/** Return an English text in the page's language, with `values` in their places; of "one|many" the form for `n`. */
function t(english, values = {}) {
  const text = (french && inFrench(english)) || english;
  return formOf(text, values.n).replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? inFigures(value) : value;
  });
}

/** Return an ISO 8601 date, as precise as it is, in words of the page's language. */
function dateWords(iso) {
  const [year, month, day] = iso.split("-");
  if (!month) return year;
  const name = months.format(Date.UTC(2000, month - 1));
  const first = french && day === "01" ? "1er" : day && +day;
  return [first, name, year].filter(Boolean).join(" ");
}

/** Put the French text in place of an element's English one; the values in it stay the elements that they are. */
function swap(element) {
  const english = element.dataset.t || element.textContent.trim().replace(/\s+/g, " ");
  const text = inFrench(english);
  if (!text) {
    if (!element.lang) element.lang = "en";
    return;
  }
  const values = {};
  for (const value of element.children) {
    if (value.dataset.v) values[value.dataset.v] = value;
  }
  const pieces = formOf(text, values.n?.value).split(/\{(\w+)\}/);
  element.replaceChildren(...pieces.map((piece, index) => (index % 2 ? (values[piece] ?? "") : piece)));
  if (element.lang) element.lang = "fr";
}

/** Put everything within `scope` that is the interface's into French, if that is the page's language. */
function inWords(scope) {
  if (!french) return;
  for (const element of scope.querySelectorAll("[data-t]")) swap(element);
  for (const name of SWAPPED_ATTRIBUTES) {
    for (const element of scope.querySelectorAll(`[data-t-${name}]`)) {
      const made = element.getAttribute(`data-t-${name}`);
      element.setAttribute(name, made ? t(...JSON.parse(made)) : t(element.getAttribute(name)));
      if (element.lang) element.lang = "fr";
    }
  }
  for (const time of scope.querySelectorAll("time[datetime]")) time.textContent = dateWords(time.dateTime);
  for (const figure of scope.querySelectorAll("data")) figure.textContent = inFigures(figure.value);
}

document.addEventListener("DOMContentLoaded", () => {
  if (!french) return;
  document.documentElement.lang = "fr";
  inWords(document);
});
