// What is kept in this browser of what a person does on the pages: values of JSON by their names, "bilingual.kind:…".
//
// Everything is kept twice. localStorage answers at once: before a page shows, and before a key stroke has returned.
// Yet of the pages that it loads from a disk Chromium (156) gives one in twelve an empty localStorage, and forgets with
// the page what was put there. IndexedDB forgets nothing, but answers late: what it has that is newer, by the time `at`
// in every value, is taken then.

/* exported keeper */

const keeper = (() => {
  // Other pages may put what they like under our names; beyond its being a text, whoever asks for it looks at it.
  const isOurs = (name, text) => /^bilingual\.[a-z]+:/.test(name) && (text === null || typeof text === "string");
  // Stands in every localStorage that remembers: in one without it, nothing is known of what was forgotten.
  const SOUND = "bilingual.sound";
  const texts = new Map();
  const listeners = [];
  let sound = false;

  function valueOf(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  const timeOf = (text) => Number(valueOf(text)?.at) || 0;

  /** Keep a text where it is at hand, or forget it (null does); return why that could not be, or null. */
  function putAtHand(name, text) {
    if (text === null) texts.delete(name);
    else texts.set(name, text);
    try {
      if (text === null) localStorage.removeItem(name);
      else localStorage.setItem(name, text);
      return null;
    } catch (error) {
      return error;
    }
  }

  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open("bilingual", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept", { keyPath: "name" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  /** Work with what IndexedDB keeps, {name, text or null, at}, and wait until that is done. */
  const during = async (work) => {
    const transaction = (await opened).transaction("kept", "readwrite");
    work(transaction.objectStore("kept"));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  };

  async function change(name, value) {
    const at = Math.max(Date.now(), timeOf(texts.get(name)) + 1);
    const text = value && JSON.stringify({ ...value, at });
    const refused = putAtHand(name, text);
    const second = during((store) => store.put({ name, text, at }));
    channel.postMessage([name, text]);
    try {
      if (refused) await second;
      else second.catch(() => {});
    } catch {
      throw refused;
    }
  }

  function tell(names, late) {
    for (const [prefix, hear] of listeners) {
      const some = names.filter((name) => name.startsWith(prefix));
      if (some.length) hear(some, late);
    }
  }

  /** Make the two the same; each name has what was kept last. */
  function compare(store, rows) {
    const others = new Map(rows.map(({ name, text }) => [name, text]));
    const taken = [];
    for (const { name, text, at } of rows) {
      const mine = texts.get(name) ?? null;
      if (text !== mine && isOurs(name, text) && (mine === null || at > timeOf(mine))) {
        putAtHand(name, text);
        taken.push(name);
      }
      if (text === null && sound) store.delete(name);
    }
    for (const [name, text] of texts) {
      if (others.get(name) !== text) store.put({ name, text, at: timeOf(text) });
    }
    tell(taken, true);
  }

  // Windows hear of each other.
  const channel = new BroadcastChannel("bilingual");
  channel.addEventListener("message", ({ data }) => {
    const [name, text] = Array.isArray(data) ? data : [];
    if (!isOurs(name, text)) return;
    putAtHand(name, text);
    tell([name], false);
  });

  function read() {
    texts.clear();
    try {
      for (let at = 0; at < localStorage.length; at++) {
        const name = localStorage.key(at);
        if (isOurs(name, "")) texts.set(name, localStorage.getItem(name));
        else if (name === SOUND) sound = true;
      }
      localStorage.setItem(SOUND, "1");
    } catch {
      // Storage is closed: what is kept first says so.
    }
  }

  read();
  // A page that was set aside heard of nothing.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    const before = [...texts.keys()];
    read();
    tell([...new Set([...before, ...texts.keys()])], true);
  });
  during((store) => {
    const asked = store.getAll();
    asked.onsuccess = () => compare(store, asked.result);
  }).catch(() => {});

  return {
    names: (prefix) => [...texts.keys()].filter((name) => name.startsWith(prefix)),
    get: (name) => valueOf(texts.get(name) ?? null),
    /** Keep a value under a name; the promise is refused where neither store took it. */
    put: change,
    forget: (name) => change(name, null),
    /** Call `hear(names, late)` when another window changed what begins so, or the page learns late what was kept. */
    watch: (prefix, hear) => listeners.push([prefix, hear]),
  };
})();
