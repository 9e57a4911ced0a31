// What a reader notes: a line on a sentence, kept as edits are (store.js); and of each article, whether it was read or
// reviewed, and where its reader was last, which the index shows (assets/status.js).

/* global STATUS, byId, closeForm, done, draw, folderOf, keepRecord, keepStatus, make, pageOf, recordOfPair, say, saveAs */
/* global keeper, shortcuts, statusOf, store, t, tableOf, whenReady */
/* exported noteLine, writeNote */

const NOTE_COLUMNS = ["id", "fr", "en", "note"];
const STATUSES = ["unread", "read", "reviewed"];

/** Return the note on a sentence, written here or given along by a server; "" for none. */
const noteOn = (pair) => done.get(pair)?.note ?? pair.dataset.note ?? "";

/** Return what the panel of a sentence shows of its note. */
function noteLine(pair) {
  const note = noteOn(pair).trim();
  return note ? [make("span", { className: "line" }, make("b", {}, t("Note")), " ", note)] : [];
}

/** Let a person write a note on a sentence, kept at every key. */
function writeNote(pair) {
  draw(pair);
  closeForm(pair);
  const before = noteOn(pair);
  const field = make("input", { type: "text", value: before, autocomplete: "off", maxLength: 2000 });
  const put = (note) => {
    keepRecord(pair, { ...recordOfPair(pair), note });
    draw(pair);
  };
  field.addEventListener("input", () => put(field.value));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") put(before);
    closeForm(pair);
  });
  pair.querySelector(".work > .form").replaceChildren(make("label", {}, t("Note"), " ", field));
  field.focus();
}

function saveNotes() {
  const rows = store.all().filter(({ note }) => note?.trim());
  const texts = rows.map((record) => ({ ...record, en: record.text ?? record.en, note: record.note.trim() }));
  saveAs("notes.tsv", tableOf(texts, NOTE_COLUMNS), "text/tab-separated-values");
}

whenReady(() => {
  const select = byId("status-of");
  // A page of sentences of several articles has none.
  if (!select) return;
  const here = [folderOf(), pageOf(folderOf())];
  const set = (status) => {
    select.value = status;
    keepStatus(here, { status });
  };
  const showKnown = () => {
    const { status = "unread", place = "" } = statusOf(here);
    select.value = status;
    const isPlace = !location.hash && byId(place)?.matches(".pair");
    if (!isPlace || byId("last-place").firstChild) return;
    const back = make("a", { href: `#${place}` }, t("Go on where you were"));
    back.addEventListener("click", () => back.remove());
    byId("last-place").append(back);
  };
  showKnown();
  keeper.watch(STATUS, (_, late) => late && showKnown());
  select.addEventListener("change", () => set(select.value));
  // An article is read when its end was seen.
  new IntersectionObserver((seen, observer) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting) || scrollY < 1) return;
    observer.disconnect();
    if (select.value === "unread") set("read");
  }).observe(document.querySelector(".colophon"));
  document.addEventListener("bilingual:pin", ({ target }) => keepStatus(here, { place: target.id }));
  byId("notes-save")?.addEventListener("click", saveNotes);
  shortcuts({
    r: () => {
      set(STATUSES[(STATUSES.indexOf(select.value) + 1) % STATUSES.length]);
      say(t("This article is {status} now.", { status: select.selectedOptions[0].text }));
    },
  });
});
