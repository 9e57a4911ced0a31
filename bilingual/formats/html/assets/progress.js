// What the index says of articles that were read or reviewed on their pages.

/* global folderOf, pageOf, statusOf, t */
/* exported isStatus, showStatuses */

const folderHere = folderOf();

/** Tell whether the page of an article, by its path, has a status: "unread", "read" or "reviewed". */
function isStatus(page, status) {
  return (statusOf([folderHere, page]).status ?? "unread") === status;
}

/** Say in rows of articles which were read or reviewed. */
function showStatuses(rows) {
  const names = { read: t("read"), reviewed: t("reviewed") };
  for (const row of rows) {
    const link = row.querySelector("th a");
    const { status } = statusOf([folderHere, pageOf(folderHere, link.pathname)]);
    let said = row.querySelector(".progress");
    if (!status) said?.remove();
    else {
      if (!said) {
        said = document.createElement("span");
        said.className = "headline progress";
        link.after(said);
      }
      said.textContent = names[status];
    }
  }
}
