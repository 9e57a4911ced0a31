// Two texts beside each other: which words differ, and how alike they are. Pure functions; the same texts give the same.

/* exported chrF, wordDiff */

const WORDS = /[\p{L}\p{M}\p{N}]+(?:(?:['’-]|(?<=\p{N})[.,:/](?=\p{N}))[\p{L}\p{M}\p{N}]+)*|\s+|./gu;
// Words of one text times those of the other; beyond, a table of them would hold up the reader.
const MOST_CELLS = 1_000_000;
// Of chrF: the longest n-grams, and by how much recall counts more than precision (Popović 2015, as sacreBLEU has it).
const ORDER = 6;
const BETA = 2;

/** Return how to come from one list of words to the other: pairs of a sign, "=", "-" or "+", and a word. */
function steps(before, after) {
  const [rows, columns] = [before.length, after.length];
  const width = columns + 1;
  // The longest common subsequence of what follows each two places.
  const common = new Uint16Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const at = row * width + column;
      common[at] =
        before[row] === after[column]
          ? common[at + width + 1] + 1
          : Math.max(common[at + width], common[at + 1]);
    }
  }
  const found = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const at = row * width + column;
    if (row < rows && column < columns && before[row] === after[column]) {
      found.push(["=", before[row]]);
      row += 1;
      column += 1;
    } else if (column >= columns || (row < rows && common[at + width] >= common[at + 1])) found.push(["-", before[row++]]);
    else found.push(["+", after[column++]]);
  }
  return found;
}

/** Return a piece of page with what a text became: what is gone in `del`, what came in `ins`, words in a row as one. */
function wordDiff(before, after) {
  const [old, now] = [before, after].map((text) => text.match(WORDS) ?? []);
  const found =
    old.length * now.length > MOST_CELLS
      ? [["-", before], ["+", after]]
      : steps(old, now);
  const made = document.createDocumentFragment();
  let [gone, come] = ["", ""];
  const put = (name, text) => {
    if (!text) return;
    const element = document.createElement(name);
    element.textContent = text;
    made.append(element);
  };
  const flush = () => {
    put("del", gone);
    put("ins", come);
    [gone, come] = ["", ""];
  };
  found.forEach(([sign, word], index) => {
    // White space between two changed words is changed with them: it would part what belongs together.
    const between = sign === "=" && /^\s+$/.test(word) && (gone || come) && found[index + 1] && found[index + 1][0] !== "=";
    if (sign === "-" || between) gone += word;
    if (sign === "+" || between) come += word;
    if (sign === "=" && !between) {
      flush();
      made.append(word);
    }
  });
  flush();
  return made;
}

function grams(text, length) {
  const counted = new Map();
  for (let at = 0; at + length <= text.length; at++) {
    const gram = text.slice(at, at + length).join("");
    counted.set(gram, (counted.get(gram) ?? 0) + 1);
  }
  return counted;
}

/** Return the chrF (0 to 100) of a translation against a reference, without regard to white space. */
function chrF(translation, reference) {
  const [made, wanted] = [translation, reference].map((text) => [...text.replace(/\s+/gu, "")]);
  let [precision, recall, orders] = [0, 0, 0];
  for (let length = 1; length <= Math.min(ORDER, made.length, wanted.length); length++) {
    const there = grams(wanted, length);
    let same = 0;
    for (const [gram, count] of grams(made, length)) same += Math.min(count, there.get(gram) ?? 0);
    precision += same / (made.length - length + 1);
    recall += same / (wanted.length - length + 1);
    orders += 1;
  }
  if (!orders || !precision || !recall) return 0;
  [precision, recall] = [precision / orders, recall / orders];
  return (100 * (1 + BETA ** 2) * precision * recall) / (BETA ** 2 * precision + recall);
}
