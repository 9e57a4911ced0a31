// Dates as people write them: the filters take and show them as the table does.

/* global tongue */
/* exported dateOf, isWithin */

/** Return the names of the months in a language, folded. */
function monthsIn(language) {
  return Array.from({ length: 12 }, (_, month) =>
    plainMonth(new Date(Date.UTC(2000, month)).toLocaleString(language, { month: "long", timeZone: "UTC" })),
  );
}

function plainMonth(name) {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Return the ISO 8601 date that a text means ("2 August 2023", "août 2023", "2023-08", "02/08/2023"), "" for none. */
function dateOf(text) {
  const words = plainMonth(text)
    .replace(/\b(\d{1,2})(er|st|nd|rd|th)\b/g, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && word !== "le" && word !== "the");
  const years = words.filter((word) => /^\d{4}$/.test(word));
  if (years.length !== 1 || words.length > 3) return "";
  const others = words.filter((word) => word !== years[0]);
  const named = others.findIndex((word) => /^\p{L}{3,}$/u.test(word));
  let [month, day] = words[0] === years[0] ? others : others.toReversed();
  if (named >= 0) {
    month = monthOf(others[named]);
    day = others[1 - named];
  } else if (others.length === 2 && words[0] !== years[0] && Number(month) > 12) [month, day] = [day, month];
  const parts = [years[0], month, day].filter((part) => part !== undefined).map((part) => String(part).padStart(2, "0"));
  const iso = parts.join("-");
  const whole = parts.length === 3 ? iso : `${[...parts, "01", "01"].slice(0, 3).join("-")}`;
  const time = new Date(`${whole}T00:00:00Z`);
  return /^\d{4}(-\d\d){0,2}$/.test(iso) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : "";
}

/** Return the number of a month by how its name begins in either language, "x" for no month. */
function monthOf(name) {
  for (const language of [tongue, "en", "fr"]) {
    const found = monthsIn(language).flatMap((month, index) => (month.startsWith(name) ? [index + 1] : []));
    if (found.length === 1) return found[0];
  }
  return "x";
}

/** Whether a date may lie within two others, each of the precision that it has; "" for one that is not asked for. */
function isWithin(date, from, to) {
  if (!from && !to) return true;
  if (!date) return false;
  // A month may have begun before the day that is asked for, and ends after it.
  const [early, late] = [date.slice(0, from.length), date.slice(0, to.length)];
  return (!from || early >= from.slice(0, early.length)) && (!to || late <= to.slice(0, late.length));
}
