// Find within the article, in both languages, accents or not. Hits are painted by the browser (CSS Custom Highlight
// API), so that the text stays as it is; where it cannot, the sentence found is lit all the same.

/* global byId, fold, light, shortcuts, step, whenReady */

const MOST_PAINTED = 5000;

whenReady(() => {
  const form = byId("find");
  const query = byId("query");
  const opener = byId("find-open");
  let texts = null;
  let found = [];
  let at = -1;
  let asked = "";

  /** Return each sentence with its folded texts. Made when first needed, and kept. */
  function read() {
    texts ??= [...document.querySelectorAll(".pair")].map((pair) => ({
      pair,
      sides: [...pair.querySelectorAll("bdi")].map(({ firstChild }) => ({
        node: firstChild,
        folded: plain(firstChild?.data ?? ""),
      })),
    }));
    return texts;
  }

  function find() {
    const wanted = plain(query.value.trim());
    if (wanted === asked) return;
    asked = wanted;
    found = wanted ? read().filter(({ sides }) => sides.some(({ folded }) => folded.includes(wanted))) : [];
    at = -1;
    paint(wanted);
    if (found.length) go(1);
    else tell();
  }

  function paint(wanted) {
    if (!("highlights" in CSS)) return;
    const highlight = new Highlight();
    // One letter is everywhere; painting it would tell nothing and take long.
    if (wanted.length > 1) {
      for (const { sides } of found) {
        for (const { node, folded } of sides) {
          let place = null;
          for (let start = folded.indexOf(wanted); start >= 0; start = folded.indexOf(wanted, start + wanted.length)) {
            if (highlight.size >= MOST_PAINTED) break;
            place ??= places(node.data, folded);
            highlight.add(
              new StaticRange({
                startContainer: node,
                startOffset: place(start),
                endContainer: node,
                endOffset: place(start + wanted.length - 1, true),
              }),
            );
          }
        }
      }
    }
    CSS.highlights.set("found", highlight);
  }

  function go(by) {
    if (!found.length) return;
    at = step(at, by, found.length);
    light(found[at].pair);
    tell();
  }

  function tell() {
    const one = found.length === 1 ? "sentence" : "sentences";
    byId("found").textContent = asked ? (found.length ? `${at + 1} of ${found.length} ${one}` : "not found") : "";
  }

  function open() {
    form.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    query.focus();
    query.select();
  }

  function close() {
    form.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    asked = "";
    found = [];
    tell();
    if ("highlights" in CSS) CSS.highlights.delete("found");
    const current = document.querySelector(".pair[aria-current] .ref");
    (current ?? opener).focus({ preventScroll: true });
  }

  opener.addEventListener("click", () => (form.hidden ? open() : close()));
  query.addEventListener("input", find);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(1);
  });
  byId("find-previous").addEventListener("click", () => go(-1));
  byId("find-close").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.shiftKey) go(-1);
    else return;
    event.preventDefault();
  });
  shortcuts({ "/": open });

  // The index sends its readers here with what they searched for.
  if (location.hash.startsWith("#find=")) {
    open();
    query.value = decoded(location.hash.slice("#find=".length));
    find();
  }
});

/** Return what an address spells with percent signs, as it stands where it spells nothing. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Return `text` folded, and with plain spaces, apostrophes and quotation marks. */
function plain(text) {
  return fold(text)
    .replace(/\s+/g, " ")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”«»]/g, '"');
}

/** Return a function from a place in `folded` to the place in `text` that it came from, or where that ends. */
function places(text, folded) {
  // The usual case: each letter folds to one.
  if (folded.length === text.length) return (place, end) => place + (end ? 1 : 0);
  const starts = [];
  const ends = [];
  let offset = 0;
  for (const letter of text) {
    const length = plain(letter).length;
    for (let index = 0; index < length; index += 1) {
      starts.push(offset);
      ends.push(offset + letter.length);
    }
    // A mark that folds to nothing belongs to the letter before it.
    if (!length && ends.length) ends[ends.length - 1] = offset + letter.length;
    offset += letter.length;
  }
  return (place, end) => (end ? ends : starts)[Math.min(place, starts.length - 1)];
}
