// What is searched and filtered lives in the address, as #q=…&publisher=…: it survives Back and reload, and can be sent.

/* exported addressOf, stateIn, stateOf, wayTo */

// Each with what it may be.
const ASKED = {
  q: /^[^]{1,500}$/,
  publisher: /^[^]{1,300}$/,
  from: /^\d{4}(-\d\d){0,2}$/,
  to: /^\d{4}(-\d\d){0,2}$/,
  least: /^\d{1,6}$/,
  most: /^\d{1,6}$/,
  check: /^1$/,
  read: /^(unread|read|reviewed)$/,
  sort: /^-?(title|publisher|date|sentences|check)$/,
  by: /^(left|right|date|score)$/,
};
// To the results on either side of the one that is opened the way is given along; further ones are the index's to find.
const ALONG = 60;

/** Return what a fragment asks for, null where it asks for nothing; what makes no sense is left out. */
function stateOf(fragment) {
  if (!fragment.includes("=")) return null;
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = {};
  for (const [name, allowed] of Object.entries(ASKED)) {
    const value = given.get(name) ?? "";
    if (allowed.test(value)) state[name] = value;
  }
  return state;
}

/** Return the state that the address has. */
function stateIn(address) {
  return stateOf(address.hash) ?? {};
}

/** Return the fragment of a state, without its #: in one order, and "" for none. */
function addressOf(state) {
  const fragment = new URLSearchParams();
  for (const name of Object.keys(ASKED)) if (state[name]) fragment.set(name, state[name]);
  return fragment.toString();
}

/**
 * Return what an address says behind its fragment of how results go on: `state` is what was asked for, `list` which
 * list ("articles" or "sentences") of how many, `at` the place in it of the one that is opened, and `pages` those around
 * it, from the place `first` on: what `pageOf` makes of `results`.
 */
function wayTo(state, list, at, count, results, pageOf) {
  const first = Math.max(0, at - ALONG);
  return { state: addressOf(state), list, at, of: count, first, pages: results.slice(first, at + ALONG + 1).map(pageOf) };
}
