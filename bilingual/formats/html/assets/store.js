// Where what a person does on the pages is kept: in this browser, by the folder that the pages lie in.
//
// This is a seam. `openStore(folder)` returns what the rest of the page knows of keeping, and another file in the place
// of this one may keep it elsewhere:
// - `all()` returns the records of the folder, at once, in the order of their ids;
// - `keep(record)` and `forget(record)` return a promise: it is refused where that could not be done, and the record
//   then still is among `all()`. What is kept when the browser closes was written before `keep` returned;
// - `watch(hear, again)` calls `hear(record or null, id)` when another window kept or forgot something, and `again()`
//   when the page learns late of what was kept before it was opened;
// - `apart` is whether the browser keeps the pages of a folder apart, `unkept()` how many records are in no store.
//
// A record: {id, hash, page, fr, en, text, accepted, dismissed, restored, reason, note}; `hash` is of `fr` and `en`, as the page
// had them; `text` is what a person wrote or null, `dismissed` maps flags to reasons, `restored` lists flags,
// `note` may be lacking.

/* global keeper */
/* exported hashOf, openStore */

const EDITS = "bilingual.edit:";

/** Return a short digest of texts that tells them apart, though not against anyone's will (cyrb53). */
function hashOf(...texts) {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const character of texts.join("\0")) {
    const code = character.codePointAt(0);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** Return a record as it was kept, null for what is none: a store may hold what other pages put there. */
function recordOf(found) {
  try {
    const strings = [found.id, found.hash, found.page, found.fr, found.en, found.reason, found.note ?? "", ...Object.values(found.dismissed)];
    const sound = strings.every((value) => typeof value === "string") && (found.text === null || typeof found.text === "string");
    return sound && found.restored.every((flag) => typeof flag === "string") ? found : null;
  } catch {
    return null;
  }
}

function openStore(folder) {
  const prefix = `${EDITS}${JSON.stringify([folder]).slice(0, -1)},`;
  const known = new Map();
  const unkept = new Set();
  const nameOf = (record) => EDITS + JSON.stringify([folder, record.id, record.hash]);
  const inOrder = new Intl.Collator("en", { numeric: true });

  /** Look up what is kept under a name. */
  function look(name) {
    const record = recordOf(keeper.get(name));
    if (record && nameOf(record) === name) known.set(name, record);
    else known.delete(name);
    unkept.delete(name);
  }

  keeper.names(prefix).forEach(look);

  return {
    // Firefox gives every file a store of its own.
    apart: location.protocol === "file:" && /\bFirefox\//.test(navigator.userAgent),
    all: () => [...known.values()].sort((one, other) => inOrder.compare(one.id, other.id)),
    unkept: () => unkept.size,
    async keep(record) {
      const name = nameOf(record);
      known.set(name, record);
      try {
        await keeper.put(name, record);
        unkept.delete(name);
      } catch (error) {
        unkept.add(name);
        throw error;
      }
    },
    async forget(record) {
      const name = nameOf(record);
      known.delete(name);
      unkept.delete(name);
      await keeper.forget(name);
    },
    watch(hear, again) {
      keeper.watch(prefix, (names, late) => {
        names.forEach(look);
        if (late && names.some((name) => known.has(name))) again();
        for (const name of names) {
          const record = known.get(name) ?? null;
          if (!late || !record) hear(record, JSON.parse(name.slice(EDITS.length))[1]);
        }
      });
    },
  };
}
