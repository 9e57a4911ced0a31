// All that a person did on the pages of a folder: how much it is, what, and the file of it for `bilingual import`.

/* global byId, say, store, t, targetLanguage, wordDiff */
/* exported isDone, isSomething, listEdits, rowsOf, saveAs, saveFile, showEdits, tableOf, warn */

const COLUMNS = ["id", "fr", "en", "action", "flag", "reason", "note"];
// What a spreadsheet takes for the beginning of a formula: as bilingual/formats/csv.py has it.
const FORMULA = /^[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000']*[=+\-@＝＋－＠]/u;
// What no cell may hold: as bilingual/formats/tsv.py writes it.
const ESCAPES = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
// eslint-disable-next-line no-control-regex -- these are what it is about
const ESCAPED = /[\\\t\n\r\0\x0b\x0c\x1a\x1c-\x1e\x85\u2028\u2029]/g;

/** Return a text as a cell that no spreadsheet takes for a formula or a quotation, and that import reads as the text. */
function cellOf(text) {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  const cell = guarded.replace(
    ESCAPED,
    (character) => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const isEdited = ({ text, en }) => text !== null && text.trim() !== "" && text !== en;

/** Return the rows of a record, each the values of COLUMNS by their names. */
function rowsOf(record) {
  const { id, fr, en, text, accepted, dismissed, restored, note = "" } = record;
  const about = { id, fr, en, note: "" };
  const rows = Object.entries(dismissed).map(([flag, reason]) => ({ ...about, action: "dismiss", flag, reason }));
  rows.push(...restored.map((flag) => ({ ...about, action: "restore", flag, reason: "" })));
  if (isEdited(record)) rows.push({ ...about, en: text, action: "edit", flag: "", reason: "" });
  else if (accepted) rows.push({ ...about, action: "accept", flag: "", reason: "" });
  // A note goes along with what was done, or is all that was.
  if (note.trim() && rows.length) rows[0].note = note.trim();
  else if (note.trim()) rows.push({ ...about, action: "note", flag: "", reason: "", note: note.trim() });
  return rows;
}

/** Whether there is anything in a record that a person did. */
function isSomething(record) {
  return rowsOf(record).length > 0;
}

/** Whether a person did more with a sentence than note something. */
function isDone(record) {
  return isSomething({ ...record, note: "" });
}

/** Return a file of rows. */
function tableOf(rows, columns) {
  const lines = rows.map((row) => columns.map((name) => cellOf(row[name])).join("\t"));
  return [columns.join("\t"), ...lines].map((line) => `${line}\n`).join("");
}

/** Return the whole file. */
function corrections(records) {
  return tableOf(records.filter((record) => !record.outdated).flatMap(rowsOf), COLUMNS);
}

function saveFile() {
  const records = store.all().filter(isSomething);
  saveAs("corrections.tsv", corrections(records), "text/tab-separated-values");
  const old = records.filter((record) => record.outdated).length;
  const taken = t("Saved corrections.tsv: bilingual import takes it.");
  say(old ? `${taken} ${t("{n} outdated edit is not in it.|{n} outdated edits are not in it.", { n: old })}` : taken);
}

/** Say what is wrong with keeping, for as long as it is; "" for nothing. */
function warn(text) {
  const line = byId("edits-trouble");
  if (line.textContent !== text) line.textContent = text;
}

/** Hand a text over as a file. */
function saveAs(name, text, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Show how many edits there are, and what a person should know of where they are kept. */
function showEdits() {
  const number = store.all().filter(isSomething).length;
  byId("edits").hidden = !number && !store.unkept();
  byId("edits-open").textContent = t("{n} edit|{n} edits", { n: number });
  byId("edits-save").disabled = !number;
  if (byId("notes-save")) byId("notes-save").hidden = !store.all().some(({ note }) => note);
  byId("edits-apart").hidden = !store.apart;
}

/** Return the address of a sentence on its page, "" where a record names no page of this folder. */
function addressOf(record, folder) {
  const [, paragraph, sentence] = record.id.match(/:(\d+):(\d+)$/) ?? [];
  const address = new URL(record.page, folder);
  const inside = address.href.startsWith(new URL(".", folder).href) && address.pathname.endsWith(".html");
  if (inside && paragraph) address.hash = `p${paragraph}s${sentence}`;
  return inside ? address.href : "";
}

function itemOf(record, folder, refresh) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.textContent = record.id;
  const address = addressOf(record, folder);
  if (address) link.href = address;
  item.append(link);
  for (const row of rowsOf(record)) {
    const line = document.createElement("span");
    const words = {
      edit: "",
      note: t("noted"),
      accept: t("accepted as it is"),
      dismiss: t("{flag} dismissed", { flag: row.flag }),
      restore: t("{flag} is a flag again", { flag: row.flag }),
    }[row.action];
    if (row.action === "edit") {
      line.lang = targetLanguage();
      line.append(wordDiff(record.en, record.text));
    } else line.textContent = row.reason ? `${words}: ${row.reason}` : words;
    item.append(line);
  }
  if (record.note?.trim()) {
    const line = document.createElement("span");
    line.textContent = record.note;
    item.append(line);
  }
  if (record.outdated) {
    const line = document.createElement("span");
    line.textContent = t("Outdated: its sentence or the machine’s translation is another now.");
    item.append(line);
  }
  const forget = document.createElement("button");
  forget.type = "button";
  forget.textContent = t("Forget");
  forget.ariaLabel = `${t("Forget")} ${record.id}`;
  forget.addEventListener("click", () => refresh(record));
  item.append(forget);
  return item;
}

/** Let a person look at all edits, and forget some; `forgotten` is told which. */
function listEdits(folder, forgotten) {
  const refresh = async (record) => {
    await store.forget(record);
    forgotten(record);
    fill();
  };
  const fill = () => {
    const records = store.all().filter(isSomething);
    byId("edits-list").querySelector("ol").replaceChildren(...records.map((record) => itemOf(record, folder, refresh)));
    if (!records.length) byId("edits-list").close();
  };
  fill();
  byId("edits-list").showModal();
}
