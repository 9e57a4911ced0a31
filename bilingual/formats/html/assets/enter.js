// What the address that bilingual review prints opens: the token in it is handed over, and the browser has a cookie then.

/* global t */

addEventListener("DOMContentLoaded", async () => {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  const { next } = document.querySelector("main").dataset;
  const told = document.getElementById("told");
  try {
    const headers = { "Content-Type": "application/json" };
    const given = token && (await fetch("/review/enter", { method: "POST", headers, body: JSON.stringify({ token }) }));
    // Whoever comes without a token may have the cookie.
    if (given ? given.ok : (await fetch(next, { method: "HEAD" })).ok) location.replace(next);
    else told.textContent = t("Open the address that bilingual review printed last.");
  } catch {
    told.textContent = t("The server does not answer. Start bilingual review again.");
  }
});
