// Whether articles were read or reviewed, and where their readers were last: what a page keeps, and the index shows.

/* global root */
/* exported folderOf, keepStatus, pageOf, statusOf */

const STATUS = "bilingual.status:";

/** Return the address of the folder that all pages lie in; of a server's, which may give others, with what tells it. */
function folderOf() {
  const folder = new URL(".", document.querySelector(".bar nav a")?.href ?? location.href);
  return folder.href + (root.dataset.corpus ?? "");
}

/** Return the path of a page (this one) within the folder, as the index has it. */
function pageOf(base, path = location.pathname) {
  return decodeURIComponent(path).slice(decodeURIComponent(new URL(base).pathname).length);
}

/** Return what is kept of a page, by the folder and the path: {status, place}, each only where it makes sense. */
function statusOf(of) {
  try {
    const { status, place } = JSON.parse(localStorage.getItem(STATUS + JSON.stringify(of))) ?? {};
    return {
      ...(["read", "reviewed"].includes(status) && { status }),
      ...(typeof place === "string" && /^p\d+s\d+$/.test(place) && { place }),
    };
  } catch {
    return {};
  }
}

function keepStatus(of, change) {
  try {
    localStorage.setItem(STATUS + JSON.stringify(of), JSON.stringify({ ...statusOf(of), ...change }));
  } catch {
    // Then it holds for this page.
  }
}
