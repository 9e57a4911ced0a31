// Whether articles were read or reviewed, and where their readers were last: what a page keeps, and the index shows.

/* global keeper, root */
/* exported STATUS, folderOf, keepStatus, pageOf, statusOf */

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
  const { status, place } = keeper.get(STATUS + JSON.stringify(of)) ?? {};
  return {
    ...(["read", "reviewed"].includes(status) && { status }),
    ...(typeof place === "string" && /^p\d+s\d+$/.test(place) && { place }),
  };
}

function keepStatus(of, change) {
  // Where that cannot be kept, it holds for this page.
  keeper.put(STATUS + JSON.stringify(of), { ...statusOf(of), ...change }).catch(() => {});
}
