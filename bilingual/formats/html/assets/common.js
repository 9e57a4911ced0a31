// What articles and the index share. A page reads well without any script: this only adds to it. The script stands in
// the head, so that the page never shows in a theme or view other than the reader's own.

/* global t */
/* exported byId, comeBack, fold, keep, keepPlace, recall, say, shortcuts, step, whenReady */

const root = document.documentElement;

/** Return the element with that id. */
function byId(id) {
  return document.getElementById(id);
}

// Where settings are remembered. What the browser remembers is lacking on some pages from a disk (see keeper.js), and what
// the tab does is not.
const MEMORIES = ["localStorage", "sessionStorage"];

/** Return the setting that is remembered under a name, "" where that is none of `allowed`. */
function recall(name, allowed) {
  for (const memory of MEMORIES) {
    try {
      const value = window[memory].getItem(`bilingual.${name}`);
      if (value !== null) return allowed.includes(value) ? value : "";
    } catch {
      // Storage is closed to pages from a disk in some settings.
    }
  }
  return "";
}

/** Remember a setting under a name; "" is none. */
function keep(name, value) {
  for (const memory of MEMORIES) {
    try {
      window[memory].setItem(`bilingual.${name}`, value);
    } catch {
      // Then it holds for this page.
    }
  }
}

/** Return `text` without case, accents and ligatures, as the search index has it. */
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[œæßøł]/g, (letter) => ({ œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l" })[letter]);
}

/** Return the index `by` places from `index` among `count`, around the ends; from none (-1), the first or the last. */
function step(index, by, count) {
  if (index < 0) return by > 0 ? 0 : count - 1;
  return (index + by + count) % count;
}

let silence = 0;

/** Say a short thing, already in the page's language, where everyone sees it, and screen readers hear it. */
function say(text) {
  const status = byId("status");
  clearTimeout(silence);
  status.lang = "";
  status.textContent = text;
  status.classList.add("seen");
  silence = setTimeout(() => status.classList.remove("seen"), 5000);
}

/** Scroll so that an element is where it was in the window, and again as what comes into sight is laid out. */
function comeBack(element, top, times = 5) {
  scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  if (times) requestAnimationFrame(() => comeBack(element, top, times - 1));
}

/**
 * Keep in the history what is in sight when the page is left: an element's name, and how far down the window it is.
 * Return that of this entry, [] for none. Browsers keep pixels, and on Back and reload these show something else, as
 * much is laid out only in sight. `inSight` returns an element and a name for it.
 */
function keepPlace(inSight) {
  history.scrollRestoration = "manual";
  addEventListener("pagehide", () => {
    const [element, name] = inSight();
    const place = element && scrollY > 0 && [name, element.getBoundingClientRect().top];
    history.replaceState({ ...history.state, place }, "");
  });
  return history.state?.place || [];
}

/** Call `start` when the page is there to work on. */
function whenReady(start) {
  document.addEventListener("DOMContentLoaded", start);
}

/** Obey single keys: `actions` are functions by `KeyboardEvent.key`; one that returns false leaves the key alone. */
function shortcuts(actions) {
  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (modified || event.defaultPrevented || !byId("shortcuts").checked) return;
    if (event.target.closest("input, select, textarea, dialog")) return;
    const action = actions[event.key];
    if (action && action(event) !== false) event.preventDefault();
  });
}

const THEMES = ["", "light", "dark"];
const NAMES_OF_THEMES = { "": t("Theme: as the system has it"), light: t("Theme: light"), dark: t("Theme: dark") };
let theme = recall("theme", THEMES);

function setTheme(name) {
  theme = name;
  if (name) root.dataset.theme = name;
  else delete root.dataset.theme;
  const button = byId("theme");
  if (!button) return;
  button.ariaLabel = NAMES_OF_THEMES[name];
  button.title = button.ariaLabel;
}

function nextTheme() {
  document.dispatchEvent(new CustomEvent("bilingual:theme"));
  setTheme(THEMES[step(THEMES.indexOf(theme), 1, THEMES.length)]);
  keep("theme", theme);
}

/** Return a CSS string that holds `text`, whatever is in it: all but letters and digits becomes an escape. */
function quoteForCss(text) {
  return `"${text.replace(/[^\p{L}\p{N}]/gu, (character) => `\\${character.codePointAt(0).toString(16)} `)}"`;
}

/** Say on paper what a page is of and where it lies: on every sheet where the browser can, else at the end. */
function sign() {
  const address = location.href.split("#", 1)[0];
  const date = document.querySelector(".imprint time")?.textContent;
  byId("address").textContent = address;
  if (!("CSSMarginRule" in window)) return;
  // Rules of a style that pages share may not be touched.
  const sheet = document.querySelector("style")?.sheet ?? new CSSStyleSheet();
  if (!sheet.ownerNode) document.adoptedStyleSheets = [sheet];
  const words = quoteForCss([date, address].filter(Boolean).join(" · "));
  sheet.insertRule(`@page { @bottom-left { content: ${words}; } }`, sheet.cssRules.length);
  root.dataset.signed = "";
}

root.dataset.scripted = "";
setTheme(theme);

whenReady(() => {
  for (const element of document.querySelectorAll(".tools")) element.hidden = false;

  for (const button of document.querySelectorAll("#theme")) button.addEventListener("click", nextTheme);
  setTheme(theme);
  sign();

  const help = byId("help");
  const openHelp = () => {
    help.showModal();
    // Not the first thing that can be pressed, which stands at the end.
    byId("help-title").focus();
  };
  byId("help-open")?.addEventListener("click", openHelp);
  byId("shortcuts").checked = !recall("shortcuts", ["off"]);
  byId("shortcuts").addEventListener("change", ({ target }) => keep("shortcuts", target.checked ? "" : "off"));

  shortcuts({
    "?": openHelp,
    t: nextTheme,
  });

  // A click beside a dialog is one on its backdrop.
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  }
});
