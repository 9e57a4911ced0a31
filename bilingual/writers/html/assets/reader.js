"use strict";

// A page reads well without this script: the numbers between the columns are plain links, and the style sheet lights
// what is hovered, focused or named by the address. Here the sentences themselves become the target of a click.

/** Make `id` the fragment of the address ("" for none); leave the page and the focus where the reader has them. */
function pin(id) {
  const { scrollX, scrollY } = window;
  const focused = document.activeElement;
  // Not history.replaceState: it would leave :target behind. And no history entry for each click.
  location.replace(`#${id}`);
  if (!id) history.replaceState(null, "", location.pathname + location.search);
  focused?.focus({ preventScroll: true });
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
}

document.addEventListener("click", (event) => {
  const pair = event.target.closest(".pair");
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  // The end of a selection is a click as well; whoever selects wants to copy, not to pin.
  if (!pair || modified || !getSelection().isCollapsed) return;
  event.preventDefault();
  pin(pair.matches(":target") ? "" : pair.id);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector(".pair:target")) pin("");
});

document.addEventListener("selectstart", ({ target }) => {
  const element = target instanceof Element ? target : target.parentElement;
  const cell = element?.closest(".source, .target");
  document.documentElement.dataset.selecting = cell ? cell.className : "";
});
