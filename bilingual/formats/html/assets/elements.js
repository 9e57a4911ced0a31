// What the index makes elements of.

/* exported hrefOf, made */

/** Return an element with a class (or none), attributes, and what it holds. */
function made(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") element.setAttribute(key, value);
  element.append(...inside.filter((one) => one !== ""));
  return element;
}

/** Return the address of an article's page, as seen from the index. */
function hrefOf({ page }) {
  return page.split("/").map(encodeURIComponent).join("/");
}
